import { expect, test } from 'vitest';
import {
  changelogEntry,
  changesetText,
  markdownText,
  proseIn,
  rulingOf,
  withoutMarks,
} from '../src/index.js';
import type { Bump, Change } from '../src/index.js';

function change(bump: Exclude<Bump, 'none'>, message: string): Change {
  return { id: 'some-change', layer: 'wire', bump, pointer: '#/a', operations: [], message };
}

const entryOf = (changes: readonly Change[], code?: string) =>
  changelogEntry(rulingOf(changes, {}), {
    codeOf: () => (code === undefined ? undefined : { before: code }),
  });

test('an entry begins with what matters most, and groups the rest', () => {
  const changes = [
    change('patch', 'a text changed'),
    change('minor', 'b is new'),
    change('major', 'client.a.b() is gone'),
    change('minor', 'c is new'),
    change('major', 'client.c() is gone'),
  ];
  expect(entryOf(changes)).toBe(`\`client.a.b()\` is gone

**Also**

- \`client.c()\` is gone

**New**

- b is new
- c is new

**Changed**

- a text changed
`);
});

test('no more is told than anyone reads, and nothing of nothing', () => {
  const many = Array.from({ length: 60 }, (_, index) => change('minor', `m${index} is new`));
  expect(entryOf(many).split('\n').slice(-3)).toEqual(['- m40 is new', '- and 19 more', '']);
  expect(entryOf([])).toBe('');
});

test.each([
  ['<!-- x --> [a](b) *c* `d` @e #1 &amp;', '\\<!-- x --\\> \\[a\\](b) \\*c\\* \\`d\\` `@e` `#1` `&amp`;'],
  ['client.a.b() and client.c', '`client.a.b()` and `client.c`'],
  ['a\nb\u202e', 'a\\\\u000ab\\\\u202e'],
])('text of a document is no markup: %s', (given, want) => expect(markdownText(given)).toBe(want));

test('code ends no block, and no mark in it ends what specline writes', () => {
  const code = "type A = '```\\n<!-- specline: end -->';";
  const entry = entryOf([change('major', 'a is gone')], code);
  expect(entry).toContain('````ts\n// before\n');
  const text = changesetText(['@a/b'], 'major', entry);
  expect(proseIn(text)).toEqual({ before: '', after: '' });
  expect(changesetText(['@a/b'], 'major', entry, text)).toBe(text);
});

test('what a person wrote around the entry stays there', () => {
  const text = changesetText(['@a/b', '@a/c'], 'minor', 'One.');
  const edited = text.replace('---\n\n<', '---\n\nBefore.\n\n<') + '\nAfter.\n';
  const next = changesetText(['@a/b', '@a/c'], 'major', 'Two.', edited);
  expect(next).toMatch(/^---\n'@a\/b': major\n'@a\/c': major\n---\n\nBefore\.\n\n<!-- specline: /);
  expect(withoutMarks(next.replace(/^---[^]*?---\n/, ''))).toBe('Before.\n\nTwo.\n\nAfter.');
  expect(changesetText(['@a/b'], 'patch', 'X.', 'All by hand.')).toContain('All by hand.\n\n<!--');
});

test('a changeset with CRLF has one front matter, and keeps what a person wrote', () => {
  const first =
    changesetText(['@a/b'], 'minor', 'One.').replace('---\n\n', '---\n\nMine.\n\n') + '\nMine too.\n';
  const crlf = first.replaceAll('\n', '\r\n');
  const again = changesetText(['@a/b'], 'major', 'Two.', crlf);
  expect(again).toBe(changesetText(['@a/b'], 'major', 'Two.', first));
  expect(again.match(/^---$/gm)).toHaveLength(2);
  expect(again).not.toContain('\r');
  expect(proseIn(crlf)).toEqual({ before: 'Mine.', after: 'Mine too.' });
  expect(withoutMarks(crlf)).toBe(withoutMarks(first));
});
