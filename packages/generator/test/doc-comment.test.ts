import { expect, test } from 'vitest';
import { docComment } from '../src/print/doc-comment.js';
import { print } from '../src/print/layout.js';

test.each([
  ['', ''],
  ['  \n ', ''],
  ['One line.', '/** One line. */\n'],
  ['One.\n\nTwo.  ', '/**\n * One.\n *\n * Two.\n */\n'],
  ['a\r\nb\u2028c', '/**\n * a\n * b\n * c\n */\n'],
  ['*/ alert(1) /*', '/** *\\/ alert(1) /\\* */\n'],
  ['@internal', '/** \\@ internal */\n'],
  ['see @internal here', '/** see \\@ internal here */\n'],
  ['@ts-ignore', '/** \\@ ts-ignore */\n'],
  ['a\n@deprecated', '/**\n * a\n * \\@deprecated\n */\n'],
  ['a\n * @deprecated', '/**\n * a\n *  * \\@deprecated\n */\n'],
  ['{@link x}', '/** {\\@link x} */\n'],
  ['[@a/b](https://c.d/@a/b)', '/** [@a/b](https://c.d/@a/b) */\n'],
  ['write to a@b.com', '/** write to a@b.com */\n'],
  ['/// <reference path="x" />', '/** / // <reference path="x" /> */\n'],
  ['//# sourceMappingURL=x', '/** / /# sourceMappingURL =x */\n'],
  ['eslint-disable', '/** eslint -disable */\n'],
  ['#__PURE__', '/** # __PURE__ */\n'],
  ['a\u202Eb\u0000c\u200Bd', '/** a\\u202eb\\u0000c d */\n'],
  ['\uD800', '/** \\ud800 */\n'],
  ['\u00A0@deprecated', '/** \\@deprecated */\n'],
  ['#region a', '/** # region a */\n'],
  ['| a | b |\n| - | - |', '/**\n * | a | b |\n * | - | - |\n */\n'],
])('%j', (given, want) => {
  expect(print(docComment({ text: given }))).toBe(want);
});

test('prose is filled, code and tables are not', () => {
  const words = 'word '.repeat(40).trim();
  const lines = print(docComment({ text: `${words}\n\n\`\`\`\n${words}\n\`\`\`\n| ${words} |` })).split('\n');
  expect(lines.map((text) => text.length)).toEqual([3, 97, 97, 12, 2, 6, 202, 6, 206, 3, 0]);
});

test('tags stand below the text', () => {
  expect(print(docComment({ text: 'What it is.', default: '1 */', deprecated: {} }))).toBe(
    '/**\n * What it is.\n *\n * @default 1 *\\/\n * @deprecated\n */\n',
  );
  expect(print(docComment({ deprecated: {} }))).toBe('/** @deprecated */\n');
  const deprecated = { replacedBy: 'tokens.create()\n@internal', sunset: '2027-01-01' };
  expect(print(docComment({ deprecated }))).toBe(
    '/** @deprecated Use tokens.create() \\@ internal instead. It may be gone from 2027-01-01 on. */\n',
  );
});
