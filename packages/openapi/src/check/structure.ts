import type { Json, JsonObject } from '../json/json.js';
import { ELSEWHERE, wordsNear } from '../spec/keyword-names.js';
import { isList, isObject, join, normalPointer, put, refill, valueAt } from '../json/pointer.js';
import type { Problem } from '../json/problem.js';
import { DOCUMENTING, MEMBERS, OBJECTS, REFERABLE, requiredKeywords } from '../spec/objects.js';
import type { Ignored, Version } from '../spec/version.js';
import type { Kind, Shape } from '../spec/keyword.js';
import { meaningOf, nameMeant } from './coercions.js';
import { checkRules } from './rules.js';
import { isOf, nameOf, titleOf, wantedFor } from '../spec/value-kinds.js';
import { nearest } from '../json/suggest.js';
import { kindAt } from '../spec/walk.js';

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

/**
 * Checks every object of a document against the table of OpenAPI's objects, and what it says against the rules. Where a
 * value is of the wrong kind and it is clear what it means, the document has that from then on.
 */
export function checkStructure(document: JsonObject, version: Version): Findings {
  const findings: Findings = { problems: [], flaws: [], ignored: [] };
  new StructureCheck(document, version, findings).check();
  return findings;
}

/** Where a value stands. */
interface Spot {
  readonly holder: JsonObject;
  readonly name: string;
  readonly place: string;
  readonly required?: boolean;
}

class StructureCheck {
  readonly #document: JsonObject;
  readonly #version: Version;
  readonly #findings: Findings;
  /** How many of the objects around have no meaning for what is generated. */
  #ignored = 0;
  #documenting = 0;
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
    if (!isObject(value)) return this.#noObject(value, kind, pointer);
    if (depth > MAX_DEPTH)
      return this.#problem(pointer, `the document is nested deeper than ${MAX_DEPTH} levels`, 'flatten it');
    if (Object.hasOwn(value, '$ref') && REFERABLE.has(kind))
      return this.#reference(value, kind, pointer, depth);
    if (DOCUMENTING.has(kind)) this.#documenting += 1;
    this.#copied(value, kind, pointer, () => this.#keywords(value, kind, pointer, depth));
    checkRules(
      { value, pointer },
      kind,
      { version: this.#version, document: this.#document },
      this.#findings,
    );
    for (const name of requiredKeywords(kind)) {
      if (!Object.hasOwn(value, name))
        this.#problem(pointer, `${titleOf(kind)} object needs ${name}`, `add ${name}`);
    }
    if (DOCUMENTING.has(kind)) this.#documenting -= 1;
  }

