import type { Json } from '../document/json.js';
import { isObject, jsonKey, member } from '../document/json.js';
import { DocumentError, child, followed, members } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import type { Budget } from '../schema/budget.js';
import { partsOf } from '../schema/composition.js';
import type { Direction } from '../schema/keywords.js';
import { createValidate } from '../schema/validators.js';
import type { Validate, ValueProblem } from '../schema/validators.js';
import { createSearch } from './candidates.js';
import type { Candidate, Search } from './choice.js';
import { all } from './constraints.js';
import { spoiledValues } from './invalid-values.js';

/** A valid value and what is special about it. */
export interface Sample {
  readonly label: string;
  /** Set for a documented example, and for the sample with everything that its schema allows. */
  readonly kind?: 'example' | 'full';
  readonly value: Json;
}

/** A documented example, and what is wrong with it. */
export interface Example extends Sample {
  readonly name: string;
  readonly pointer: string;
  readonly problems: readonly string[];
}

/** Makes values from the schemas of a document, the same ones every time. Every value has been validated. */
export interface Sampler {
  /**
   * All samples of a schema: the smallest, the one with everything, its examples, and one for each enum value, bound,
   * union branch and optional property. Throws DocumentError where no valid value was found.
   */
  samples: (schema: Located, direction: Direction) => readonly Sample[];
  /** The sample to show: an example, else the one with everything. Throws like `samples`. */
  sample: (schema: Located, direction: Direction) => Json;
  /** The smallest sample. Throws like `samples`. */
  least: (schema: Located, direction: Direction) => Json;
  /** Values that are not valid, each wrong in one way: a property missing, added or of another kind, or all of it. */
  invalid: (schema: Located, direction: Direction) => readonly Sample[];
  /** The documented examples at a parameter, header or media type, valid or not, with `example` first. */
  examples: (owner: Located, schema: Located | undefined, direction: Direction) => readonly Example[];
  /** What is wrong with a value. */
  validate: (schema: Located, direction: Direction, value: Json) => ReturnType<Validate>;
}

interface Side {
  readonly validate: Validate;
  readonly search: Search;
  readonly known: Map<string, readonly Sample[]>;
}

/** A sampler, and the validation that it uses, over one document. */
export function createSampler(source: Source, budget?: Budget): Sampler {
  const sides = {
    request: sideOf(source, 'request', budget),
    response: sideOf(source, 'response', budget),
  };
  const samples = (schema: Located, direction: Direction): readonly Sample[] => {
    const { known } = sides[direction];
    const found = known.get(schema.pointer) ?? samplesOf(source, sides[direction], schema);
    known.set(schema.pointer, found);
    return found;
  };
  return {
    samples,
    sample: (schema, direction) => shown(samples(schema, direction)),
    least: (schema, direction) => smallest(samples(schema, direction)),
    invalid: (schema, direction) => {
      const { validate } = sides[direction];
      const spoiled = spoiledValues(smallest(samples(schema, direction)), shown(samples(schema, direction)));
      return spoiled.filter(({ value }) => validate(schema, value).length > 0);
    },
    examples: (owner, schema, direction) =>
      exampleEntries(source, owner).map((entry) => ({
        ...entry,
        problems: schema === undefined ? [] : problems(sides[direction].validate(schema, entry.value)),
      })),
    validate: (schema, direction, value) => sides[direction].validate(schema, value),
  };
}

function sideOf(source: Source, direction: Direction, budget: Budget | undefined): Side {
  const validate = createValidate(source, direction, budget);
  return { validate, search: createSearch(source, direction, patient(validate)), known: new Map() };
}

/** How often a schema that is too much work to validate by is tried again. */
const MOST_UNUSABLE = 3;

/** What cannot be validated cannot be made either: not with other values again and again. */
function patient(validate: Validate): Validate {
  const unusable = new Map<string, readonly ValueProblem[]>();
  const tried = new Map<string, number>();
  return (at, value) => {
    const known = unusable.get(at.pointer);
    if (known !== undefined) return [...known];
    const found = validate(at, value);
    if (found[0]?.unusable !== true) return found;
    const count = (tried.get(at.pointer) ?? 0) + 1;
    tried.set(at.pointer, count);
    if (count >= MOST_UNUSABLE) unusable.set(at.pointer, found);
    return found;
  };
}

function samplesOf(source: Source, { validate, search }: Side, schema: Located): Sample[] {
  const examples = schemaExamples(source, schema);
  const choice = search.choiceOf([schema]);
  const made = choice === undefined ? [] : [choice.full, choice.least, ...choice.all].map(sampleOf);
  const valid: Sample[] = [];
  const keys = new Set<string>();
  const unusable = validate(schema, null).find(({ unusable: is }) => is === true);
  let fault = unusable?.message ?? 'nothing that fits it could be made';
  for (const sample of [...examples, ...made]) {
    const { value } = sample;
    const found = validate(schema, value);
    if (found.length > 0) fault = problems(found)[0] ?? fault;
    else if (!keys.has(jsonKey(value))) {
      keys.add(jsonKey(value));
      valid.push(sample);
    }
  }
  if (valid.length > 0) return valid;
  throw new DocumentError(
    schema.pointer,
    `no valid value was found: ${fault}; add an example or mend the schema`,
  );
}

function sampleOf({ label, value, full }: Candidate): Sample {
  return { label, value, ...(full === 'whole' && { kind: 'full' }) };
}

const EXAMPLE = 'example';

/** JSON Schema `examples`, OpenAPI's `example` and `default`, at the schema and what it refers to. */
function schemaExamples(source: Source, schema: Located): Sample[] {
  const parts = partsOf(source, schema).slice(0, 2);
  const several = all(parts, 'examples').flatMap((list) => (Array.isArray(list) ? list : []));
  return [...all(parts, 'example'), ...several].map((value: Json) => ({
    label: EXAMPLE,
    kind: EXAMPLE,
    value,
  }));
}

function shown(samples: readonly Sample[]): Json {
  const first = (wanted: Sample['kind']) => samples.find(({ kind }) => kind === wanted);
  return (first(EXAMPLE) ?? first('full') ?? samples[0])?.value ?? null;
}

function smallest(samples: readonly Sample[]): Json {
  const length = (sample: Sample): number => JSON.stringify(sample.value).length;
  let least = samples[0];
  for (const one of samples) if (least !== undefined && length(one) < length(least)) least = one;
  return least?.value ?? null;
}

/** `example` and the members of `examples` (OpenAPI 3.1, Media Type Object; 3.2 adds `dataValue`). */
function exampleEntries(source: Source, owner: Located): Omit<Example, 'problems'>[] {
  const single = child(owner, EXAMPLE);
  const named = members(child(owner, 'examples')).flatMap(([name, place]) => {
    const at = followed(source, place);
    const value = isObject(at.value)
      ? (member(at.value, 'value') ?? member(at.value, 'dataValue'))
      : undefined;
    if (value === undefined) return [];
    return [{ name, value, label: `example ${name}`, kind: EXAMPLE, pointer: place.pointer } as const];
  });
  if (single === undefined) return named;
  const { value, pointer } = single;
  return [{ name: EXAMPLE, value, label: EXAMPLE, kind: EXAMPLE, pointer }, ...named];
}

function problems(found: ReturnType<Validate>): string[] {
  return found.map(({ path, message }) => (path === '' ? message : `${path} ${message}`));
}
