import { expect, test } from 'vitest';
import { jsonOffsets } from '../src/load/json-offsets.js';

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
