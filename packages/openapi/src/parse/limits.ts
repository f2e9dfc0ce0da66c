import { visit } from 'yaml';
import type { Document } from 'yaml';
import type { Json } from '../json/json.js';
import { join } from '../json/pointer.js';
import type { Problem } from '../json/problem.js';

/** Deeper than any document that people write, and shallow enough for functions that call themselves for each level. */
const MAX_DEPTH = 500;
/** More than any document that people write. */
const MAX_VALUES = 5_000_000;
/**
 * Aliases count as often as they are used, and with them a document may have one value for each letter, which is some twenty
 * times as many as it has without: a small document is as much work as a large one otherwise.
 */
const FEW_VALUES = 100_000;
/** More than any document that people write: each is looked for among all that stand before it. */
const MAX_ALIASES = 10_000;

export const TOO_DEEP: Problem = {
  message: `the document is nested deeper than ${MAX_DEPTH} levels`,
  remedy: 'flatten it',
};

/** Why the aliases of a YAML document are not followed. */
export function aliasFault(document: Document): Problem | undefined {
  let aliases = 0;
  visit(document, {
    Alias: () => {
      aliases += 1;
      return aliases > MAX_ALIASES ? visit.BREAK : undefined;
    },
  });
  if (aliases <= MAX_ALIASES) return undefined;
  return { message: `the document has more than ${MAX_ALIASES} aliases`, remedy: 'refer by $ref instead' };
}

/** Why the value of a text of some length is not used: it is too deep or too large, or holds what JSON does not have. */
export function faultOf(root: Json, length: number): Problem | undefined {
  const most = Math.min(MAX_VALUES, Math.max(FEW_VALUES, length));
  let values = 0;
  let foreign: Problem | undefined;
  const tokens: string[] = [];
  /** Whether the limits hold; ends at the first that does not. */
  const check = (value: unknown): Problem | undefined => {
    values += 1;
    if (values > most) return tooLarge(most);
    if (!isComposite(value)) {
      const name = foreignName(value);
      if (name !== undefined) foreign ??= foreignProblem(name, tokens);
      return undefined;
    }
    if (tokens.length > MAX_DEPTH) return TOO_DEEP;
    for (const name of Object.keys(value)) {
      tokens.push(name);
      const fault = check((value as { readonly [name: string]: unknown })[name]);
      tokens.pop();
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  return check(root) ?? foreign;
}

function tooLarge(most: number): Problem {
  return {
    message: `the document has more than ${most} values`,
    remedy: 'split it, or use fewer aliases',
  };
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
