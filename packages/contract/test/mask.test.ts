import { describe, expect, test } from 'vitest';
import { withoutSecrets } from '../src/index.js';

const SECRET = 'npm_S3cret/Token+of=1234567890~é"x';
const bytes = Buffer.from(SECRET);

/** A text that repeats a secret in some form says nothing of it. */
test.each<[name: string, form: string]>([
  ['plain', SECRET],
  ['in lower case', SECRET.toLowerCase()],
  ['in upper case', SECRET.toUpperCase()],
  ['percent-encoded', encodeURIComponent(SECRET)],
  ['percent-encoded as a URL', encodeURI(SECRET)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
  ['percent-encoded throughout', [...bytes].map((byte) => `%${byte.toString(16)}`).join('')],
  ['in base64', bytes.toString('base64')],
  ['in base64url', bytes.toString('base64url')],
  ['in base64, percent-encoded', encodeURIComponent(bytes.toString('base64'))],
  ['in base64 behind one letter', Buffer.from(`:${SECRET}`).toString('base64')],
  ['in base64 behind two letters', Buffer.from(`u:${SECRET}`).toString('base64')],
  ['in hexadecimal', bytes.toString('hex')],
  ['in upper hexadecimal', bytes.toString('hex').toUpperCase()],
  ['in JSON', JSON.stringify(SECRET)],
  ['in JSON within JSON', JSON.stringify(JSON.stringify(SECRET))],
  ['as escapes of JSON', [...SECRET].map((letter) => `\\u${hex(letter)}`).join('')],
  ['as entities of HTML', [...SECRET].map((letter) => `&#x${hex(letter)};`).join('')],
  ['in a JSON pointer', SECRET.replaceAll('~', '~0').replaceAll('/', '~1')],
  ['with spaces', [...SECRET].join(' ')],
  ['with invisible characters', [...SECRET].join('\u200b')],
  ['with escapes of these', [...SECRET].join('\\u200b')],
  ['in base64 with line ends', bytes.toString('base64').replaceAll(/.{5}/g, '$&\n')],
  ['cut at its end', SECRET.slice(0, 12)],
  ['cut to eight letters', SECRET.slice(0, 8)],
  ['cut at its beginning', SECRET.slice(-10)],
  ['cut in base64', bytes.toString('base64').slice(0, 14)],
  ['cut in the middle, percent-encoded', encodeURIComponent(SECRET.slice(4, 18))],
])('a secret is hidden %s', (_, form) => {
  expect(withoutSecrets(`token ${form} refused`, [SECRET])).toMatch(/^token \S{0,4}\*\*\*\S{0,4} refused$/);
});

function hex(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(4, '0');
}

describe('what is no secret stays', () => {
  test.each([
    ['another text', 'PUT /things: 403 Forbidden %2F a~1b \\u0041 &amp;', [SECRET]],
    ['fewer than eight letters', 'npm_S3c and npm_S3c', [SECRET]],
    ['a short one within a word', 'status 401, port 14010', ['40']],
    ['no secrets', 'npm_S3cret', []],
    ['an empty one', 'npm_S3cret', ['']],
  ])('%s', (_, text, secrets) => {
    expect(withoutSecrets(text, secrets)).toBe(text);
  });

  test('around a secret', () => {
    expect(withoutSecrets('a canary-token, and 1 more', ['canary-token', '1'])).toBe('a ***, and *** more');
  });
});
