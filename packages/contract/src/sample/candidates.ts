import { isObject, objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Located, Source } from '../document/source.js';
import type { Direction } from '../schema/keywords.js';
import { possibleParts, propertiesOf, toObject } from '../schema/composition.js';
import type { Part } from '../schema/composition.js';
import type { Validate } from '../schema/validators.js';
import { alternativesOf } from './branches.js';
import type { Alternative } from './branches.js';
import { arrays } from './arrays.js';
import type { Candidate, Choice, Search } from './choice.js';
import { createLeastSearch, keyOf, named } from './least-search.js';
import { facetsOf, isFree } from './constraints.js';
import { objects } from './objects.js';
import { FREE_VALUES, numerals, strings } from './scalars.js';

/** No schema gives more candidates than this, the plain ones and those with everything of some part first. */
const MOST_CANDIDATES = 400;
/** Where only the smallest value is looked for, it is one of so many ways through unions. */
const FEW_WAYS = 20;
/** No more candidates of one schema are validated; of one with many ways through unions fewer, since each is tried by all. */
const MOST_TRIED = 1600;
const MOST_WAYS_TRIED = 160_000;
/** No more candidates are validated within one search; the smallest values are found all the same. */
const MOST_TRIED_IN_ALL = 8000;
/** All candidates of one schema together have no more values than this. */
const MOST_VALUES = 100_000;
/** After this many schemas within one search only the smallest value of each further one is made. */
const MOST_STEPS = 4000;
/** Schemas further inside than this get their smallest value. */
const DEEPEST = 100;

/** Keywords whose demands are only met by luck: what is made for them is validated where it is made. */
const HARD: readonly string[] = [
  'pattern',
  'format',
  'not',
  'oneOf',
  'anyOf',
  'if',
  'multipleOf',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'uniqueItems',
  'contains',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'patternProperties',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
];

/** Candidates for the value at one place of the document, not yet validated as a whole. */
export function createSearch(source: Source, direction: Direction, validate: Validate): Search {
  const leastOf = createLeastSearch(source, direction, (inner, schemas) =>
    choiceOf(inner, schemas, validate),
  );
  const known = new Map<string, Choice | undefined>();
  // What was found while a schema around it was not finished: enough inside of others, too little to be shown by itself.
  const partial = new Map<string, Choice | undefined>();
  const running = new Set<string>();
  const effort: Effort = { tried: 0, isCut: false };
  let steps = 0;
  let cut = false;
  const search: Search = {
    source,
    direction,
    choiceOf(places) {
      const schemas = places.map((at) => named(source, at));
      const key = keyOf(schemas);
      if (known.has(key)) return known.get(key);
      if (running.size === 0) steps = effort.tried = 0;
      else if (partial.has(key)) return partial.get(key);
      if (
        running.has(key) ||
        running.size > DEEPEST ||
        steps > MOST_STEPS ||
        effort.tried > MOST_TRIED_IN_ALL
      ) {
        cut = true;
        return leastOf(schemas);
      }
      const cutBefore = cut;
      cut = false;
      running.add(key);
      steps += 1;
      effort.isCut = false;
      const found = choiceOf(search, schemas, validate, effort);
      const choice = found === undefined || effort.isCut ? smaller(found, leastOf(schemas)) : found;
      running.delete(key);
      (cut && running.size > 0 ? partial : known).set(key, choice);
      cut = running.size > 0 && (cut || cutBefore);
      return choice;
    },
  };
  return search;
}

/** What was done for one search. */
interface Effort {
  tried: number;
  /** Whether ways through unions were left out of the last choice. */
  isCut: boolean;
}

function smaller(choice: Choice | undefined, other: Choice | undefined): Choice | undefined {
  if (choice === undefined || other === undefined) return choice ?? other;
  if (other.least.size >= choice.least.size) return choice;
  return { ...choice, least: other.least, all: distinct([...choice.all, other.least]) };
}

