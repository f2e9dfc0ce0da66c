import { isObject, objectOf, textMember } from '../document/json.js';
import type { Json } from '../document/json.js';
import { target } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import type { Direction } from '../schema/keywords.js';
import { possibleParts, propertiesOf, toObject } from '../schema/composition.js';
import type { Part } from '../schema/composition.js';
import type { Validate } from '../schema/validators.js';
import { alternativesOf } from './alternatives.js';
import type { Alternative } from './alternatives.js';
import { arrays } from './arrays.js';
import { FULL } from './choice.js';
import type { Candidate, Choice, Search } from './choice.js';
import { facetsOf, isFree } from './facets.js';
import { objects } from './objects.js';
import { FREE_VALUES, numerals, strings } from './scalars.js';

/** No schema gives more candidates than this, the plain ones and those with everything of some part first. */
const MOST_CANDIDATES = 400;
/** After this many schemas within one search only the smallest value of each further one is made. */
const MOST_STEPS = 4000;

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
  const known = new Map<string, Choice>();
  const running: string[] = [];
  let steps = 0;
  let cut = false;
  const search: Search = {
    source,
    direction,
    choiceOf(places) {
      const schemas = places.map((at) => named(source, at));
      const key = schemas.map((at) => at.pointer).join(' ');
      const found = known.get(key);
      if (found !== undefined) return found;
      if (running.length === 0) steps = 0;
      const depth = running.filter((one) => one === key).length;
      if (depth > 1 || running.length > 200) {
        cut = true;
        return undefined;
      }
      const cutBefore = cut;
      cut = false;
      running.push(key);
      steps += 1;
      const brief = depth === 1 || steps > MOST_STEPS;
      const choice = choiceOf(search, schemas, validate, brief);
      running.pop();
      if (!brief && !cut && choice !== undefined) known.set(key, choice);
      cut = running.length > 0 && (cut || cutBefore || brief);
      return choice;
    },
  };
  return search;
}

/** What a bare reference names, so that a schema is one and the same wherever it is referred to. */
function named(source: Source, at: Located, hops = 0): Located {
  const reference = textMember(at.value, '$ref');
  const bare = isObject(at.value) && (source.legacy || Object.keys(at.value).length === 1);
  if (reference === undefined || !bare || hops > 100) return at;
  return named(source, target(source, at.pointer, reference), hops + 1);
}

function choiceOf(
  search: Search,
  schemas: readonly Located[],
  validate: Validate,
  brief: boolean,
): Choice | undefined {
  const found: Candidate[] = [];
  const full: Candidate[] = [];
  for (const way of alternativesOf(search.source, schemas)) {
    const candidates = wayCandidates(search, way);
    const valid = isHard(way) ? validOnes(search, schemas, way, candidates, validate) : candidates;
    found.push(...valid);
    full.push(...valid.filter((one) => one.label === FULL));
    if (brief && found.length > 0) break;
  }
  const least = smallest(found);
  if (least === undefined) return undefined;
  if (brief) return { least, full: least, all: [least] };
  const whole = found.filter(({ label }) => label.endsWith(FULL));
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
  search: Search,
  schemas: readonly Located[],
  way: Alternative,
  candidates: readonly Candidate[],
  validate: Validate,
): Candidate[] {
  const isValid = ({ value }: Candidate): boolean => schemas.every((at) => validate(at, value).length === 0);
  const valid = candidates.filter(isValid);
  if (valid.length > 0 || !way.parts.some(({ keywords }) => Object.hasOwn(toObject(keywords), 'oneOf')))
    return valid;
  const own = propertiesOf(way.parts);
  const all = schemas.flatMap((at) => [...propertiesOf(possibleParts(search.source, at)).keys()]);
  const foreign = [...new Set(all)].filter((name) => !own.has(name));
  return candidates.flatMap((one) => setApart(one, foreign)).filter(isValid);
}

/** The candidate with properties of other branches that are wrong there, so that it fits `oneOf` of overlapping ones. */
function setApart(candidate: Candidate, foreign: readonly string[]): Candidate[] {
  const { value, label, size } = candidate;
  if (!isObject(value) || foreign.length === 0) return [];
  return [0, true, 'text', []].map((wrong) => ({
    value: objectOf([...Object.entries(value), ...foreign.map((name) => [name, wrong] as const)]),
    label,
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
