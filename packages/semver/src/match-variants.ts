import type { Json, Shape } from '@specline/openapi';
import { isSame } from './canonical.js';
import type { Flat } from './merged-schema.js';
import { isNumber, typeOf } from './variant-types.js';

/** Forms of the old document and of the new one that are the same, perhaps changed; and those that are on one side only. */
export interface Matching {
  readonly pairs: readonly (readonly [Flat, Flat])[];
  readonly removed: readonly Flat[];
  readonly added: readonly Flat[];
}

/** More forms that changed than this are not held against one another: the work would grow with their square. */
const MAX_LIKENESSES = 40_000;

/** How much two forms must have in common to be taken for one that changed. */
const ALIKE = 0.5;

/** Matches forms as sets: their order says nothing. */
export function matched(old: readonly Flat[], next: readonly Flat[]): Matching {
  const [a] = old;
  const [b] = next;
  if (a !== undefined && b !== undefined && old.length === 1 && next.length === 1)
    return { pairs: [[a, b]], removed: [], added: [] };
  const pairs: (readonly [Flat, Flat])[] = [];
  const removed = new Set(distinctForms(old));
  const added = new Set(distinctForms(next));
  const pair = (from: Flat, to: Flat) => {
    pairs.push([from, to]);
    removed.delete(from);
    added.delete(to);
  };
  pairEqual(removed, added, (form) => form.name, pair);
  pairEqual(removed, added, fingerprint, pair);
  if (removed.size * added.size > MAX_LIKENESSES) return { pairs, removed: [...removed], added: [...added] };
  const scores = [...removed].flatMap((from) =>
    [...added].map((to) => ({ from, to, score: likeness(from, to) })),
  );
  for (const { from, to } of scores
    .filter(({ score }) => score >= ALIKE)
    .toSorted((x, y) => y.score - x.score))
    if (removed.has(from) && added.has(to)) pair(from, to);
  return { pairs, removed: [...removed], added: [...added] };
}

/** What is said twice is said once. */
function distinctForms(forms: readonly Flat[]): Iterable<Flat> {
  return new Map(forms.map((form) => [form.name ?? fingerprint(form), form])).values();
}

function pairEqual(
  removed: ReadonlySet<Flat>,
  added: ReadonlySet<Flat>,
  keyOf: (form: Flat) => string | undefined,
  pair: (from: Flat, to: Flat) => void,
): void {
  const known = new Map([...added].map((form) => [keyOf(form), form]));
  for (const form of removed) {
    const key = keyOf(form);
    const same = key === undefined ? undefined : known.get(key);
    if (same !== undefined && added.has(same) && likeness(form, same) > 0) pair(form, same);
  }
}

/** One text for forms that say the same in the same words, wherever they stand. */
export function fingerprint(form: Flat): string {
  const { name: _, ...said } = form;
  return JSON.stringify(said, (key, value: unknown) => {
    if (SAYS_NOTHING.has(key)) return undefined;
    if (value instanceof Map)
      return [...(value as Map<string, unknown>)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return value instanceof Set ? [...(value as Set<string>)].toSorted() : value;
  });
}

const SAYS_NOTHING: ReadonlySet<string> = new Set(['pointer', 'documentation']);

/** From 0 for another thing altogether to 1 for what may be the same. */
function likeness(a: Flat, b: Flat): number {
  const type = typeOf(a);
  if (type !== typeOf(b)) return isNumber(a) && isNumber(b) ? ALIKE : 0;
  if (type === 'object') return objectLikeness(a, b);
  if (a.values !== undefined && b.values !== undefined)
    return a.values.some((value) => b.values?.some((other) => isSame(value, other))) ? 1 : ALIKE;
  return a.format === b.format && (a.values === undefined) === (b.values === undefined) ? 0.9 : ALIKE;
}

function objectLikeness(a: Flat, b: Flat): number {
  const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
  if (names.size === 0) return 1;
  let shared = 0;
  for (const name of names) {
    const from = a.properties.get(name);
    const to = b.properties.get(name);
    if (from === undefined || to === undefined) continue;
    const values = literalsOf(from);
    const others = literalsOf(to);
    if (values && others && !values.some((value) => others.some((other) => isSame(value, other)))) return 0;
    shared += 1;
  }
  return (shared / names.size) * 0.8 + shareOf(a.required, b.required) * 0.2;
}

/** How much of two sets is in both. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 1 : [...a].filter((name) => b.has(name)).length / all.size;
}

/** The one or few values that tell a member of a union from the others. */
function literalsOf(shapes: readonly Shape[]): readonly Json[] | undefined {
  return shapes.find(({ values }) => values !== undefined)?.values;
}