  #noObject(value: Json, kind: Kind, pointer: string): void {
    const wanted = `${titleOf(kind)} object`;
    if (!DOCUMENTING.has(kind)) return this.#wrong(pointer, wanted, value);
    this.#flaw(pointer, `expected ${wanted}, found ${nameOf(value)}; it is ignored`, 'correct it');
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
      return this.#copied(value, kind, pointer, () => this.#siblings(value, pointer, depth));
    for (const name of Object.keys(siblings)) {
      // A secret is hidden wherever it is marked.
      if (!['description', 'summary', 'x-sensitive'].includes(name))
        this.#ignore(join(pointer, name), 'beside $ref, where OpenAPI gives it no meaning');
    }
  }

  #siblings(value: JsonObject, pointer: string, depth: number): void {
    for (const name of Object.keys(value))
      if (name !== '$ref') this.#member(value, name, 'schema', pointer, depth);
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
    for (const name of Object.keys(value))
      this.#member(value, this.#renamed(value, name, kind, pointer), kind, pointer, depth);
  }

  /** What a member is called from now on. */
  #renamed(holder: JsonObject, name: string, kind: Kind, pointer: string): string {
    const meant = nameMeant(name, kind);
    if (meant === name || Object.hasOwn(holder, meant)) return name;
    this.#flaw(join(pointer, name), `${name} is read as ${meant}`, 'write that');
    refill(
      holder,
      Object.entries(holder).map(([own, value]) => [own === name ? meant : own, value]),
    );
    return meant;
  }

  #member(holder: JsonObject, name: string, kind: Kind, pointer: string, depth: number): void {
    const spot: Spot = { holder, name, place: join(pointer, name) };
    if (name.startsWith('x-')) return this.#extension(name, spot.place);
    const shape = MEMBERS[kind];
    if (shape === undefined) return this.#keyword(spot, kind, depth);
    this.#fill(spot, shape.is === 'texts' ? [] : {});
    this.#shape(spot, shape, depth);
  }

  #extension(name: string, place: string): void {
    if (!EXTENSIONS.has(name)) this.#ignore(place, 'an extension that means nothing here');
  }

  #keyword(spot: Spot, kind: Kind, depth: number): void {
    const { name, place } = spot;
    const keyword = Object.hasOwn(OBJECTS[kind], name) ? OBJECTS[kind][name] : undefined;
    if (keyword === undefined) return this.#unknown(name, kind, place);
    const { since, ignored, shape, required = false } = keyword;
    if (since !== undefined && since > this.#version) {
      const message = `${name} is not a keyword of OpenAPI ${this.#version}; it is read as one of ${since}`;
      this.#flaw(place, message, `remove it, or write the document in OpenAPI ${since}`);
    }
    if (ignored === undefined) return this.#shape({ ...spot, required }, shape, depth);
    this.#ignore(place, ignored);
    this.#ignored += 1;
    this.#shape({ ...spot, required }, shape, depth);
    this.#ignored -= 1;
  }

  /** A keyword that is misspelt or belongs elsewhere means something that would be lost; another one does not. */
  #unknown(name: string, kind: Kind, place: string): void {
    if (kind === 'schema' && this.#version !== '3.0')
      return this.#ignore(place, 'not a keyword; JSON Schema takes it as an annotation');
    const guess = nearest(name, wordsNear(kind));
    const message = `${name} is not a keyword of ${titleOf(kind)} object`;
    const isOpen = kind === 'schema' || kind === 'discriminator';
    if (guess !== undefined) return this.#problem(place, message, `did you mean ${guess}?`);
    if (!isOpen && ELSEWHERE.has(name))
      return this.#problem(place, message, 'remove it, or begin its name with x-');
    this.#flaw(place, `${message}; it is ignored`, 'remove it, or begin its name with x-');
    this.#ignore(place, 'not a keyword of OpenAPI');
  }

  #shape(spot: Spot, shape: Shape, depth: number): void {
    const { holder, name, place } = spot;
    const value = holder[name] as Json;
    if (!isOf(value, shape)) return this.#meant(spot, value, shape);
    switch (shape.is) {
      case 'object':
        return this.#object(value, shape.of, place, depth + 1);
      case 'list':
        return (value as readonly Json[]).forEach((item, index) =>
          this.#object(item, shape.of, join(place, index), depth + 1),
        );
      case 'map':
        for (const key of Object.keys(value as JsonObject)) {
          const item: Spot = { holder: value as JsonObject, name: key, place: join(place, key) };
          this.#fill(item, {});
          this.#object(item.holder[key] as Json, shape.of, item.place, depth + 1);
        }
    }
  }

  /** A member that is null has nothing to say of itself. */
  #fill({ holder, name, place }: Spot, value: Json): void {
    if (holder[name] !== null) return;
    this.#flaw(place, `null is read as ${JSON.stringify(value)}`, 'write that');
    put(holder, name, value);
  }

  /** Takes a value of the wrong kind as what it must mean, or refuses it. */
  #meant({ holder, name, place, required }: Spot, value: Json, shape: Shape): void {
    const meaning = meaningOf(value, shape);
    const isAbsent = meaning !== undefined && meaning.value === undefined;
    if (meaning === undefined || (isAbsent && required)) return this.#wrong(place, wantedFor(shape), value);
    const found = shape.is === 'types' ? JSON.stringify(value) : nameOf(value);
    const read = isAbsent ? 'it is ignored' : `it is read as ${JSON.stringify(meaning.value)}`;
    this.#flaw(place, `expected ${wantedFor(shape)}, found ${found}; ${read}`, 'correct it');
    put(holder, name, meaning.value);
  }

  #wrong(pointer: string, wanted: string, found: Json): void {
    this.#problem(pointer, `expected ${wanted}, found ${nameOf(found)}`, 'correct it');
  }

  #problem(pointer: string, message: string, remedy: string): void {
    if (this.#documenting > 0) this.#flaw(pointer, message, remedy);
    else this.#findings.problems.push({ pointer, message, remedy });
  }

  #flaw(pointer: string, message: string, remedy: string): void {
    this.#findings.flaws.push({ pointer, message, remedy });
  }

  #ignore(pointer: string, reason: string): void {
    if (this.#ignored === 0) this.#findings.ignored.push({ pointer, reason });
  }
}

const SEPARATE = 'give schemas with allOf or anyOf one type, or make components of what is in them';

function copiesOf({ type, allOf, anyOf }: JsonObject): number {
  return isList(type) && (allOf ?? anyOf) !== undefined ? type.length : 1;
}
