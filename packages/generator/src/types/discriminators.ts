import type { Kind } from '@specline/openapi';
import type { GlobalContext } from 'openapi-typescript';
import { listedValues } from './corrections.js';
import { memberOf, pathOf, referencePaths, valueAt } from './document-copy.js';
import type { DocumentCopy } from './document-copy.js';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';

type Discriminators = GlobalContext['discriminators'];
type Path = readonly string[];

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
  result(copy: DocumentCopy, scan: (document: JsonObject) => Discriminators): Discriminators {
    if (!this.#found) return { objects: {}, refsHandled: [] };
    const targets = [...this.#targets].map((target) => referencePaths(copy.root, target));
    for (const path of targets.flatMap((paths) => paths.slice(-1))) {
      for (const end of [[], ['allOf'], ['properties'], ['required']]) copy.writable([...path, ...end]);
    }
    return scan(extract(copy.root, [...this.#paths, ...targets.flat()]));
  }
}

/**
 * A schema that its `allOf` makes a member gets a tag, and beside it its own property of the same name: here the property
 * goes, and its one value is that of the tag.
 */
export function mergeOwnTags({ objects, refsHandled }: Discriminators, copy: DocumentCopy): void {
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
