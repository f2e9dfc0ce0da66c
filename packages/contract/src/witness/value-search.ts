import { isList, isObject, member, objectOf, sameJson } from '../document/json.js';
import type { Json } from '../document/json.js';
import { DocumentError } from '../document/source.js';
import type { Located } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import { certain } from '../judge/problem.js';
import type { Direction } from '../schema/keywords.js';
import type { ValueProblem } from '../schema/validators.js';
import { conditionsOf, edgeValues, triggersOf } from './edge-values.js';
import { schemasAt, stepsTo } from './schema-path.js';
import type { Step } from './schema-path.js';

/** A schema of one document, as a value at it is judged there. */
export interface Side {
  readonly judge: Judge;
  readonly schema: Located;
  readonly direction: Direction;
}

/** More values than this are not tried for one change. */
const MOST_VALUES = 2000;
/** Nor values of more text than this in all. */
const MOST_TEXT = 2_000_000;
/** More valid values than this are not changed at one place. */
const MOST_BASES = 3;

/**
 * Values that one document allows and the other does not, the simplest first: made from what the first allows, by what
 * both say at the places in question.
 */
export function* differingValues(accepts: Side, refuses: Side, pointers: readonly string[]): Generator<Json> {
  const bases = samplesOf(accepts);
  const seen = new Set<string>();
  let length = 0;
  for (const value of chained(focused(accepts, refuses, pointers, bases), bases)) {
    const text = JSON.stringify(value);
    length += text.length;
    if (length > MOST_TEXT) return;
    if (seen.has(text)) continue;
    if (seen.add(text).size > MOST_VALUES) return;
    if (problemsOf(accepts, value).length === 0 && certain(problemsOf(refuses, value)).length > 0)
      yield value;
  }
}

function* chained(first: Iterable<Json>, then: Iterable<Json>): Generator<Json> {
  yield* first;
  yield* then;
}

/** More values than this are not compared. */
const MOST_COMPARED = 20;

/** The first values, the shortest of them first. */
export function shortestFirst(values: Iterable<Json>): Json[] {
  const found: Json[] = [];
  for (const value of values) if (found.push(value) === MOST_COMPARED) break;
  const length = (value: Json) => JSON.stringify(value).length;
  return found.toSorted((a, b) => length(a) - length(b));
}

function problemsOf({ judge, schema, direction }: Side, value: Json): readonly ValueProblem[] {
  return judge.sampler.validate(schema, direction, value);
}

/** Valid values of a schema, those with the fewest parts first; none where none can be made. */
export function samplesOf({ judge, schema, direction }: Side): Json[] {
  try {
    const { sampler } = judge;
    const all = sampler.samples(schema, direction).map(({ value }) => value);
    return [sampler.least(schema, direction), ...all];
  } catch (error) {
    if (error instanceof DocumentError) return [];
    throw error;
  }
}

/** Values with another one at the place in question. */
function* focused(
  accepts: Side,
  refuses: Side,
  pointers: readonly string[],
  bases: readonly Json[],
): Generator<Json> {
  const ways = [accepts, refuses].flatMap((side) => pointers.flatMap((pointer) => waysTo(side, pointer)));
  const distinct = ways.filter((way, index) => ways.findIndex((other) => sameJson(other, way)) === index);
  for (const steps of distinct) {
    const places = [accepts, refuses].map((side) => ({
      side,
      schemas: schemasAt(side.judge.source, side.schema, steps),
    }));
    const inner = places.flatMap(({ side, schemas }) =>
      schemas.flatMap((schema) => samplesOf({ ...side, schema }).slice(0, 60)),
    );
    const reaching = bases.filter((base) => reaches(base, steps.slice(0, -1))).slice(0, MOST_BASES);
    for (const value of valuesFor(places, inner))
      for (const base of reaching) yield replaced(base, steps, value);
  }
}

/** Values for one place, each made when it is asked for. */
function* valuesFor(
  places: readonly { readonly side: Side; readonly schemas: readonly Located[] }[],
  inner: readonly Json[],
): Generator<Json> {
  for (const { side, schemas } of places) yield* edgeValues(side.judge.source, schemas, inner.slice(0, 20));
  for (const { side, schemas } of places)
    for (const schema of schemas) yield* conditionalValues({ ...side, schema }, inner);
  yield* inner;
}

/** Values that fit conditions, or just do not, with and without all else that a value has. */
function conditionalValues(side: Side, valid: readonly Json[]): Json[] {
  const triggers = triggersOf(side.judge.source, side.schema);
  const triggered = triggers.flatMap((name) =>
    [{}, ...valid]
      .filter(isObject)
      .slice(0, 4)
      .map((base) => ({ [name]: 'text', ...base })),
  );
  const bases = [...triggered, ...valid].filter(isObject).slice(0, 3);
  return conditionsOf(side.judge.source, side.schema)
    .flatMap((schema) => {
      const { sampler } = side.judge;
      const fitting = samplesOf({ ...side, schema }).slice(0, 30);
      const missing =
        fitting.length === 0
          ? []
          : sampler
              .invalid(schema, side.direction)
              .slice(0, 60)
              .map(({ value }) => value);
      const edges = edgeValues(side.judge.source, [schema], fitting.slice(0, 5));
      return [...fitting, ...missing, ...edges].flatMap((value) => [
        value,
        ...(isObject(value) ? bases.map((base) => ({ ...base, ...value })) : []),
      ]);
    })
    .concat(triggered);
}

/** The way to a place, and the way to what is around it: where a member is missing or new, its object differs. */
function waysTo({ judge, schema }: Side, pointer: string): (readonly Step[])[] {
  const steps = stepsTo(judge.source, schema, pointer);
  if (steps === undefined) return [];
  return steps.length === 0 ? [steps] : [steps, steps.slice(0, -1)];
}

function reaches(value: Json, [step, ...further]: readonly Step[]): boolean {
  if (step === undefined) return true;
  const inner = step === 'item' ? (isList(value) ? value[0] : undefined) : member(value, step.name);
  return inner !== undefined && reaches(inner, further);
}

function replaced(base: Json, [step, ...further]: readonly Step[], value: Json): Json {
  if (step === undefined) return value;
  if (step === 'item') {
    const [first = null, ...rest] = isList(base) ? base : [];
    return [replaced(first, further, value), ...rest];
  }
  const entries = Object.entries(isObject(base) ? base : {}).filter(([name]) => name !== step.name);
  return objectOf([
    ...entries,
    [step.name, replaced(member(base, step.name) ?? {}, further, value)] as const,
  ]);
}
