import type { Json } from '../model/model.js';
import { isList, isObject, join, member, normalPointer, valueAt } from '../load/pointer.js';
import type { JsonObject } from '../load/pointer.js';
import type { Problem } from '../load/problem.js';
import { MEMBERS, OBJECTS, REFERABLE, requiredKeywords } from './objects.js';
import type { Kind, Shape } from './keyword.js';
import { checkRules } from './rules.js';
import { nearest } from './spelling.js';
import { kindAt } from './walk.js';

export type Version = '3.0' | '3.1' | '3.2';

/** Something in the document that Specline knowingly does nothing with. */
export interface Ignored {
  readonly pointer: string;
  readonly reason: string;
}

/** Extensions that mean something here; the others are ignored by name. */
const EXTENSIONS: ReadonlySet<string> = new Set([
  'x-sensitive',
  'x-stability',
  'x-extensible-enum',
  'x-internal',
]);
/** Deeper than any document that people write, and shallow enough for the stack. */
const MAX_DEPTH = 200;

/**
 * A schema of several types and a composition is printed once for each type, and so is all that is in it: nested in one
 * another they multiply.
 */
const MAX_COPIES = 1000;

/** What a check of a document found. */
export interface Findings {
  readonly problems: Problem[];
  /** Breaches of the specification that leave no doubt about what is meant. */
  readonly flaws: Problem[];
  readonly ignored: Ignored[];
}

/** Checks every object of a document against the table of OpenAPI's objects, and what it says against the rules. */
export function checkStructure(document: JsonObject, version: Version): Findings {
  const findings: Findings = { problems: [], flaws: [], ignored: [] };
  new StructureCheck(document, version, findings).check();
  return findings;
}

class StructureCheck {
  readonly #document: JsonObject;
  readonly #version: Version;
  readonly #findings: Findings;
  /** How many times the schema at hand is printed. */
  #copies = 1;
  /** Targets of references that are or will be checked, with their kind. */
  readonly #targets = new Set<string>();
  readonly #pending: (() => void)[] = [];

  constructor(document: JsonObject, version: Version, findings: Findings) {
    this.#document = document;
    this.#version = version;
    this.#findings = findings;
  }

  check(): void {
    this.#object(this.#document, 'document', '#', 0);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) next();
  }

  #object(value: Json, kind: Kind, pointer: string, depth: number): void {
    if (kind === 'schema' && typeof value === 'boolean') return;
    if (!isObject(value)) return this.#wrong(pointer, `${titleOf(kind)} object`, value);
    if (depth > MAX_DEPTH)
      return this.#problem(pointer, `the document is nested deeper than ${MAX_DEPTH} levels`, 'flatten it');
    if (Object.hasOwn(value, '$ref') && REFERABLE.has(kind))
      return this.#reference(value, kind, pointer, depth);
    this.#copied(value, kind, pointer, () => this.#keywords(value, kind, pointer, depth));
    checkRules({ value, pointer }, kind, this.#version, this.#findings);
    for (const name of requiredKeywords(kind)) {
      if (!Object.hasOwn(value, name))
        this.#problem(pointer, `${titleOf(kind)} object needs ${name}`, `add ${name}`);
    }
  }

  #copied(value: JsonObject, kind: Kind, pointer: string, check: () => void): void {
    const before = this.#copies;
    if (kind === 'schema') this.#copies *= copiesOf(value);
    if (this.#copies > MAX_COPIES)
      this.#problem(pointer, `types and compositions multiply more than ${MAX_COPIES} times`, SEPARATE);
    else check();
    this.#copies = before;
  }

