import type { JsonObject, Json } from '../json/json.js';
import { flagOf, listOf, objectOf, textOf } from '../json/read.js';
import { isObject, join, member, normalPointer, valueAt } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { childrenOf } from '../spec/walk.js';
import type { Child } from '../spec/walk.js';
import type { Sensitive } from './model.js';
import { mayMatch } from './pattern-words.js';

/**
 * How much of a value its schema calls sensitive: nothing, all of it, or every member but those of some names. What only
 * a member is, by its own name, is not counted.
 */
type Extent = undefined | true | readonly string[];

/** A schema, or one of those that a discriminator picks where it stands. */
interface Target {
  readonly pointer: string;
  readonly isBase?: true;
}

/** What is sensitive in a schema, but not in what it refers to. */
interface Contents {
  readonly members: readonly (readonly [name: string, extent: NonNullable<Extent>])[];
  /** What it refers to that has something sensitive in it. */
  readonly targets: readonly Target[];
}

/**
 * The schemas of a document that are sensitive, by the raw document: also by keywords that no type has (`if`,
 * `dependentSchemas`, `unevaluatedProperties`, `contentSchema`). What may be a secret counts as one.
 */
export class Secrets {
  readonly #document: JsonObject;
  readonly #isEmpty: boolean;
  /** The schemas that build on one by `allOf`. */
  readonly #heirs = new Map<string, string[]>();
  /** By `keyOf` a target. */
  readonly #extents = new Map<string, Extent>();
  /** By `keyOf` a target. */
  readonly #known = new Map<string, Contents>();
  /** The targets that have something sensitive in them, also by what they refer to. */
  readonly #holders = new Set<string>();

