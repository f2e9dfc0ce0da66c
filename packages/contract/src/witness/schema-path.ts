import { textMember } from '../document/json.js';
import { child, items, members, target } from '../document/source.js';
import type { Located, Source } from '../document/source.js';

/** A step into a value: the name of a member, or any item of a list. */
export type Step = { readonly name: string } | 'item';

/** Paths longer than this are not looked for. */
const LONGEST = 12;

/** The shortest way through values from a schema to a place in it; to what is gone, the way that led there. */
export function stepsTo(source: Source, root: Located, pointer: string): readonly Step[] | undefined {
  const exact = shortest(source, root, pointer);
  if (exact !== undefined) return exact;
  const tokens = pointer.split('/');
  const [keyword, name = ''] = tokens.slice(-2);
  const around = shortest(source, root, tokens.slice(0, -2).join('/'));
  if (around !== undefined) return keyword === 'properties' ? [...around, { name: decoded(name) }] : around;
  // Of a keyword that holds no schema, the schema that it is in.
  return shortest(source, root, tokens.slice(0, -1).join('/'));
}

function decoded(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A place that a way through values has come to. */
interface Reached {
  readonly at: Located;
  readonly steps: readonly Step[];
}

function shortest(source: Source, root: Located, wanted: string): readonly Step[] | undefined {
  const seen = new Set<string>();
  const pending: Reached[] = [{ at: root, steps: [] }];
  // What is added is visited too.
  for (const reached of pending) {
    const { at, steps } = reached;
    if (at.pointer === wanted) return steps;
    if (seen.has(at.pointer) || steps.length > LONGEST) continue;
    seen.add(at.pointer);
    for (const inner of within(source, reached)) pending.push(inner);
  }
  return undefined;
}

/** Keywords whose schemas are of the value itself. */
const SAME_VALUE: readonly string[] = ['allOf', 'anyOf', 'oneOf'];

function within(source: Source, { at, steps }: Reached): Reached[] {
  const reference = textMember(at.value, '$ref');
  const named = reference === undefined ? [] : [{ at: target(source, at.pointer, reference), steps }];
  const same = SAME_VALUE.flatMap((keyword) => items(child(at, keyword))).map((one) => ({ at: one, steps }));
  const conditions = ['not', 'if', 'then', 'else']
    .flatMap((keyword) => child(at, keyword) ?? [])
    .map((one) => ({ at: one, steps }));
  const properties = members(child(at, 'properties')).map(([name, one]) => ({
    at: one,
    steps: [...steps, { name }],
  }));
  const others = child(at, 'additionalProperties');
  const lists = [child(at, 'items'), ...items(child(at, 'prefixItems'))].flatMap((one) =>
    one === undefined ? [] : [{ at: one, steps: [...steps, 'item' as const] }],
  );
  const free = others === undefined ? [] : [{ at: others, steps: [...steps, { name: 'other' }] }];
  return [...named, ...same, ...properties, ...lists, ...free, ...conditions];
}

/** The schemas of a value at the end of a way: all that say something of it. */
export function schemasAt(source: Source, root: Located, steps: readonly Step[]): Located[] {
  let places = [root];
  // What several schemas lead to is one place: schemas of schemas multiply.
  for (const step of steps)
    places = distinct(
      distinct(places.flatMap((at) => sameValue(source, at))).flatMap((at) => stepInto(at, step)),
    );
  return places;
}

function distinct(places: readonly Located[]): Located[] {
  return [...new Map(places.map((at) => [at.pointer, at])).values()];
}

function sameValue(source: Source, root: Located): Located[] {
  const found = new Map<string, Located>();
  const pending = [root];
  // What is added is visited too.
  for (const at of pending) {
    if (found.has(at.pointer)) continue;
    found.set(at.pointer, at);
    const reference = textMember(at.value, '$ref');
    if (reference !== undefined) pending.push(target(source, at.pointer, reference));
    for (const one of SAME_VALUE.flatMap((keyword) => items(child(at, keyword)))) pending.push(one);
  }
  return [...found.values()];
}

function stepInto(at: Located, step: Step): Located[] {
  if (step === 'item')
    return [child(at, 'items') ?? items(child(at, 'prefixItems'))[0]].flatMap((one) => one ?? []);
  const properties = child(at, 'properties');
  const declared = properties && child(properties, step.name);
  return [declared ?? child(at, 'additionalProperties')].flatMap((one) => one ?? []);
}
