import { isObject, member } from '../document/json.js';
import type { Json } from '../document/json.js';
import { child } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { partsOf, toObject, unionsOf } from '../schema/composition.js';
import type { Part } from '../schema/composition.js';
import { branchTag, tagMembers } from '../schema/discriminator.js';

/** One way to satisfy a schema: everything that then holds at once, with no choice left. */
export interface Alternative {
  readonly parts: readonly Part[];
  /** Properties that a discriminator fixes. */
  readonly tags: readonly (readonly [string, Json])[];
}

/** Combinations of several unions in one schema beyond this many are not tried, nor any of more unions. */
const MOST_COMBINATIONS = 64;

/** Schemas that lead through more branches than this are cut short: unions of unions multiply. */
const MOST_BRANCHES = 2000;

/** All ways through the unions of schemas that hold together; the first takes the first branch everywhere. */
export function alternativesOf(source: Source, schemas: readonly Located[]): Alternative[] {
  return expanded({ source, branches: 0 }, schemas, []);
}

interface Expansion {
  readonly source: Source;
  branches: number;
}

function expanded(expansion: Expansion, schemas: readonly Located[], seen: readonly string[]): Alternative[] {
  const { source } = expansion;
  expansion.branches += 1;
  if (expansion.branches > MOST_BRANCHES) return [];
  const parts = schemas.flatMap((at) => partsOf(source, at));
  if (schemas.some((at) => seen.includes(at.pointer))) return [];
  const visited = [...seen, ...schemas.map((at) => at.pointer)];
  const choices = [
    ...unionsOf(parts).map(({ part, branches }) =>
      branches.flatMap((branch) =>
        expanded(expansion, [branch], visited).map((way) => tagged(source, part, branch, way)),
      ),
    ),
    ...parts.flatMap((part) => conditionalChoice(expansion, part, visited)),
  ];
  const ways = combinations(choices).map((chosen) => ({
    parts: [...parts, ...chosen.flatMap((way) => way.parts)],
    tags: chosen.flatMap((way) => way.tags),
  }));
  return parts.some(isNullable) ? [...ways, { parts: [NULL_PART], tags: [] }] : ways;
}

const NULL_PART: Part = { at: { value: { type: 'null' }, pointer: '#null' }, keywords: { type: 'null' } };

/** OpenAPI 3.0 `nullable` beside no `type`. */
function isNullable(part: Part): boolean {
  return member(toObject(part.keywords), 'nullable') === true;
}

function tagged(source: Source, union: Part, branch: Located, way: Alternative): Alternative {
  return { parts: way.parts, tags: [...tagMembers(branchTag(source, union.at, branch)), ...way.tags] };
}

/** `if` with `then`, or `else`. */
function conditionalChoice(expansion: Expansion, part: Part, seen: readonly string[]): Alternative[][] {
  const keywords = toObject(part.keywords);
  const when = isObject(member(keywords, 'if')) ? child(part.at, 'if') : undefined;
  if (when === undefined) return [];
  const then = child(part.at, 'then');
  const otherwise = child(part.at, 'else');
  return [
    [
      ...expanded(expansion, then === undefined ? [when] : [when, then], seen),
      ...(otherwise === undefined ? [{ parts: [], tags: [] }] : expanded(expansion, [otherwise], seen)),
    ],
  ];
}

/** First choices everywhere, then one choice varied at a time, then further combinations up to a limit. */
function combinations(choices: readonly (readonly Alternative[])[]): Alternative[][] {
  const first = choices.map((choice) => choice.slice(0, 1));
  const single = choices.flatMap((choice, index) =>
    choice.slice(1).map((way) => first.map((ways, other) => (other === index ? [way] : ways))),
  );
  const rest =
    choices.length < 2 || choices.length > MOST_COMBINATIONS
      ? []
      : product(choices).slice(0, MOST_COMBINATIONS);
  const found = [first, ...single].map((ways) => ways.flat()).concat(rest);
  return found.filter((ways) => ways.length === choices.length);
}

function product(choices: readonly (readonly Alternative[])[]): Alternative[][] {
  let ways: Alternative[][] = [[]];
  for (const choice of choices) {
    ways = ways.flatMap((way) => choice.map((one) => [...way, one])).slice(0, MOST_COMBINATIONS);
  }
  return ways;
}
