import { expect, test } from 'vitest';
import { createJudge } from '../src/index.js';
import { patternText } from '../src/sample/pattern.js';
import { patternOf, UncheckedPattern } from '../src/schema/pattern.js';

const almost = `${'a'.repeat(50)}!`;

test.each<[pattern: string, text: string, matches: boolean]>([
  ['^(a+)+$', almost, false],
  ['^(a|a)*$', almost, false],
  ['^([a-z]{1,9}){1,9}$', almost, false],
  ['^(\\d{2}-)*\\d$', '12-34-5', true],
  ['^(?=a)a+$', 'aaa', true],
  ['^[a-f]{4}$', 'abcd', true],
  ['^(\\p{Lu}\\u00e9)+$', '\u00c9\u00e9', true],
  // Counts that RE2 refuses, and pieces that multiply without a group.
  ['^(a{1,1000}){1,1000}$', almost, false],
  ['^(?:[a-z0-9]{1,100}-?){1,20}$', almost, false],
  ['^.*.*.*.*.*.*.*=$', 'x'.repeat(300), false],
  ['^a{2000}$', 'a'.repeat(2000), true],
  ['^a{2000}$', 'a'.repeat(1999), false],
  ['^(?=(?:a|a)*b)(?!.*(?:c|c)*!)a+$', almost, false],
  ['^(?:a|a)+(?<!(?:a|a)*)$', almost, false],
  // What is short enough is left to JavaScript.
  ['^\\w+-(?!x)\\w+$', 'ab-cd', true],
  ['^(["\'])a\\1$', '"a"', true],
  // Compiles without the Unicode flag alone.
  ['^[\\w-.]+$', 'a-b.c', true],
])('%s of %s', (pattern, text, matches) => expect(patternOf(pattern).test(text)).toBe(matches));

test.each([
  ['^(?:a|a)+(?=b)c$', almost],
  ['^(a|a)+\\1$', almost],
  [`${'('.repeat(500)}a${')'.repeat(500)}`, 'a'],
  ['^(?:a{1,1000}b{1,1000}){1,1000}$', 'ab'.repeat(4000)],
])('what takes nobody knows how long is not begun: %s', (pattern, text) => {
  expect(() => patternOf(pattern).test(text)).toThrow(UncheckedPattern);
});

test.each([
  [`${'('.repeat(5000)}a${')'.repeat(5000)}`],
  ['a{1,100000000}b{100000000}'],
  [`${'(?:ab?'.repeat(100)}${'){9}'.repeat(100)}`],
  ['(a)\\1'],
])('no text is made for %s', (pattern) => expect(patternText(pattern, 1)).toBeUndefined());

test('of a count without end the least is made', () =>
  expect(patternText('^a{2,100000000}$', 1)).toBe('aaa'));

test('a value whose pattern is not checked is told so', async () => {
  const judge = createJudge({
    openapi: '3.1.0',
    paths: { '/x': { get: { parameters: [parameterOf('^(a|a)+\\1$')], responses: {} } } },
  });
  const [schema] = judge.operations.flatMap(({ parameters }) =>
    parameters.flatMap((one) => one.schema ?? []),
  );
  expect(judge.sampler.validate(schema!, 'request', almost)).toEqual([
    {
      path: '',
      message:
        'at #/paths/~1x/get/parameters/0/schema the pattern "^(a|a)+\\\\1$" is not checked on 51 characters, which could take too long; leave out look-around and back references, and counts of groups',
      unusable: true,
    },
  ]);
});

function parameterOf(pattern: string): object {
  return { name: 'q', in: 'query', schema: { type: 'string', pattern } };
}

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
