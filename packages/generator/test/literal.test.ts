import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { print } from '../src/print/layout.js';
import {
  access,
  identifier,
  keyName,
  literal,
  memberName,
  numberLiteral,
  stringLiteral,
} from '../src/print/literal.js';
import { formatted } from './printing.js';

test.each([
  ['plain', `'plain'`],
  ["it's", `"it's"`],
  [`it's "so"`, `'it\\'s "so"'`],
  ['a\nb\\', `'a\\nb\\\\'`],
  ['\u2028\u2029', `'\\u2028\\u2029'`],
  ['\u202Eabc', `'\\u202eabc'`],
  ['\uD800', `'\\ud800'`],
  ['${a}`', "'${a}`'"],
  ['grün', `'grün'`],
  ['', `''`],
])('the string %j is %s', async (given, want) => {
  expect(stringLiteral(given)).toBe(want);
  expect(runInNewContext(stringLiteral(given))).toBe(given);
  const whole = `const a = ${stringLiteral(given)};\n`;
  expect(await formatted('a.ts', whole)).toBe(whole);
});

test.each([
  ['name', 'name', 'name', 'o.name'],
  ['$_1', '$_1', '$_1', 'o.$_1'],
  ['200', '200', '200', `o['200']`],
  ['007', `'007'`, `'007'`, `o['007']`],
  ['4XX', `'4XX'`, `'4XX'`, `o['4XX']`],
  ['', `''`, `''`, `o['']`],
  ['größe', 'größe', 'größe', `o['größe']`],
  ['名前', '名前', '名前', `o['名前']`],
  ['𠮷', `'𠮷'`, `'𠮷'`, `o['𠮷']`],
  ['a\u200Db', `'a\\u200db'`, `'a\\u200db'`, `o['a\\u200db']`],
  ['a-b', `'a-b'`, `'a-b'`, `o['a-b']`],
  ['constructor', 'constructor', 'constructor', 'o.constructor'],
  ['__proto__', '__proto__', `['__proto__']`, 'o.__proto__'],
  // A letter since Unicode 16: compilers do not know it yet, nor does every Node.
  ['\uA7CB', `'\uA7CB'`, `'\uA7CB'`, `o['\uA7CB']`],
])('the name %j', async (given, member, key, accessed) => {
  expect([memberName(given), keyName(given), access('o', given)]).toEqual([member, key, accessed]);
  const whole = `interface A {\n  ${member}: 1;\n}\n`;
  expect(await formatted('a.ts', whole)).toBe(whole);
});

test.each([
  [1, '1'],
  [-0.5, '-0.5'],
  [1e21, '1e21'],
  [1e-7, '1e-7'],
])('the number %d', (given, want) => {
  expect(numberLiteral(given)).toBe(want);
});

test('an object literal holds its members, `__proto__` too', () => {
  const given: unknown = JSON.parse('{"__proto__":{"a":1},"b":[null,true,[],{}]}');
  const value: unknown = runInNewContext(`(${print(literal(given as never))})`);
  expect(JSON.stringify(value)).toBe(JSON.stringify(given));
});

test('an identifier is one', () => {
  expect(identifier('größe')).toBe('größe');
  for (const given of ['', 'a b', '1a', 'a;b', 'a\u2028'])
    expect(() => identifier(given)).toThrow('cannot be an identifier in generated code; name it in sdk.yaml');
});
