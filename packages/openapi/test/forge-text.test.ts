import { describe, expect, test } from 'vitest';
import { forgeText, visible } from '../src/index.js';

describe('a forge makes nothing but text of a text', () => {
  test.each([
    ['the owner is @team', 'the owner is `@team`'],
    ['see #1, or !2; or GH-3.', 'see `#1`, or `!2`; or `GH-3`.'],
    ['gh-3 CVE-2024-1234 GHSA-aaaa-bbbb-cccc', '`gh-3` `CVE-2024-1234` `GHSA-aaaa-bbbb-cccc`'],
    ['(acme/shop#12)', '(`acme/shop#12`)'],
    ['acme/shop@1a2b3c4d', '`acme/shop@1a2b3c4d`'],
    ['fixes 1a2b3c4, not decade or facade', 'fixes `1a2b3c4`, not decade or facade'],
    ['at http://evil.example/a?b', 'at `http://evil.example/a?b`'],
    ['at WWW.evil.example', 'at `WWW.evil.example`'],
    ['mail a.b@c.example', 'mail `a.b@c.example`'],
    ['mailto:a and xmpp:b', '`mailto:a` and `xmpp:b`'],
    ['a:smile:b and $x$ and ~label', '`a:smile:b` and `$x$` and `~label`'],
    ['a`@b``c', '```a`@b``c```'],
    ['`@b`', '`` `@b` ``'],
    ['a\n@b', '`a\\u000a@b`'],
    ['GET /pets/{id}: the header X-Id is gone', 'GET /pets/{id}: the header X-Id is gone'],
    ['', ''],
    [' a  b ', ' a  b '],
  ])('%j', (given, want) => expect(forgeText(given)).toBe(want));

  test('what is no such word is escaped as its place wants it', () => {
    expect(forgeText('a<b @c d<e', (text) => text.replaceAll('<', '&lt;'))).toBe('a&lt;b `@c` d&lt;e');
  });
});

test.each([
  ['\u001b[0m\u0007\u007f\u009b', '\\u001b[0m\\u0007\\u007f\\u009b'],
  ['a\u200bb\u2060c\ufeffd\u00ade', 'a\\u200bb\\u2060c\\ufeffd\\u00ade'],
  ['\u202e\u2066\u200e\u061c', '\\u202e\\u2066\\u200e\\u061c'],
  ['\u2028\u2029\u0085', '\\u2028\\u2029\\u0085'],
  ['\u{e0041}\u{1d173}', '\\u{e0041}\\u{1d173}'],
  ['\ud800', '\\ud800'],
  ['نمی\u200cخواهم 👩\u200d🚀 é', 'نمی\u200cخواهم 👩\u200d🚀 é'],
])('what is not seen is written out: %j', (given, want) => expect(visible(given)).toBe(want));
