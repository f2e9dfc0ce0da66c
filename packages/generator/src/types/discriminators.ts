import type { Kind } from '@specline/openapi';
import type { GlobalContext } from 'openapi-typescript';
import { listedValues } from './corrections.js';
import { memberOf, pathOf, referencePaths, valueAt } from './document-copy.js';
import type { DocumentCopy } from './document-copy.js';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';

type Discriminators = GlobalContext['discriminators'];
type Path = readonly string[];

/** A member that picks a schema, and the values that it has there. */
export interface Tag {
  readonly property: string;
  readonly values: readonly string[];
}

/** What the search found, and the tags that schemas get which did not say so themselves, by their pointers. */
export interface Scanned {
  readonly discriminators: Discriminators;
  readonly tags: ReadonlyMap<string, Tag>;
}

/**
 * Collects the schemas that openapi-typescript's search for discriminators depends on. It searches all that it is given,
 * examples included, and writes into what it finds: so it is given these alone, and what it writes into is copied first.
 */
export class DiscriminatorScan {
  /** The schemas with a discriminator or `allOf`, in the document's order. */
  readonly #paths: Path[] = [];
  /** References to the schemas that discriminators tell apart. */
  readonly #targets = new Set<string>();
  #found = false;

  visit(part: JsonObject, kind: Kind, path: Path): void {
    if (kind !== 'schema') return;
    const { discriminator, allOf } = part;
    if (!isObject(discriminator) && !Array.isArray(allOf)) return;
    this.#paths.push([...path]);
    if (!isObject(discriminator)) return;
    this.#found = true;
    for (const target of targetsOf(part, discriminator)) this.#targets.add(target);
  }

  /** What `scan` makes of them. The schemas that it writes into are the copy's own. */
  result(copy: DocumentCopy, scan: (document: JsonObject) => Discriminators): Scanned {
    if (!this.#found) return { discriminators: { objects: {}, refsHandled: [] }, tags: new Map() };
    const targets = [...this.#targets].map((target) => referencePaths(copy.root, target));
    const written = targets.flatMap((paths) => paths.slice(-1));
    const before = written.map((path) => declarationsOf(valueAt(copy.root, path)));
    for (const path of written) {
      for (const end of [[], ['allOf'], ['properties'], ['required']]) copy.writable([...path, ...end]);
    }
    const discriminators = scan(extract(copy.root, [...this.#paths, ...targets.flat()]));
    mergeOwnTags(discriminators, copy);
    const added = written.flatMap((path, index) => {
      const known = before[index];
      const tag = [...declarationsOf(valueAt(copy.root, path))].find(
        ([key]) => known?.has(key) === false,
      )?.[1];
      return tag === undefined ? [] : [[pointerOf(path), tag] as const];
    });
    return { discriminators, tags: new Map([...inheritedTags(discriminators, copy.root), ...added]) };
  }
}

/**
 * A schema that its `allOf` makes a member gets a tag, and beside it its own property of the same name: here the property
 * goes, and its one value is that of the tag.
 */
function mergeOwnTags({ objects, refsHandled }: Discriminators, copy: DocumentCopy): void {
  for (const [pointer, { propertyName }] of Object.entries(objects)) {
    const path = pathOf(pointer);
    const schema = valueAt(copy.root, path);
    if (!isObject(schema) || schema['discriminator'] !== undefined || refsHandled.includes(pointer)) continue;
    const { properties } = schema;
    if (!isObject(properties) || !Object.hasOwn(properties, propertyName)) continue;
    const { [propertyName]: own, ...others } = properties;
    copy.put([...path, 'properties'], others);
    const [value, ...more] = listedValues(own);
    if (value !== undefined && more.length === 0)
      objects[pointer] = { propertyName, mapping: { [value]: pointer } };
  }
}

/** The required members of a schema, and of the parts of its `allOf` written in place, that have listed values alone. */
function declarationsOf(schema: unknown): Map<string, Tag> {
  if (!isObject(schema)) return new Map();
  const { properties, required, allOf } = schema;
  const own = Object.entries(isObject(properties) ? properties : {}).flatMap(([property, declared]) => {
    if (!Array.isArray(required) || !required.includes(property) || !isObject(declared)) return [];
    const values: readonly unknown[] = Array.isArray(declared['enum'])
      ? declared['enum']
      : [declared['const']];
    const texts = values.filter((value) => typeof value === 'string');
    if (texts.length < values.length) return [];
    return [[JSON.stringify([property, ...texts.toSorted()]), { property, values: texts }] as const];
  });
  const parts: readonly unknown[] = Array.isArray(allOf) ? allOf : [];
  return new Map([...own, ...parts.flatMap((part) => [...declarationsOf(part)])]);
}

/** Schemas whose `allOf` names one with a discriminator are printed with a tag: the value mapped to them, else their name. */
function inheritedTags({ objects, refsHandled }: Discriminators, document: JsonObject): [string, Tag][] {
  return Object.entries(objects).flatMap(([$ref, { propertyName, mapping }]) => {
    const path = pathOf($ref);
    const schema = valueAt(document, path);
    if (!isObject(schema) || schema['discriminator'] !== undefined || refsHandled.includes($ref)) return [];
    const name = path.at(-1) ?? '';
    const mapped = Object.entries(mapping ?? {}).find(
      ([, target]) => (target.startsWith('#') ? pathOf(target).at(-1) : target) === name,
    );
    const tag: Tag = { property: propertyName, values: [mapped?.[0] ?? name] };
    return [[pointerOf(path), tag] satisfies [string, Tag]];
  });
}

function pointerOf(path: Path): string {
  return `#${path.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

function targetsOf({ oneOf }: JsonObject, { mapping }: JsonObject): string[] {
  const members: readonly unknown[] = Array.isArray(oneOf) ? oneOf : [];
  const references = members.map((member) => (isObject(member) ? member['$ref'] : undefined));
  const mapped = isObject(mapping) ? Object.values(mapping) : [];
  return [...references, ...mapped].filter(
    (target): target is string => typeof target === 'string' && target.startsWith('#/'),
  );
}

/** What stands at the paths, and nothing else. */
function extract(root: JsonObject, paths: readonly Path[]): JsonObject {
  const whole = new Set<unknown>();
  const extracted = {};
  for (const path of paths) {
    const value = valueAt(root, path);
    const key = path.at(-1);
    if (key === undefined || !isObject(value)) continue;
    let parent: object = extracted;
    for (const name of path.slice(0, -1)) {
      if (whole.has(parent)) break;
      if (memberOf(parent, name) === undefined) Object.assign(parent, { [name]: {} });
      const next = memberOf(parent, name);
      if (isObject(next)) parent = next;
    }
    if (whole.has(parent)) continue;
    Object.assign(parent, { [key]: value });
    whole.add(value);
  }
  return extracted;
}
