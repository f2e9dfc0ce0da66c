import type { Json } from '../document/json.js';
import { child, items } from '../document/source.js';
import type { Located } from '../document/source.js';
import type { Part } from '../schema/composition.js';
import { toObject } from '../schema/composition.js';
import type { Candidate, Choice, Search } from './choice.js';
import { asFull, fullPart } from './choice.js';
import { all, largest, numbers, smallest } from './constraints.js';

/** Arrays longer than this are not made, even where `minItems` asks for them. */
const LONGEST = 100;
/** Arrays of more values than this are not made: lists of two in one another double with each level. */
const TOO_LARGE = 20_000;

/** Candidate arrays: the shortest, one with everything, one for each candidate item, the longest if short. */
export function arrays(search: Search, parts: readonly Part[]): Candidate[] {
  const least = Math.max(all(parts, 'contains').length > 0 ? 1 : 0, largest(numbers(parts, 'minItems')));
  const most = Math.min(LONGEST, smallest(numbers(parts, 'maxItems')));
  if (least > LONGEST || least > most) return [];
  const unique = all(parts, 'uniqueItems').includes(true);
  const tuple = slots(parts, 'prefixItems').map((schemas) => search.choiceOf(schemas));
  const schemas = holders(parts, 'items');
  const closed = all(parts, 'items').includes(false);
  const contained = holders(parts, 'contains');
  const item = closed ? undefined : search.choiceOf([...schemas, ...contained]);
  const filled = (count: number, of: Choice | undefined, first: readonly Candidate[]): Candidate[] =>
    fill(count, tuple, of, first, unique);
  return [
    ...filled(Math.max(least, Math.min(tuple.length, most)), item, []),
    ...filled(
      Math.max(least, Math.min(tuple.length + 1, most)),
      item,
      item === undefined ? [] : [item.full],
    ).map(asFull),
    ...(least === 0 ? [{ value: [], label: '[]', size: 1 }] : []),
    ...(tuple.length < most
      ? upToValues(item?.all ?? [], (one) => filled(Math.max(least, tuple.length + 1), item, [one]))
      : []),
    ...(most >= 2 ? filled(Math.max(least, tuple.length + 2), item, []) : []),
    ...(most <= 10 ? filled(most, item, []) : []),
  ];
}

/** All candidates of one array together have no more values than about this. */
const MOST_VALUES = 50_000;

function upToValues(inner: readonly Candidate[], make: (item: Candidate) => Candidate[]): Candidate[] {
  const found: Candidate[] = [];
  let values = 0;
  for (const item of inner) {
    const made = make(item);
    values += made.reduce((sum, { size }) => sum + size, 0);
    if (values > MOST_VALUES) break;
    found.push(...made);
  }
  return found;
}

/** Schemas for each position that `prefixItems` describes. */
function slots(parts: readonly Part[], keyword: string): Located[][] {
  const lists = parts.map((part) =>
    keyword in toObject(part.keywords) ? items(child(part.at, keyword)) : [],
  );
  const count = Math.max(0, largest(lists.map((list) => list.length)));
  return Array.from({ length: count }, (_, index) => lists.flatMap((list) => list[index] ?? []));
}

/** The subschemas that the parts have under a keyword. */
export function holders(parts: readonly Part[], keyword: string): Located[] {
  return parts.flatMap((part) => {
    if (!Object.hasOwn(toObject(part.keywords), keyword)) return [];
    const place = child(part.at, keyword);
    return place === undefined || typeof place.value !== 'object' ? [] : [place];
  });
}

/** One array of `count` items, or none where an item cannot be made. */
function fill(
  count: number,
  tuple: readonly (Choice | undefined)[],
  item: Choice | undefined,
  first: readonly Candidate[],
  unique: boolean,
): Candidate[] {
  const found: Candidate[] = [];
  const taken = new Set<string>();
  let size = 1;
  for (let index = 0; index < count; index += 1) {
    const slot = index < tuple.length ? tuple[index] : item;
    const wanted = index < tuple.length ? undefined : first[index - tuple.length];
    const options = wanted === undefined ? [slot?.least, ...(slot?.all ?? [])] : [wanted];
    const next = options.find(
      (one) => one !== undefined && !(unique && taken.has(JSON.stringify(one.value))),
    );
    size += next?.size ?? 0;
    if (next === undefined || size > TOO_LARGE) return [];
    if (unique) taken.add(JSON.stringify(next.value));
    found.push(next);
  }
  const label = first.length === 0 ? `${count} items` : `item ${first.map((one) => one.label).join(', ')}`;
  const value: Json = found.map((one) => one.value);
  return [{ value, label, size, ...fullPart(first) }];
}
