import { member, objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import { child, members } from '../document/source.js';
import type { Located } from '../document/source.js';
import { hiddenNames, propertiesOf, toObject } from '../schema/composition.js';
import type { Part } from '../schema/composition.js';
import { holders } from './arrays.js';
import type { Candidate, Choice, Search } from './choice.js';
import { asFull, fullPart } from './choice.js';
import { all, largest, numbers } from './constraints.js';
import { patternText } from './pattern.js';

/** An object with everything in it has no more values than this; what does not fit is the smallest of its kind. */
const LARGEST = 2000;
/** A property that makes an object larger than this is not made at all. */
const TOO_LARGE = 20_000;
/** All candidates of one object together have no more values than about this. */
const MOST_VALUES = 50_000;

type Field = readonly [name: string, value: Candidate];

/**
 * Candidate objects: the required properties alone, every property, and for each property each of its candidates beside
 * the required ones.
 */
export function objects(
  search: Search,
  parts: readonly Part[],
  tags: { readonly [name: string]: Json },
): Candidate[] {
  const required = new Set([...requiredNames(search, parts), ...Object.keys(tags)]);
  const choices = fieldChoices(search, parts, required, tags);
  const least: Field[] = [];
  for (const name of required) {
    const choice = choices.get(name);
    if (choice === undefined) return [];
    least.push([name, choice.least]);
  }
  const padded = pad(least, choices, Math.max(0, largest(numbers(parts, 'minProperties'))));
  const base = composed(padded, 'required properties only');
  if (base.size > TOO_LARGE) return [];
  return [base, asFull(composed(fullFields(padded, choices), '')), ...variations(padded, choices)];
}

function requiredNames(search: Search, parts: readonly Part[]): Set<string> {
  const hidden = hiddenNames(search.source, parts, search.direction);
  const names = all(parts, 'required').flatMap((list) => (Array.isArray(list) ? list : []));
  return new Set(names.filter((name) => typeof name === 'string').filter((name) => !hidden.has(name)));
}

/** A choice for every property that may be there and can be made: declared, required, or by pattern or free name. */
function fieldChoices(
  search: Search,
  parts: readonly Part[],
  required: ReadonlySet<string>,
  tags: { readonly [name: string]: Json },
): Map<string, Choice> {
  const hidden = hiddenNames(search.source, parts, search.direction);
  const declared = propertiesOf(parts);
  const schemas = new Map<string, readonly Located[]>(declared);
  for (const name of required) if (!declared.has(name)) schemas.set(name, freeSchemas(parts));
  for (const [name, places] of freeNames(search, parts, declared)) schemas.set(name, places);
  const choices = new Map<string, Choice>();
  for (const [name, places] of schemas) {
    const tag = member(tags, name);
    const choice = tag === undefined ? search.choiceOf(places) : fixed(tag);
    if (choice !== undefined && !hidden.has(name)) choices.set(name, choice);
  }
  return choices;
}

function fixed(value: Json): Choice {
  const only = { value, label: JSON.stringify(value), size: 1 };
  return { least: only, full: only, all: [only] };
}

function freeSchemas(parts: readonly Part[]): Located[] {
  return holders(parts, 'additionalProperties');
}

/** A name for each pattern, and one for a map: `additionalProperties` with a schema, or nothing declared at all. */
function freeNames(
  search: Search,
  parts: readonly Part[],
  declared: ReadonlyMap<string, unknown>,
): [string, readonly Located[]][] {
  const patterned = parts.flatMap((part) =>
    Object.hasOwn(toObject(part.keywords), 'patternProperties')
      ? members(child(part.at, 'patternProperties')).flatMap(
          ([pattern, at]): [string, readonly Located[]][] => {
            const name = patternText(pattern, 1);
            return name === undefined || name === '' || declared.has(name) ? [] : [[name, [at]]];
          },
        )
      : [],
  );
  const free = freeSchemas(parts);
  const open =
    declared.size === 0 && patterned.length === 0 && !all(parts, 'additionalProperties').includes(false);
  if (free.length === 0 && !open) return patterned;
  const naming = holders(parts, 'propertyNames');
  const name = naming.length === 0 ? 'key' : search.choiceOf(naming)?.least.value;
  return typeof name !== 'string' || declared.has(name) ? patterned : [...patterned, [name, free]];
}

/** Adds optional properties, then made-up ones, until there are `count`. */
function pad(least: readonly Field[], choices: ReadonlyMap<string, Choice>, count: number): Field[] {
  const names = new Set(least.map(([name]) => name));
  const optional = [...choices].filter(([name]) => !names.has(name));
  const spare = [...choices.values()].slice(0, 1);
  const made = spare.flatMap((choice) =>
    Array.from({ length: Math.min(count, LARGEST) }, (_, index) => [`key${index + 1}`, choice] as const),
  );
  const missing = [...optional, ...made].slice(0, Math.max(0, count - least.length));
  return [...least, ...missing.map(([name, choice]) => [name, choice.least] as const)];
}

function fullFields(base: readonly Field[], choices: ReadonlyMap<string, Choice>): Field[] {
  const fields = new Map<string, Candidate>(base);
  let size = composed(base, '').size;
  for (const [name, choice] of choices) {
    const room = size + choice.full.size <= LARGEST;
    const candidate = room ? choice.full : (fields.get(name) ?? choice.least);
    if (size + candidate.size > TOO_LARGE) continue;
    size += candidate.size;
    fields.set(name, candidate);
  }
  return [...fields];
}

function variations(base: readonly Field[], choices: ReadonlyMap<string, Choice>): Candidate[] {
  const found: Candidate[] = [];
  let values = 0;
  for (const [name, choice] of choices)
    for (const one of choice.all) {
      const fields = [...new Map([...base, [name, one] as const])];
      const made = { ...composed(fields, `${name}: ${one.label}`), ...fullPart([one]) };
      values += made.size;
      if (values > MOST_VALUES) return found;
      found.push(made);
    }
  return found;
}

function composed(fields: readonly Field[], label: string): Candidate {
  return {
    value: objectOf(fields.map(([name, one]) => [name, one.value] as const)),
    label,
    size: fields.reduce((sum, [, one]) => sum + one.size, 1),
  };
}
