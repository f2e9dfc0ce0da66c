import { isObject, objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import { without } from '../document/source.js';
import type { Sample } from './sampler.js';

/** Values of every kind, of which some fit no schema that says anything. */
const STRANGE: readonly Json[] = ['undocumented', '', null, -1234567.5, true, [], ['undocumented'], {}];

/** An object is changed in no more places than make about this many members in all, for each of the strange values. */
const MOST_MEMBERS = 100_000;

/** A valid value changed in one place each time; some of the results may still be valid. */
export function spoiledValues(least: Json, full: Json): Sample[] {
  const whole = STRANGE.map((value) => ({ label: JSON.stringify(value), value }));
  if (!isObject(least)) return whole;
  const required = Object.keys(least);
  const all = [...new Set([...required, ...(isObject(full) ? Object.keys(full) : [])])];
  const most = Math.ceil(MOST_MEMBERS / (all.length + 1));
  const names = all.slice(0, most);
  const missing = required
    .slice(0, most)
    .map((name) => ({ label: `no ${name}`, value: without(least, [name]) }));
  const changed = names.flatMap((name) =>
    STRANGE.map((value) => ({
      label: `${name}: ${JSON.stringify(value)}`,
      value: changedIn(least, name, value),
    })),
  );
  const added = { label: 'undocumented: true', value: changedIn(least, 'undocumented', true) };
  return [...missing, ...changed, added, ...whole];
}

function changedIn(object: { readonly [name: string]: Json }, name: string, value: Json): Json {
  return objectOf([...Object.entries(object), [name, value] as const]);
}
