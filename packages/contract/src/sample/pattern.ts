import { parsedExpression } from '../schema/expression.js';
import type { Expression } from '../schema/expression.js';
import { UnknownPattern } from '../schema/pattern-reader.js';

/** Longer texts are not made, whatever a pattern asks for. */
const LONGEST = 5000;

/**
 * A string that is meant to match the pattern, each quantifier repeated `extra` times more than it must and each choice
 * taken by `extra`. Undefined where the pattern has a back reference, is too large to be parsed, or asks for more than 5000
 * letters. Assertions that look around are passed over, so the caller validates.
 */
export function patternText(pattern: string, extra: number): string | undefined {
  try {
    return textOf(parsedExpression(pattern), extra);
  } catch (error) {
    if (error instanceof UnknownPattern) return undefined;
    throw error;
  }
}

function textOf(expression: Expression, extra: number): string {
  switch (expression.kind) {
    case 'set':
      return expression.sample;
    case 'start':
    case 'end':
    case 'boundary':
    case 'inside':
    case 'look':
      return '';
    case 'reference':
      throw new UnknownPattern();
    case 'sequence':
      return sequenceText(expression.parts, extra);
    case 'choice': {
      const { branches } = expression;
      const chosen = branches[extra % branches.length];
      return chosen === undefined ? '' : textOf(chosen, extra);
    }
    case 'repeat':
      return repeatText(expression, extra);
  }
}

function sequenceText(parts: readonly Expression[], extra: number): string {
  let text = '';
  for (const part of parts) {
    text += textOf(part, extra);
    if (text.length > LONGEST) throw new UnknownPattern();
  }
  return text;
}

function repeatText({ body, least, most }: Extract<Expression, { kind: 'repeat' }>, extra: number): string {
  const text = textOf(body, extra);
  const count = text === '' ? 0 : Math.min(most, least + extra);
  if (text.length * count > LONGEST) throw new UnknownPattern();
  return text.repeat(count);
}
