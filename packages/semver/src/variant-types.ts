import type { Flat } from './merged-schema.js';

/** What is text on its way, so that `1` and `"1"` are one: a parameter, a header, or the text of a body. */
export type Text = 'parameter' | 'exploded parameter' | 'header' | 'body';

/** How the type of a form changed. */
export type Relation = 'same' | 'type-narrowed' | 'type-widened' | 'type-replaced';

export function relationOf(from: Flat, to: Flat, text: Text | undefined): Relation {
  const [a, b] = [typeOf(from), typeOf(to)];
  if (a === b || a === undefined || b === undefined) return 'same';
  if (a === 'integer' && b === 'number') return 'type-widened';
  if (a === 'number' && b === 'integer') return 'type-narrowed';
  if (text !== undefined && isFreeText(to) && (text === 'body' || isScalar(from))) return 'type-widened';
  if (text !== undefined && isFreeText(from) && (text === 'body' || isScalar(to))) return 'type-narrowed';
  return 'type-replaced';
}

/** The one type of a form; undefined where it may have any, `never` where it has none. */
export function typeOf({ types }: Flat): string | undefined {
  return types === undefined ? undefined : (types[0] ?? 'never');
}

export function isAny(form: Flat): boolean {
  return form.types === undefined && form.values === undefined;
}

export function isNumber(form: Flat): boolean {
  return ['integer', 'number'].includes(typeOf(form) ?? '');
}

/** Whether it has no parts: it is neither a list nor an object. */
export function isScalar(form: Flat): boolean {
  return !['object', 'array', undefined].includes(typeOf(form));
}

/** Whether it is any text at all. */
export function isFreeText(form: Flat): boolean {
  const { values, format, assertions } = form;
  return typeOf(form) === 'string' && values === undefined && format === undefined && assertions.size === 0;
}
