import type { Json, Shape } from '@specline/openapi';
import { isObject, isSame } from './canonical.js';
import type { Kind } from './policy.js';
import type { Places } from './change-collector.js';
import type { Flat } from './merged-schema.js';
import type { SchemaComparison, SchemaScope } from './schema-changes.js';

/** Which way each keyword with a number binds. Lengths and counts that are not said begin at 0. */
const BOUNDS: Readonly<Record<string, 'lower' | 'upper'>> = {
  minLength: 'lower',
  minItems: 'lower',
  minProperties: 'lower',
  minContains: 'lower',
  maxLength: 'upper',
  maxItems: 'upper',
  maxProperties: 'upper',
  maxContains: 'upper',
};

/** What changed of the keywords that only a validator checks. */
export function compareAssertions(
  from: Flat,
  to: Flat,
  places: Places,
  scope: SchemaScope,
  comparison: SchemaComparison,
): void {
  const add = (kind: Kind, says: string) => comparison.findings.add(kind, places, says, scope);
  compareLimits('minimum', 'exclusiveMinimum', 1, from, to, add);
  compareLimits('maximum', 'exclusiveMaximum', -1, from, to, add);
  for (const name of new Set([...from.assertions.keys(), ...to.assertions.keys()])) {
    const [old, next] = [from.assertions.get(name), to.assertions.get(name)];
    if (!LIMITS.has(name) && !isSame(old, next)) compareAssertion(name, old, next, add);
  }
  for (const name of new Set([...from.conditions.keys(), ...to.conditions.keys()])) {
    const pair = { old: from.conditions.get(name), next: to.conditions.get(name) };
    compareCondition(name, pair, places, scope, comparison);
  }
}

type Add = (kind: Kind, says: string) => void;

const LIMITS: ReadonlySet<string> = new Set(['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum']);

/** A limit and its exclusive form are one bound: the tighter holds. `sign` is 1 for a lower one. */
function compareLimits(name: string, exclusive: string, sign: 1 | -1, from: Flat, to: Flat, add: Add): void {
  const [old, next] = [from, to].map(({ assertions }) => {
    const limits = [assertions.get(name), assertions.get(exclusive)].map((limit) =>
      typeof limit === 'number' ? limit * sign : -Infinity,
    );
    const [inclusive = -Infinity, strict = -Infinity] = limits;
    return { limit: Math.max(inclusive, strict), isStrict: strict >= inclusive && strict > -Infinity };
  });
  if (old === undefined || next === undefined) return;
  const tighter = next.limit - old.limit || Number(next.isStrict) - Number(old.isStrict);
  if (next.limit === old.limit && next.isStrict === old.isStrict) return;
  const says = `has the ${name} ${shownLimit(next.limit * sign, next.isStrict)} instead of ${shownLimit(old.limit * sign, old.isStrict)}`;
  add(tighter > 0 ? 'bound-tightened' : 'bound-loosened', says);
}

function shownLimit(limit: number, isStrict: boolean): string {
  if (!Number.isFinite(limit)) return 'none';
  return isStrict ? `${limit} (exclusive)` : String(limit);
}

function compareAssertion(name: string, old: Json | undefined, next: Json | undefined, add: Add): void {
  const keyword = name.split(' ', 1)[0] ?? name;
  const says = `has the ${keyword} ${shown(next)} instead of ${shown(old)}`;
  if (Object.hasOwn(BOUNDS, keyword)) return compareBound(BOUNDS[keyword] ?? 'upper', old, next, says, add);
  switch (keyword) {
    case 'multipleOf':
      return add(multipleChange(old, next), says);
    case 'uniqueItems':
      if (Boolean(old) !== Boolean(next)) add(next ? 'bound-tightened' : 'bound-loosened', says);
      return;
    case 'pattern':
      return add(next === undefined || ANYTHING.has(next) ? 'pattern-loosened' : 'pattern-tightened', says);
    case 'dependentRequired':
      return compareDependentRequired(old, next, add);
    case 'contentEncoding':
    case 'contentMediaType':
      return add('assertion-changed', says);
    default:
      return add(
        old === undefined
          ? 'assertion-added'
          : next === undefined
            ? 'assertion-removed'
            : 'assertion-changed',
        says,
      );
  }
}

/** Patterns that match every text. */
const ANYTHING: ReadonlySet<Json> = new Set(['', '.*', '^.*$', '^.*', '.*$', '^', '$']);

function shown(value: Json | undefined): string {
  return value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);
}

function compareBound(
  side: 'lower' | 'upper',
  old: Json | undefined,
  next: Json | undefined,
  says: string,
  add: Add,
) {
  const [a, b] = [old, next].map((value) =>
    typeof value === 'number' ? value : side === 'lower' ? 0 : Infinity,
  );
  if (a === undefined || b === undefined || a === b) return;
  add((side === 'lower') === b > a ? 'bound-tightened' : 'bound-loosened', says);
}

function multipleChange(old: Json | undefined, next: Json | undefined): Kind {
  if (typeof next !== 'number') return 'bound-loosened';
  if (typeof old !== 'number' || Number.isInteger(next / old)) return 'bound-tightened';
  return Number.isInteger(old / next) ? 'bound-loosened' : 'bound-replaced';
}

function compareDependentRequired(old: Json | undefined, next: Json | undefined, add: Add): void {
  const [before, after] = [old, next].map((value) => (isObject(value) ? value : {}));
  const names = (value: Json | undefined) => new Set(Array.isArray(value) ? value.map(String) : []);
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const [a, b] = [names(before?.[name]), names(after?.[name])];
    const added = [...b].filter((one) => !a.has(one));
    const removed = [...a].filter((one) => !b.has(one));
    if (added.length > 0) add('assertion-added', `needs ${added.join(', ')} beside ${name}`);
    if (removed.length > 0) add('assertion-removed', `no longer needs ${removed.join(', ')} beside ${name}`);
  }
}

/** Keywords whose schemas do not simply narrow with what they narrow. */
const CONTRARY: ReadonlySet<string> = new Set(['not', 'if']);

interface Pair {
  readonly old: Shape | undefined;
  readonly next: Shape | undefined;
}

function compareCondition(
  name: string,
  { old, next }: Pair,
  places: Places,
  scope: SchemaScope,
  comparison: SchemaComparison,
): void {
  const keyword = name.split(/[ /]/, 1)[0] ?? name;
  const at = { ...places, ...(old && { old: old.pointer }), ...(next && { new: next.pointer }) };
  const add = (kind: Kind, says: string) => comparison.findings.add(kind, at, says, scope);
  if (old === undefined) return add('assertion-added', `must now satisfy ${name}`);
  if (next === undefined) return add('assertion-removed', `no longer has to satisfy ${name}`);
  const inside: SchemaScope = { ...scope, path: [...scope.path, name] };
  comparison.compare([old], [next], CONTRARY.has(keyword) ? { ...inside, isContrary: true } : inside);
}