/** The candidates for schemas that hold together; without an effort only the smallest. */
function choiceOf(
  search: Search,
  schemas: readonly Located[],
  validate: Validate,
  effort?: Effort,
): Choice | undefined {
  const found: Candidate[] = [];
  const full: Candidate[] = [];
  let [tried, values] = [0, 0];
  const ways = alternativesOf(search.source, schemas);
  let names: readonly string[] | undefined;
  const allNames = () => (names ??= namesOf(search.source, schemas));
  const most = Math.min(MOST_TRIED, Math.ceil(MOST_WAYS_TRIED / ways.length));
  for (const [index, way] of ways.entries()) {
    const candidates = wayCandidates(search, way).slice(0, MOST_CANDIDATES);
    const valid = isHard(way) ? validOnes(schemas, way, candidates, validate, allNames) : candidates;
    found.push(...valid);
    full.push(...valid.filter((one) => one.full === 'whole'));
    tried += candidates.length;
    values += candidates.reduce((sum, { size }) => sum + size, 0);
    const isEnough = tried > most || values > MOST_VALUES;
    if (found.length === 0 || !(effort === undefined ? isEnough || index >= FEW_WAYS : isEnough)) continue;
    if (effort !== undefined) effort.isCut = index < ways.length - 1;
    break;
  }
  if (effort !== undefined) effort.tried += tried;
  const least = smallest(found);
  if (least === undefined) return undefined;
  if (effort === undefined) return { least, full: least, all: [least] };
  const whole = found.filter((one) => one.full !== undefined);
  const all = distinct([...found.slice(0, 1), ...full, ...whole, ...found]).slice(0, MOST_CANDIDATES);
  return { least, full: full[0] ?? all[0] ?? least, all };
}

function isHard({ parts, tags }: Alternative): boolean {
  const described = parts.filter(({ at }) => !isObject(at.value) || !Object.hasOwn(at.value, '$ref'));
  return (
    tags.length > 0 ||
    described.length > 1 ||
    parts.some(({ keywords }) => HARD.some((name) => Object.hasOwn(toObject(keywords), name)))
  );
}

/** The candidates that are valid or, where none is, those told apart from the other branches of their union. */
function validOnes(
  schemas: readonly Located[],
  way: Alternative,
  candidates: readonly Candidate[],
  validate: Validate,
  allNames: () => readonly string[],
): Candidate[] {
  const isValid = ({ value }: Candidate): boolean => schemas.every((at) => validate(at, value).length === 0);
  const valid = candidates.filter(isValid);
  const isUnion = way.parts.some(({ keywords }) => Object.hasOwn(toObject(keywords), 'oneOf'));
  if (valid.length > 0 || !isUnion) return valid;
  const own = propertiesOf(way.parts);
  const foreign = allNames().filter((name) => !own.has(name));
  return candidates.flatMap((one) => setApart(one, foreign)).filter(isValid);
}

function namesOf(source: Source, schemas: readonly Located[]): string[] {
  return [...new Set(schemas.flatMap((at) => [...propertiesOf(possibleParts(source, at)).keys()]))];
}

/** The candidate with properties of other branches that are wrong there, so that it fits `oneOf` of overlapping ones. */
function setApart(candidate: Candidate, foreign: readonly string[]): Candidate[] {
  const { value, size } = candidate;
  if (!isObject(value) || foreign.length === 0) return [];
  return [0, true, 'text', []].map((wrong) => ({
    ...candidate,
    value: objectOf([...Object.entries(value), ...foreign.map((name) => [name, wrong] as const)]),
    size: size + foreign.length,
  }));
}

/** The smallest: fewest values, and the first made of equals. */
function smallest(found: readonly Candidate[]): Candidate | undefined {
  let least = found[0];
  for (const one of found) if (least !== undefined && one.size < least.size) least = one;
  return least;
}

function distinct(found: readonly Candidate[]): Candidate[] {
  const seen = new Map<string, Candidate>();
  for (const one of found) {
    const key = JSON.stringify(one.value);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

function wayCandidates(search: Search, way: Alternative): Candidate[] {
  const facets = facetsOf(way.parts);
  if (facets.values !== undefined) return facets.values.map((value) => scalar(value));
  if (isFree(way.parts) && way.tags.length === 0 && facets.types.length > 1) {
    return [...facets.examples.map(example), ...FREE_VALUES.map((value) => scalar(value))];
  }
  const typed = facets.types.flatMap((type) => typeCandidates(search, way, type, way.parts));
  const scalars = facets.types.some((type) => type !== 'object' && type !== 'array');
  return scalars ? [...facets.examples.filter(isScalar).map(example), ...typed] : typed;
}

function typeCandidates(search: Search, way: Alternative, type: string, parts: readonly Part[]): Candidate[] {
  switch (type) {
    case 'string':
      return strings(facetsOf(parts)).map((value) => scalar(value));
    case 'integer':
      return numerals(facetsOf(parts), true).map((value) => scalar(value));
    case 'number':
      return numerals(facetsOf(parts), false).map((value) => scalar(value));
    case 'boolean':
      return [scalar(true), scalar(false)];
    case 'null':
      return [scalar(null)];
    case 'array':
      return arrays(search, parts);
    case 'object':
      return objects(search, parts, objectOf(way.tags));
    default:
      return [];
  }
}

function scalar(value: Json): Candidate {
  return { value, label: JSON.stringify(value), size: 1 };
}

function example(value: Json): Candidate {
  return scalar(value);
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== 'object';
}
