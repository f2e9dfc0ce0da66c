import type { Shape } from '@specline/openapi';
import { alternativesOf } from './union-branches.js';
import type { Alternatives } from './union-branches.js';
import { compareAssertions } from './assertion-changes.js';
import { BUMPS } from './change.js';
import { Findings } from './change-collector.js';
import type { Places, Scope } from './change-collector.js';
import { flattened, namedBy } from './merged-schema.js';
import { isAny, isFreeText, isNumber, isScalar, relationOf, typeOf } from './variant-types.js';
import type { Text } from './variant-types.js';
import type { Flat, Schemas, Union } from './merged-schema.js';
import { matched } from './match-variants.js';
import { compareArrays, compareObjects } from './member-changes.js';
import { compareValues } from './value-changes.js';

/** Where schemas are compared. */
export interface SchemaScope extends Scope {
  readonly direction: 'sent' | 'received';
  /** Set for what is text on its way. */
  readonly text?: Text;
  /** Set for what a request may leave out, so that the server takes its default. */
  readonly isOmissible?: boolean;
}

/** The schemas of both documents. */
export interface Sides {
  readonly old: Schemas;
  readonly next: Schemas;
}

/** How many named schemas are looked at to see whether a change is safe. */
const MAX_TRIAL = 200;

/** Compares what schemas allow, each pair of named ones once in each direction. */
export class SchemaComparison {
  readonly findings: Findings;
  readonly #sides: Sides;
  readonly #nameOf: (pointer: string) => string;
  readonly #seen = new Set<string>();
  readonly #pending: (() => void)[] = [];
  readonly #limit: number;

  constructor(sides: Sides, nameOf: (pointer: string) => string, findings: Findings, limit = Infinity) {
    this.#sides = sides;
    this.#limit = limit;
    this.#nameOf = nameOf;
    this.findings = findings;
  }

  /** Compares schemas that hold together, and all that they lead to. */
  run(old: readonly Shape[], next: readonly Shape[], scope: SchemaScope): void {
    this.compare(old, next, scope);
    this.#finish();
  }

  #finish(): void {
    for (let work = this.#pending.pop(); work !== undefined; work = this.#pending.pop()) work();
  }

