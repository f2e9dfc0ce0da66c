import type { Json, JsonObject } from '../json/json.js';
import type { Ignored } from '../spec/version.js';
import { childrenOf } from '../spec/walk.js';
import type { Kind } from '../spec/keyword.js';
import { isObject, join, member, normalPointer, valueAt } from '../json/pointer.js';

/** What a document without a URI of its own is resolved against: no reference in a document is to it by name. */
const UNKNOWN_BASE = 'specline:/a-document-without-a-uri';

/** The keywords by which schemas are referred to otherwise than by their place (JSON Schema 2020-12, section 8.2). */
const IDENTIFIERS = ['$id', '$anchor', '$dynamicAnchor'];

type Mutable = { [name: string]: Json };

/**
 * Makes references by `$id`, `$anchor`, `$dynamicAnchor` and `$self` references by place, `$dynamicRef` included: it is read
 * as a reference to the nearest anchor. Others are left as they are. Returns where such a reading says less.
 */
export function resolveIdentifiers(document: JsonObject): Ignored[] {
  if (!hasIdentifier(document)) return [];
  const resolver = new Resolver(document);
  resolver.walk(document, (schema, place) => resolver.register(schema, place));
  resolver.walk(document, (schema, place) => resolver.rewrite(schema, place));
  return resolver.ignored;
}

/** Takes the identifiers out of a document in which every reference is one by place. */
export function withoutIdentifiers(document: JsonObject): void {
  if (!hasIdentifier(document)) return;
  walkObjects(document, 'document', '#', (value, kind) => {
    if (kind !== 'schema') return;
    for (const name of IDENTIFIERS)
      if (typeof member(value, name) === 'string') delete (value as Mutable)[name];
  });
}

/** Most documents have none, and need no second look. */
function hasIdentifier(document: Json): boolean {
  const pending = [document];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === null || typeof value !== 'object') continue;
    for (const [name, inner] of Object.entries(value)) {
      if (NAMES.has(name)) return true;
      pending.push(inner);
    }
  }
  return false;
}

const NAMES: ReadonlySet<string> = new Set([...IDENTIFIERS, '$dynamicRef', '$self']);

