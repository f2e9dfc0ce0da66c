import { normalPointer, tokensOf } from '@specline/openapi';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';

/** A copy of a document, made only as far as it is written to: all else is shared with the document. */
export class DocumentCopy {
  #root: JsonObject;
  readonly #own = new Set<object>();

  constructor(document: JsonObject) {
    this.#root = document;
  }

  get root(): JsonObject {
    return this.#root;
  }

  /** Puts a value where the document has another. */
  put(path: readonly string[], value: JsonObject): void {
    const key = path.at(-1);
    if (key === undefined) this.#root = value;
    else Object.assign(this.writable(path.slice(0, -1)) ?? {}, { [key]: value });
  }

  /** The object or list at a path, which may be written to from now on; undefined where there is none. */
  writable(path: readonly string[]): object | undefined {
    let node: object = this.#ownRoot();
    for (const key of path) {
      const next = memberOf(node, key);
      if (typeof next !== 'object' || next === null) return undefined;
      const own = this.#copied(next);
      if (own !== next) Object.assign(node, { [key]: own });
      node = own;
    }
    return node;
  }

  #ownRoot(): JsonObject {
    if (!this.#own.has(this.#root)) {
      this.#root = { ...this.#root };
      this.#own.add(this.#root);
    }
    return this.#root;
  }

  #copied(node: object): object {
    if (this.#own.has(node)) return node;
    const copy = Array.isArray(node) ? [...node] : { ...node };
    this.#own.add(copy);
    return copy;
  }
}

/** A member of an object or list, its own and not its prototype's. */
export function memberOf(node: object, key: string): unknown {
  return Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
}

/** The paths that a `$ref` leads through, its target last; none where it leads nowhere or in a circle. */
export function referencePaths(root: JsonObject, $ref: string): readonly (readonly string[])[] {
  const paths: (readonly string[])[] = [];
  const seen = new Set<string>();
  for (let next = $ref; !seen.has(next);) {
    seen.add(next);
    const path = pathOf(next);
    const node = valueAt(root, path);
    if (!isObject(node)) return [];
    paths.push(path);
    if (typeof node['$ref'] !== 'string') return paths;
    next = node['$ref'];
  }
  return [];
}

export function valueAt(root: JsonObject, path: readonly string[]): unknown {
  let node: unknown = root;
  for (const key of path) node = typeof node === 'object' && node !== null ? memberOf(node, key) : undefined;
  return node;
}

/** The names in a JSON pointer that is written as a URI fragment. */
export function pathOf(reference: string): readonly string[] {
  return tokensOf(normalPointer(reference) ?? '#') ?? [];
}
