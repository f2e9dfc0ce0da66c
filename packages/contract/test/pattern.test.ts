import { expect, test } from 'vitest';
import { createJudge } from '../src/index.js';
import { patternOf } from '../src/schema/pattern.js';

const almost = `${'a'.repeat(50)}!`;

test.each<[pattern: string, text: string, matches: boolean]>([
  ['^(a+)+$', almost, false],
  ['^(a|a)*$', almost, false],
  ['^([a-z]{1,9}){1,9}$', almost, false],
  ['^(\\d{2}-)*\\d$', '12-34-5', true],
  ['^(?=a)a+$', 'aaa', true],
  ['^[a-f]{4}$', 'abcd', true],
  ['^(\\p{Lu}\\u00e9)+$', '\u00c9\u00e9', true],
  // Compiles without the Unicode flag alone.
  ['^[\\w-.]+$', 'a-b.c', true],
])('%s of %s', (pattern, text, matches) => expect(patternOf(pattern).test(text)).toBe(matches));

test('what is no pattern is refused', () => expect(() => patternOf('(')).toThrow(SyntaxError));

test('each pattern of a schema is matched by itself', async () => {
  const properties = { a: { type: 'string', pattern: '^(a)+$' }, b: { type: 'string', pattern: '^(b)+$' } };
  const content = { 'application/json': { schema: { type: 'object', properties } } };
  const responses = { 200: { description: 'ok', content } };
  const judge = createJudge({ openapi: '3.1.0', paths: { '/x': { get: { responses } } } });
  const [operation] = judge.operations;
  const problems = async (value: unknown) => {
    const headers = new Headers({ 'content-type': 'application/json' });
    const body = new TextEncoder().encode(JSON.stringify(value));
    return (await judge.checkResponse(operation!, { status: 200, headers, body })).problems;
  };
  expect(await problems({ a: 'aa', b: 'bb' })).toEqual([]);
  expect(await problems({ a: 'aa', b: 'aa' })).toHaveLength(1);
});