/** The place of an anchor anywhere in a file whose structure is not known; undefined where it has none. */
export function anchorIn(value: Json, anchor: string, pointer = '#'): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (member(value, '$anchor') === anchor || member(value, '$dynamicAnchor') === anchor) return pointer;
  for (const [name, inner] of Object.entries(value)) {
    const found = anchorIn(inner, anchor, join(pointer, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a schema stands, and the resource (its own, or that of the schema or document around it) that it is in. */
interface Place {
  readonly pointer: string;
  readonly base: string;
  readonly resource: string;
}

class Resolver {
  readonly ignored: Ignored[] = [];
  readonly #document: JsonObject;
  readonly #base: string;
  /** Places by URI without a fragment. */
  readonly #resources = new Map<string, string>();
  /** Places by `URI#anchor`; in a document without `$id` one name may stand in several schemas. */
  readonly #anchors = new Map<string, string[]>();
  /** How many schemas have a dynamic anchor of this name. */
  readonly #dynamic = new Map<string, number>();

  constructor(document: JsonObject) {
    this.#document = document;
    const self = member(document, '$self');
    this.#base = uriOf(typeof self === 'string' ? self : '', UNKNOWN_BASE) ?? UNKNOWN_BASE;
    this.#resources.set(this.#base, '#');
  }

  /** Visits every schema and everything else that may be a reference, each object once. */
  walk(document: JsonObject, visit: (value: JsonObject, place: Place) => void): void {
    const places = new Map<string, Place>();
    const root: Place = { pointer: '#', base: this.#base, resource: '#' };
    walkObjects(document, 'document', '#', (value, kind, pointer, parent) => {
      const around = places.get(parent) ?? root;
      const id = kind === 'schema' ? member(value, '$id') : undefined;
      const base = typeof id === 'string' ? uriOf(id, around.base) : undefined;
      const place =
        base === undefined
          ? { ...around, pointer }
          : { pointer, base: base.replace(/#.*$/s, ''), resource: pointer };
      places.set(pointer, place);
      visit(value, place);
    });
  }

  register(value: JsonObject, { pointer, base, resource }: Place): void {
    if (resource === pointer && pointer !== '#') this.#resources.set(base, pointer);
    for (const name of ['$anchor', '$dynamicAnchor']) {
      const anchor = member(value, name);
      if (typeof anchor !== 'string') continue;
      const key = `${base}#${anchor}`;
      this.#anchors.set(key, [...(this.#anchors.get(key) ?? []), pointer]);
      if (name === '$dynamicAnchor') this.#dynamic.set(anchor, (this.#dynamic.get(anchor) ?? 0) + 1);
    }
  }

  rewrite(value: JsonObject, place: Place): void {
    const reference = member(value, '$ref');
    const target = typeof reference === 'string' ? this.#target(reference, place) : undefined;
    if (target !== undefined) (value as Mutable)['$ref'] = asReference(target);
    this.#rewriteDynamic(value as Mutable, place);
  }

  #rewriteDynamic(value: Mutable, place: Place): void {
    const reference = member(value, '$dynamicRef');
    if (typeof reference !== 'string') return;
    const $ref = asReference(this.#target(reference, place) ?? reference);
    const name = reference.slice(reference.indexOf('#') + 1);
    if ((this.#dynamic.get(name) ?? 0) > 1)
      this.ignored.push({
        pointer: join(place.pointer, '$dynamicRef'),
        reason: 'read as a reference to the nearest anchor of that name, wherever it is reached from',
      });
    delete value['$dynamicRef'];
    if (!Object.hasOwn(value, '$ref')) value['$ref'] = $ref;
    else {
      const others = member(value, 'allOf');
      value['allOf'] = [...(Array.isArray(others) ? (others as Json[]) : []), { $ref }];
    }
  }

  /** The place that a reference leads to, where it is another than its text says. */
  #target(reference: string, { pointer, base, resource }: Place): string | undefined {
    const uri = uriOf(reference, base);
    if (uri === undefined) return undefined;
    const [name = '', fragment = ''] = uri.split(/#(.*)/s);
    const found = this.#resources.get(name);
    if (found === undefined) return undefined;
    if (fragment !== '' && !fragment.startsWith('/'))
      return nearest(this.#anchors.get(`${name}#${decoded(fragment)}`) ?? [], pointer);
    const below = normalPointer(`#${fragment}`)?.slice(1) ?? '';
    // Many a document has pointers into itself below an $id, where JSON Schema has pointers into the schema.
    const isOwn = found === resource && valueAt(this.#document, found + below) === undefined;
    const whole = isOwn ? `#${below}` : found + below;
    return reference.startsWith('#') && whole === normalPointer(reference) ? undefined : whole;
  }
}

/** Of several places the one that shares most of its way with a pointer. */
function nearest(places: readonly string[], pointer: string): string | undefined {
  const shared = (place: string) => {
    const tokens = pointer.split('/');
    const at = place.split('/').findIndex((token, index) => token !== tokens[index]);
    return at === -1 ? Infinity : at;
  };
  return places.toSorted((a, b) => shared(b) - shared(a))[0];
}

function asReference(pointer: string): string {
  return pointer.replaceAll('%', '%25');
}

function uriOf(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type ObjectVisit = (value: JsonObject, kind: Kind, pointer: string, parent: string) => void;

/** Visits every object of the specification once, those around it first, however many aliases lead to it. */
function walkObjects(document: JsonObject, kind: Kind, start: string, visit: ObjectVisit): void {
  const seen = new Set<object>();
  const walk = (value: JsonObject, owner: Kind, pointer: string, parent: string): void => {
    if (seen.has(value)) return;
    seen.add(value);
    visit(value, owner, pointer, parent);
    for (const child of childrenOf(value, owner, pointer))
      if (isObject(child.value)) walk(child.value, child.kind, child.pointer, pointer);
  };
  walk(document, kind, start, '');
}
