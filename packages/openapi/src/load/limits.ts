import type { Json } from '../model/model.js';
import { join } from './pointer.js';
import type { Problem } from './problem.js';

/** Deeper than any document that people write, and shallow enough for functions that call themselves for each level. */
const MAX_DEPTH = 500;
/** More than any document that people write, aliases counted as often as they are used. */
const MAX_VALUES = 5_000_000;

export const TOO_DEEP: Problem = {
  message: `the document is nested deeper than ${MAX_DEPTH} levels`,
  remedy: 'flatten it',
};
const TOO_LARGE: Problem = {
  message: `the document has more than ${MAX_VALUES} values`,
  remedy: 'split it, or use fewer aliases',
};

/** Why a parsed value is not used: it is too deep or too large, or holds what JSON does not have. */
export function faultOf(root: Json): Problem | undefined {
  let values = 0;
  let foreign: Problem | undefined;
  const tokens: string[] = [];
  /** Whether the limits hold; ends at the first that does not. */
  const visit = (value: unknown): Problem | undefined => {
    values += 1;
    if (values > MAX_VALUES) return TOO_LARGE;
    if (!isComposite(value)) {
      const name = foreignName(value);
      if (name !== undefined) foreign ??= foreignProblem(name, tokens);
      return undefined;
    }
    if (tokens.length > MAX_DEPTH) return TOO_DEEP;
    for (const name of Object.keys(value)) {
      tokens.push(name);
      const fault = visit((value as { readonly [name: string]: unknown })[name]);
      tokens.pop();
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  return visit(root) ?? foreign;
}

function foreignProblem(name: string, tokens: readonly string[]): Problem {
  return {
    pointer: tokens.reduce(join, '#'),
    message: `JSON has no value like ${name}`,
    remedy: 'write it as a string',
  };
}

function isComposite(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** What YAML and numbers out of range give besides JSON's values; undefined for those. */
function foreignName(value: unknown): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value);
  return typeof value === 'object' ? `a ${value.constructor.name} of YAML 1.1` : `a ${typeof value}`;
}