  /** What leads to named schemas is compared later and once; what does not, now. */
  compare(old: readonly Shape[], next: readonly Shape[], scope: SchemaScope): void {
    if (![...old, ...next].some(refers)) return this.#compareNow(old, next, scope);
    const how = [scope.direction, scope.text, scope.isOmissible, scope.isContrary, scope.isUnused].join('/');
    const node = [how, ...[old, next].map(placesOf)].join(' ');
    this.findings.link(scope.node, node);
    if (this.#seen.has(node) || this.#seen.size >= this.#limit) return;
    this.#seen.add(node);
    const name = soleName(next) ?? soleName(old);
    const within = name === undefined ? scope : { ...scope, subject: this.#nameOf(name), path: [] };
    this.#pending.push(() => this.#compareNow(old, next, { ...within, node }));
  }

  /** What two schemas allow, laid flat. */
  flat(old: readonly Shape[], next: readonly Shape[]): readonly [Flat, Flat] {
    return [flattened(old, this.#sides.old), flattened(next, this.#sides.next)];
  }

  /** Whether values of either schema may be lists or objects. */
  hasParts(old: Shape, next: Shape): boolean {
    const forms = [
      ...alternativesOf([old], this.#sides.old).forms,
      ...alternativesOf([next], this.#sides.next).forms,
    ];
    return forms.some((form) => !isScalar(form));
  }

  /** Whether what a client does still works, by a comparison that is only tried. */
  #isSafe(compare: (trial: SchemaComparison) => void): boolean {
    const trial = new SchemaComparison(this.#sides, this.#nameOf, new Findings(), MAX_TRIAL);
    compare(trial);
    trial.#finish();
    return BUMPS.indexOf(trial.findings.wireBump()) < BUMPS.indexOf('major');
  }

  #compareNow(old: readonly Shape[], next: readonly Shape[], scope: SchemaScope): void {
    const from = alternativesOf(old, this.#sides.old);
    const to = alternativesOf(next, this.#sides.next);
    this.#compareNull(from, to, scope);
    if (this.#becameList(old, from, to, scope)) return;
    const places = placesFor(from, to);
    if (isAnything(from) !== isAnything(to)) {
      const kind = isAnything(to) ? 'type-widened' : 'type-narrowed';
      const says = `was ${this.#shownAll(from)} and is ${this.#shownAll(to)}`;
      return this.findings.add(kind, places, says, scope);
    }
    const { pairs, removed, added } = matched(from.forms, to.forms);
    for (const [a, b] of pairs) this.#compareForms(a, b, scope);
    for (const form of removed) {
      const kind = from.union === undefined ? 'type-narrowed' : 'union-member-removed';
      this.findings.add(
        kind,
        { old: form.pointer, new: places.new },
        `is no longer ${this.#shown(form)}`,
        scope,
      );
    }
    for (const form of added) {
      const kind = to.union === undefined ? 'type-widened' : 'union-member-added';
      this.findings.add(
        kind,
        { old: places.old, new: form.pointer },
        `may also be ${this.#shown(form)}`,
        scope,
      );
    }
    this.#compareUnions(from, to, places, scope);
  }

  #compareNull(from: Alternatives, to: Alternatives, scope: SchemaScope): void {
    if (from.nullable === to.nullable || [from, to].some(({ forms }) => forms.some(isAny))) return;
    const places = placesFor(from, to);
    if (to.nullable) this.findings.add('became-nullable', places, 'may be null', scope);
    else this.findings.add('became-not-nullable', places, 'may no longer be null', scope);
  }

  /** `?id=1` is also a list of one: what was sent as a scalar still is understood (OpenAPI 3.1, section 4.8.12.3). */
  #becameList(old: readonly Shape[], from: Alternatives, to: Alternatives, scope: SchemaScope): boolean {
    const [list] = to.forms;
    if (scope.text !== 'exploded parameter' || list === undefined || to.forms.length > 1) return false;
    if (list.types?.[0] !== 'array' || from.forms.some(({ types }) => types?.[0] === 'array' || !types))
      return false;
    if (
      [...list.assertions.keys()].some((name) => name === 'minItems' && Number(list.assertions.get(name)) > 1)
    )
      return false;
    const items = list.items ?? [];
    const takesText = alternativesOf(items, this.#sides.next).forms.some(isFreeText);
    if (!takesText && !this.#isSafe((trial) => trial.compare(old, items, { ...scope, text: 'parameter' })))
      return false;
    const places = placesFor(from, to);
    this.findings.add('type-widened', places, 'may be a list', scope);
    this.findings.add('argument-type-replaced', places, 'is given as a list', scope);
    return true;
  }

  #compareUnions(from: Alternatives, to: Alternatives, places: Required<Places>, scope: SchemaScope): void {
    if (from.union === 'anyOf' && to.union === 'oneOf')
      this.findings.add('union-made-exclusive', places, 'must be exactly one of its alternatives', scope);
    if (from.union === 'oneOf' && to.union === 'anyOf')
      this.findings.add('union-made-inclusive', places, 'may be several of its alternatives at once', scope);
    if (from.union === undefined && to.union === 'oneOf' && this.#limit === Infinity)
      this.#compareWrapped(from, to, places, scope);
    const count = Math.max(from.besides.length, to.besides.length);
    for (let index = 0; index < count; index += 1) {
      const [a, b] = [from.besides[index], to.besides[index]];
      if (a && b) this.compare([shapeOf(a)], [shapeOf(b)], scope);
      else if (b)
        this.findings.add(
          'assertion-added',
          { old: places.old, new: b.pointer },
          `must fit ${b.kind}`,
          scope,
        );
      else if (a)
        this.findings.add(
          'assertion-removed',
          { old: a.pointer, new: places.new },
          `need not fit ${a.kind}`,
          scope,
        );
    }
  }

  /** What fits several members of a `oneOf` is not valid, although it fits each of them. */
  #compareWrapped(from: Alternatives, to: Alternatives, places: Required<Places>, scope: SchemaScope): void {
    const [only, ...others] = from.forms;
    if (only?.types?.[0] !== 'object' || others.length > 0) return;
    const isUnchanged = (form: Flat) =>
      this.#isSafe((trial) => {
        trial.#compareForms(only, form, { ...scope, direction: 'sent' });
        trial.#compareForms(form, only, { ...scope, direction: 'sent' });
      });
    if (to.forms.some(isUnchanged)) return;
    const fits = to.forms.filter((form) =>
      this.#isSafe((trial) => trial.#compareForms(only, form, { ...scope, direction: 'sent' })),
    );
    if (fits.length > 1)
      this.findings.add('union-made-exclusive', places, 'must be exactly one of its alternatives', scope);
  }

  /** Compares two forms of one value. */
  #compareForms(from: Flat, to: Flat, scope: SchemaScope): void {
    const places = { old: from.pointer, new: to.pointer };
    const relation = relationOf(from, to, scope.text);
    const says = `was ${this.#shown(from)} and is ${this.#shown(to)}`;
    if (relation !== 'same') this.findings.add(relation, places, says, scope);
    const areNumbers = isNumber(from) && isNumber(to);
    const isAsText = relation === 'type-widened' || relation === 'type-narrowed';
    if (isAsText && isParameter(scope) && !areNumbers)
      this.findings.add('argument-type-replaced', places, says, scope);
    if (relation !== 'same' && !areNumbers) return;
    compareValues(from, to, places, scope, this.findings);
    compareAssertions(from, to, places, scope, this);
    // Also of what its type says has no members: who describes some means them.
    compareObjects(from, to, scope, this);
    compareArrays(from, to, scope, this);
  }

  #shownAll({ forms }: Alternatives): string {
    return [...new Set(forms.map((form) => this.#shown(form)))].join(' or ');
  }

  #shown(form: Flat): string {
    if (form.name !== undefined) return this.#nameOf(form.name);
    return typeOf(form) ?? 'any value';
  }
}

function shapeOf({ kind, pointer, members }: Union): Shape {
  return { pointer, [kind]: members };
}

function isParameter({ text }: SchemaScope): boolean {
  return text === 'parameter' || text === 'exploded parameter';
}

function isAnything({ forms: [form, ...others] }: Alternatives): boolean {
  return form !== undefined && others.length === 0 && isAny(form);
}

/** Whether a schema is made of others that have a name: only these can lead back to themselves. */
function refers({ reference, allOf = [], oneOf = [], anyOf = [] }: Shape): boolean {
  return reference !== undefined || [...allOf, ...oneOf, ...anyOf].some(refers);
}

function soleName([shape, ...others]: readonly Shape[]): string | undefined {
  return shape !== undefined && others.length === 0 ? namedBy(shape) : undefined;
}

function placesOf(shapes: readonly Shape[]): string {
  return shapes.map((shape) => namedBy(shape) ?? shape.pointer).join('+');
}

function placesFor(from: Alternatives, to: Alternatives): Required<Places> {
  return { old: from.pointer, new: to.pointer };
}
