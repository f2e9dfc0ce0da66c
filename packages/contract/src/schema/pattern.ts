import { mostSteps } from './backtracking.js';
import { parsedExpression } from './expression.js';
import type { Expression } from './expression.js';
import { linearTest } from './linear-pattern.js';
import type { LinearTest } from './linear-pattern.js';
import { UnknownPattern } from './pattern-reader.js';

/** A pattern of JSON Schema as Ajv takes it. */
export interface Pattern {
  /** Throws UncheckedPattern where the answer could take too long. */
  test(text: string): boolean;
  /** Another text for another pattern. */
  toString(): string;
}

/** A pattern that was not matched against a text, because no engine here does so in bounded time. */
export class UncheckedPattern extends Error {
  constructor(pattern: string, length: number) {
    const shown = pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern;
    super(
      `the pattern ${JSON.stringify(shown)} is not checked on ${length} characters, which could take too long; leave out look-around and back references, and counts of groups`,
    );
  }
}

/** As many steps of JavaScript's engine take some hundredths of a second. */
const MOST_STEPS = 5_000_000;

/**
 * Compiles a pattern (ECMA-262, with the `u` flag, or without it where it only compiles so). Each text is matched in
 * bounded time: by JavaScript's engine where the form of the pattern bounds its steps, else by RE2, which is linear. What
 * neither can do (looking around amid a pattern, back references, huge counts, each on long texts) is UncheckedPattern.
 * Throws SyntaxError where it is no pattern.
 */
export function patternOf(text: string): Pattern {
  const native = nativePattern(text);
  const expression = expressionOf(text);
  const tests = new Map<number, LinearTest | undefined>();
  return {
    test(value) {
      // Texts of a length up to the same power of two share a program.
      const length = Math.max(64, 2 ** Math.ceil(Math.log2(value.length + 1)));
      if (!tests.has(length)) tests.set(length, expression && boundedTest(native, expression, length));
      const test = tests.get(length);
      if (test === undefined) throw new UncheckedPattern(text, value.length);
      return test(value);
    },
    // Ajv tells patterns apart by their text.
    toString: () => `pattern ${text}`,
  };
}

function boundedTest(native: RegExp, expression: Expression, length: number): LinearTest | undefined {
  if (mostSteps(expression, length) <= MOST_STEPS) return (text) => native.test(text);
  return linearTest(expression, length);
}

function expressionOf(text: string): Expression | undefined {
  try {
    return parsedExpression(text);
  } catch (error) {
    if (error instanceof UnknownPattern) return undefined;
    throw error;
  }
}

/** JSON Schema asks for Unicode patterns; many documents write what only compiles without the flag. */
function nativePattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch {
    return new RegExp(text);
  }
}
