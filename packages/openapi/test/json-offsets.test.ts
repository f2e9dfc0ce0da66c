import { expect, test } from 'vitest';
import { jsonOffsets } from '../src/parse/json-offsets.js';

const TEXT = ` {
  "a\\"\\\\" : { "deep": [ 1, "x]}\\"", {}, [], {"b" :null} ] },
  "__proto__":-1.5e3,"twice": 1,
  "twice": {"last": true}
}`;
const find = jsonOffsets(TEXT);

test.each<[tokens: string[], at: string]>([
  [[], '{\n'],
  [['a"\\'], String.raw`"a\"\\" :`],
  [['a"\\', 'deep'], '"deep"'],
  [['a"\\', 'deep', '0'], '1,'],
  [['a"\\', 'deep', '1'], String.raw`"x]}\""`],
  [['a"\\', 'deep', '2'], '{}'],
  [['a"\\', 'deep', '3'], '[]'],
  [['a"\\', 'deep', '4', 'b'], '"b"'],
  [['__proto__'], '"__proto__"'],
  [['twice', 'last'], '"last"'],
])('%j', (tokens, at) => {
  expect(TEXT.slice(find(tokens)).startsWith(at)).toBe(true);
});

test('what is not there is where the nearest above it is', () => {
  expect(find(['a"\\', 'deep', '9', 'b'])).toBe(find(['a"\\', 'deep']));
  expect(find(['__proto__', 'x'])).toBe(find(['__proto__']));
  expect(find(['toString'])).toBe(find([]));
});

test('what lies in and behind large values', () => {
  const numbers = Array.from({ length: 2000 }, (_, index) => index);
  const text = JSON.stringify({ a: { b: { numbers, c: '}' }, d: 1 }, e: { f: [numbers, 'x'] } });
  const offset = jsonOffsets(text);
  const at = (...tokens: string[]) => text.slice(offset(tokens), offset(tokens) + 4);
  expect(at('e')).toBe('"e":');
  expect(at('a', 'd')).toBe('"d":');
  expect(at('a', 'b', 'c')).toBe('"c":');
  expect(at('a', 'b', 'numbers', '1999')).toBe('1999');
  expect(at('e', 'f', '1')).toBe('"x"]');
});