  #reference(value: JsonObject, kind: Kind, pointer: string, depth: number): void {
    const { $ref, ...siblings } = value;
    const place = join(pointer, '$ref');
    if (typeof $ref !== 'string') return this.#wrong(place, 'a string', $ref ?? null);
    this.#target($ref, kind, place);
    if (kind === 'schema' && this.#version !== '3.0')
      return this.#copied(value, kind, pointer, () => this.#keywords(siblings, kind, pointer, depth));
    for (const name of Object.keys(siblings)) {
      if (name !== 'description' && name !== 'summary')
        this.#findings.ignored.push({
          pointer: join(pointer, name),
          reason: 'beside $ref, where OpenAPI gives it no meaning',
        });
    }
  }

  /** What a reference leads to is of its kind; where nothing else checks it, it is checked here. */
  #target($ref: string, kind: Kind, place: string): void {
    const pointer = normalPointer($ref) ?? $ref;
    const known = `${kind} ${pointer}`;
    if (this.#targets.has(known)) return;
    const value = valueAt(this.#document, pointer);
    if (value === undefined)
      return this.#problem(place, `$ref leads nowhere: ${$ref}`, 'correct the pointer or add its target');
    const found = kindAt(pointer);
    if (found !== undefined && found !== kind)
      return this.#problem(
        place,
        `$ref leads to ${titleOf(found)} object: ${$ref}`,
        `name ${titleOf(kind)} object`,
      );
    this.#targets.add(known);
    if (found === undefined) this.#pending.push(() => this.#object(value, kind, pointer, 0));
  }

  #keywords(value: JsonObject, kind: Kind, pointer: string, depth: number): void {
    for (const [name, inner] of Object.entries(value)) {
      const place = join(pointer, name);
      if (name.startsWith('x-')) this.#extension(name, place);
      else if (MEMBERS[kind]) this.#shape(inner, MEMBERS[kind], place, depth);
      else this.#keyword(name, inner, kind, place, depth);
    }
  }

  #extension(name: string, place: string): void {
    if (!EXTENSIONS.has(name))
      this.#findings.ignored.push({ pointer: place, reason: 'an extension that means nothing here' });
  }

  #keyword(name: string, value: Json, kind: Kind, place: string, depth: number): void {
    const keyword = Object.hasOwn(OBJECTS[kind], name) ? OBJECTS[kind][name] : undefined;
    if (keyword === undefined) return this.#unknown(name, kind, place);
    if (keyword.since !== undefined && keyword.since > this.#version) {
      const remedy = `remove it, or write the document in OpenAPI ${keyword.since}`;
      return this.#problem(place, `${name} is not a keyword of OpenAPI ${this.#version}`, remedy);
    }
    if (keyword.refused !== undefined)
      return this.#problem(place, `${name}: ${keyword.refused}`, 'remove it');
    if (keyword.ignored !== undefined)
      this.#findings.ignored.push({ pointer: place, reason: keyword.ignored });
    if (keyword.ignored === undefined || keyword.checked) this.#shape(value, keyword.shape, place, depth);
  }

  #unknown(name: string, kind: Kind, place: string): void {
    if (kind === 'schema' && this.#version !== '3.0') {
      this.#findings.ignored.push({
        pointer: place,
        reason: 'not a keyword; JSON Schema takes it as an annotation',
      });
      return;
    }
    const guess = nearest(name, Object.keys(OBJECTS[kind]));
    const remedy = guess === undefined ? 'remove it, or begin its name with x-' : `did you mean ${guess}?`;
    this.#problem(place, `${name} is not a keyword of ${titleOf(kind)} object`, remedy);
  }

  #shape(value: Json, shape: Shape, place: string, depth: number): void {
    switch (shape.is) {
      case 'data':
        return;
      case 'text':
        return typeof value === 'string' ? undefined : this.#wrong(place, 'a string', value);
      case 'flag':
        return typeof value === 'boolean' ? undefined : this.#wrong(place, 'true or false', value);
      case 'number':
        return typeof value === 'number' ? undefined : this.#wrong(place, 'a number', value);
      case 'texts':
        return isTexts(value) ? undefined : this.#wrong(place, 'a list of strings', value);
      case 'object':
        return this.#object(value, shape.of, place, depth + 1);
      case 'list':
        if (!isList(value)) return this.#wrong(place, `a list of ${wordsOf(shape.of)} objects`, value);
        return value.forEach((item, index) => this.#object(item, shape.of, join(place, index), depth + 1));
      case 'map':
        if (!isObject(value)) return this.#wrong(place, `an object of ${wordsOf(shape.of)} objects`, value);
        for (const [name, item] of Object.entries(value))
          this.#object(item, shape.of, join(place, name), depth + 1);
    }
  }

  #wrong(pointer: string, wanted: string, found: Json): void {
    this.#problem(pointer, `expected ${wanted}, found ${nameOf(found)}`, 'correct it');
  }

  #problem(pointer: string, message: string, remedy: string): void {
    this.#findings.problems.push({ pointer, message, remedy });
  }
}

const SEPARATE = 'give schemas with allOf or anyOf one type, or make components of what is in them';

function copiesOf({ type, allOf, anyOf }: JsonObject): number {
  return isList(type) && (allOf ?? anyOf) !== undefined ? type.length : 1;
}

function isTexts(value: Json): boolean {
  return isList(value) && value.every((item) => typeof item === 'string');
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (isList(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return typeof value === 'string' ? 'a string' : `${value}`;
}

/** `pathItem` as people read it: `path item`. */
function wordsOf(kind: Kind): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** With its article: `a path item`, `an operation`. */
function titleOf(kind: Kind): string {
  return `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${wordsOf(kind)}`;
}

/** Whether a value at a pointer is itself a reference. */
export function referenceOf(value: Json): string | undefined {
  const target = member(value, '$ref');
  return typeof target === 'string' ? target : undefined;
}
