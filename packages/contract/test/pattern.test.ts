import { expect, test } from 'vitest';
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
