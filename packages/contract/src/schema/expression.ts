import { escapedSet, escapedUnit, letterOf, literal, NO_LINE_END, parsedClass } from './character-set.js';
import type { CharacterSet } from './character-set.js';
import { matched, took, UnknownPattern } from './pattern-reader.js';
import type { Reader } from './pattern-reader.js';

/** A regular expression of ECMA-262 as a tree. Groups have no node: nothing asks what they capture. */
export type Expression =
  | CharacterSet
  /** `^`, `$`, `\b` and `\B`. */
  | { readonly kind: 'start' | 'end' | 'boundary' | 'inside' }
  /** A back reference: `\1`, `\k<name>`. */
  | { readonly kind: 'reference' }
  | {
      readonly kind: 'look';
      readonly behind: boolean;
      readonly negated: boolean;
      readonly body: Expression;
    }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly branches: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly body: Expression; readonly least: number; readonly most: number };

/** Longer patterns, and groups deeper than this, are not parsed: functions call themselves for each level. */
const LONGEST = 50_000;
const DEEPEST = 200;

/**
 * Parses a pattern that JavaScript accepts (ECMA-262, Patterns, with the `u` flag or Annex B). Letters are code points in
 * both. Throws UnknownPattern.
 */
export function parsedExpression(pattern: string): Expression {
  if (pattern.length > LONGEST) throw new UnknownPattern();
  const reader: Reader = { pattern, at: 0 };
  const found = choice(reader, 0);
  if (reader.at < pattern.length) throw new UnknownPattern();
  return found;
}

function choice(reader: Reader, depth: number): Expression {
  if (depth > DEEPEST) throw new UnknownPattern();
  const branches = [sequence(reader, depth)];
  while (took(reader, '|')) branches.push(sequence(reader, depth));
  const [only] = branches;
  return only !== undefined && branches.length === 1 ? only : { kind: 'choice', branches };
}

function sequence(reader: Reader, depth: number): Expression {
  const parts: Expression[] = [];
  while (reader.at < reader.pattern.length && !/[|)]/.test(reader.pattern.charAt(reader.at)))
    parts.push(repeated(reader, atom(reader, depth)));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'sequence', parts };
}

function atom(reader: Reader, depth: number): Expression {
  if (took(reader, '^')) return { kind: 'start' };
  if (took(reader, '$')) return { kind: 'end' };
  if (took(reader, '.')) return NO_LINE_END;
  if (took(reader, '(')) return group(reader, depth);
  if (took(reader, '[')) return parsedClass(reader);
  if (took(reader, '\\')) return escape(reader);
  return literal(letterOf(reader));
}

function group(reader: Reader, depth: number): Expression {
  const [opening = ''] = matched(reader, /\?(?::|<?[=!]|<[^>]*>)/y) ?? [];
  if (opening === '' && reader.pattern.charAt(reader.at) === '?') throw new UnknownPattern();
  const body = choice(reader, depth + 1);
  if (!took(reader, ')')) throw new UnknownPattern();
  if (!/^\?<?[=!]$/.test(opening)) return body;
  return { kind: 'look', behind: opening.includes('<'), negated: opening.endsWith('!'), body };
}

function escape(reader: Reader): Expression {
  if (took(reader, 'b')) return { kind: 'boundary' };
  if (took(reader, 'B')) return { kind: 'inside' };
  if (matched(reader, /[1-9]\d*|k<[^>]*>/y) !== undefined) return { kind: 'reference' };
  return escapedSet(reader) ?? literal(escapedUnit(reader));
}

function repeated(reader: Reader, body: Expression): Expression {
  const found = matched(reader, /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y);
  if (found === undefined) return body;
  const [, sign, least, comma, most] = found;
  if (sign !== undefined)
    return { kind: 'repeat', body, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
  const from = Number(least);
  const to = comma === undefined ? from : most === undefined || most === '' ? Infinity : Number(most);
  return { kind: 'repeat', body, least: from, most: to };
}

/** How many letters a match has at least. */
export function leastLength(expression: Expression): number {
  switch (expression.kind) {
    case 'set':
      return 1;
    case 'sequence':
      return expression.parts.reduce((sum, part) => sum + leastLength(part), 0);
    case 'choice':
      return Math.min(...expression.branches.map(leastLength));
    case 'repeat':
      return expression.least === 0 ? 0 : expression.least * leastLength(expression.body);
    default:
      return 0;
  }
}

/** Whether it matches no letter wherever it stands. */
export function isNullable(expression: Expression): boolean {
  switch (expression.kind) {
    case 'sequence':
      return expression.parts.every(isNullable);
    case 'choice':
      return expression.branches.some(isNullable);
    case 'repeat':
      return expression.least === 0 || isNullable(expression.body);
    default:
      return false;
  }
}