  constructor(document: JsonObject) {
    this.#document = document;
    const { hasMark, references } = survey(document);
    this.#isEmpty = !hasMark;
    if (this.#isEmpty) return;
    this.#findHeirs();
    this.#settle(references);
  }

  /** Returns what is sensitive in a value that has one of these schemas; undefined where nothing is. */
  in(schemas: readonly Place[]): Sensitive | undefined {
    if (this.#isEmpty) return undefined;
    const extents = schemas.map((schema) => this.#extent(schema));
    const whole = extents.reduce(wider, undefined);
    if (whole === true) return true;
    const members = this.#members(schemas);
    const names = [...members].filter(([, extent]) => extent === true).map(([name]) => name);
    const maps = [...members].flatMap(([name, shown]) => (shown === true ? [] : [{ in: name, shown }]));
    const parts = [...names, ...(whole === undefined ? [] : [{ shown: whole }]), ...maps];
    return parts.length === 0 ? undefined : parts;
  }

  /** How much of members is sensitive, by their names, however deep. */
  #members(schemas: readonly Place[]): Map<string, NonNullable<Extent>> {
    const members = new Map<string, NonNullable<Extent>>();
    const seen = new Set<string>();
    const pending = schemas.map((schema) => this.#contents([schema]));
    // What is referred to is visited too.
    for (const next of pending) {
      for (const [name, extent] of next.members) members.set(name, wider(members.get(name), extent));
      for (const target of next.targets) {
        const key = keyOf(target);
        if (seen.has(key)) continue;
        seen.add(key);
        let contents = this.#known.get(key);
        if (contents === undefined)
          this.#known.set(key, (contents = this.#contents(this.#alternatives(target))));
        pending.push(contents);
      }
    }
    return members;
  }

  #contents(places: readonly Place[]): Contents {
    const members: [string, NonNullable<Extent>][] = [];
    const targets: Target[] = [];
    const visit = (place: Place): void => {
      for (const child of subschemas(place)) {
        const extent = child.keyword === 'properties' ? this.#extent(child) : undefined;
        if (extent !== undefined) members.push([String(child.name), extent]);
        if (extent !== true) visit(child);
      }
      targets.push(...this.#targets(place).filter((target) => this.#holders.has(keyOf(target))));
    };
    for (const place of places) visit(place);
    return { members, targets };
  }

  #findHeirs(): void {
    const schemas = objectOf(objectOf(this.#document, 'components'), 'schemas');
    for (const [name, schema] of Object.entries(schemas)) {
      if (!isObject(schema)) continue;
      const bases = listOf(schema, 'allOf').flatMap((part) => (isObject(part) ? textsOfRef(part) : []));
      for (const base of bases)
        this.#heirs.set(base, [...(this.#heirs.get(base) ?? []), join('#/components/schemas', name)]);
    }
  }

  /** Finds the extents of all that references lead to. An extent only grows, so that circles end. */
  #settle(references: ReadonlySet<string>): void {
    const referrers = new Map<string, Set<string>>();
    const targets = new Map<string, Target>();
    const schemas = Object.keys(objectOf(objectOf(this.#document, 'components'), 'schemas'));
    const pending: Target[] = schemas.map((name) => ({ pointer: join('#/components/schemas', name) }));
    for (const $ref of references) pending.push(...this.#targets({ value: { $ref }, pointer: '#' }));
    // What a target refers to is a target too.
    for (const target of pending) {
      const key = keyOf(target);
      if (targets.has(key)) continue;
      targets.set(key, target);
      for (const place of this.#alternatives(target)) {
        walk(place, (schema) => {
          if (isMarked(schema.value)) this.#holders.add(key);
          for (const next of this.#targets(schema)) {
            referrers.set(keyOf(next), (referrers.get(keyOf(next)) ?? new Set()).add(key));
            pending.push(next);
          }
        });
      }
    }
    // What is added is visited too.
    for (const key of this.#holders)
      for (const referrer of referrers.get(key) ?? []) this.#holders.add(referrer);
    const changed = new Set(targets.keys());
    for (const key of changed) {
      changed.delete(key);
      const target = targets.get(key)!;
      const extent = this.#alternatives(target).reduce<Extent>(
        (all, one) => wider(all, this.#extent(one)),
        undefined,
      );
      if (JSON.stringify(this.#extents.get(key)) === JSON.stringify(extent)) continue;
      this.#extents.set(key, extent);
      for (const referrer of referrers.get(key) ?? []) changed.add(referrer);
    }
  }

  #extent(place: Place): Extent {
    const { value } = place;
    if (!isObject(value)) return undefined;
    if (isMarked(value)) return true;
    let extent: Extent;
    for (const child of subschemas(place)) {
      if (child.keyword === 'properties') continue;
      // What is in an encoded text has no member of its own.
      const inner = child.keyword === 'contentSchema' ? this.#holds(child) || undefined : this.#extent(child);
      if (inner !== undefined) extent = wider(extent, extentAround(value, child, inner));
      if (extent === true) return true;
    }
    return this.#targets(place).reduce((all, target) => wider(all, this.#extents.get(keyOf(target))), extent);
  }

  #holds(place: Place): boolean {
    let holds = false;
    walk(place, (schema) => {
      holds ||= isMarked(schema.value) || this.#targets(schema).some((one) => this.#holders.has(keyOf(one)));
    });
    return holds;
  }

  /** What a schema refers to. An heir takes from its base what that is itself, and not what the other heirs are. */
  #targets({ value, pointer }: Place): Target[] {
    if (!isObject(value)) return [];
    const [to] = textsOfRef(value);
    if (to === undefined) return [];
    const owner = pointer.replace(/\/allOf\/\d+$/, '');
    const isHeir = owner !== pointer && this.#heirs.get(to)?.includes(owner) === true;
    const target = valueAt(this.#document, to);
    const isBase = !isHeir && isObject(target) && isObject(member(target, 'discriminator'));
    return [{ pointer: to, ...(isBase && { isBase }) }];
  }

  /** The schemas that a value of a target may have. */
  #alternatives({ pointer, isBase }: Target): Place[] {
    const place = { value: valueAt(this.#document, pointer) ?? true, pointer };
    if (!isBase || !isObject(place.value)) return [place];
    const discriminator = objectOf(place.value, 'discriminator');
    const mapping = [
      ...Object.values(objectOf(discriminator, 'mapping')),
      discriminator['defaultMapping'] ?? '',
    ];
    const mapped = mapping.map((text) => mappedPointer(String(text)));
    return [...new Set([pointer, ...mapped, ...this.#allHeirs(pointer)])].map((to) => ({
      value: valueAt(this.#document, to) ?? true,
      pointer: to,
    }));
  }

  #allHeirs(pointer: string): Set<string> {
    const all = new Set(this.#heirs.get(pointer));
    for (const heir of all) for (const next of this.#heirs.get(heir) ?? []) all.add(next);
    return all;
  }
}

function keyOf({ pointer, isBase }: Target): string {
  return isBase ? `base ${pointer}` : pointer;
}

function textsOfRef(schema: JsonObject): string[] {
  const $ref = textOf(schema, '$ref');
  return $ref === undefined ? [] : [normalPointer($ref) ?? $ref];
}

/** What a discriminator maps to: a reference, or the name of a component. */
function mappedPointer(text: string): string {
  return (text.startsWith('#') ? normalPointer(text) : undefined) ?? join('#/components/schemas', text);
}

/** `x-sensitive`, `format: password`, or text that is only written. */
function isMarked(schema: Json): boolean {
  if (!isObject(schema)) return false;
  if (flagOf(schema, 'x-sensitive') || member(schema, 'format') === 'password') return true;
  if (!flagOf(schema, 'writeOnly')) return false;
  const types = [member(schema, 'type') ?? []].flat();
  return (
    types.includes('string') || (types.length === 0 && !HOLDERS.some((name) => Object.hasOwn(schema, name)))
  );
}

/** What a schema of text alone does not have. */
const HOLDERS = ['properties', 'additionalProperties', 'patternProperties', 'items', 'prefixItems'];

/** Whether anything in a document may be a mark, as in few, and all that anything refers to. */
function survey(document: Json): { readonly hasMark: boolean; readonly references: ReadonlySet<string> } {
  const references = new Set<string>();
  let hasMark = false;
  const pending = [document];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === null || typeof value !== 'object') continue;
    hasMark ||= isMarked(value);
    const $ref = member(value, '$ref');
    if (typeof $ref === 'string') references.add($ref);
    for (const inner of Object.values(value)) pending.push(inner);
  }
  return { hasMark, references };
}

/** The schemas that stand in a schema and judge its value, or what is in it. Definitions judge nothing by themselves. */
function subschemas({ value, pointer }: Place): Child[] {
  if (!isObject(value)) return [];
  return childrenOf(value, 'schema', pointer).filter(
    ({ kind, keyword }) => kind === 'schema' && keyword !== '$defs',
  );
}

function walk(place: Place, visit: (place: Place) => void): void {
  const pending = [place];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    visit(next);
    pending.push(...subschemas(next));
  }
}

/** How much of a value is sensitive because a subschema of its schema is. */
function extentAround(schema: JsonObject, { keyword, name }: Child, inner: true | readonly string[]): Extent {
  switch (keyword) {
    case 'propertyNames':
      return true;
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'patternProperties': {
      const declared = Object.keys(objectOf(schema, 'properties'));
      const isPattern = keyword === 'patternProperties';
      const shown = declared.filter((one) => !isPattern || !mayMatch(String(name), one));
      return shown.length === 0 ? true : shown;
    }
    default:
      return inner;
  }
}

/** As much as both are. */
function wider<Known extends Extent>(one: Extent, other: Known): Known | NonNullable<Extent>;
function wider(one: Extent, other: Extent): Extent {
  if (one === undefined || other === true) return other;
  if (other === undefined || one === true) return one;
  const shown = one.filter((name) => other.includes(name));
  return shown.length === 0 ? true : shown;
}
