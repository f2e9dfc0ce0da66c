import type { Json } from '../model/model.js';
import { REFERABLE } from '../rules/objects.js';
import type { Kind } from '../rules/keyword.js';
import { childrenOf } from '../rules/walk.js';
import { referredPath } from './files.js';
import { anchorIn } from './identifiers.js';
import type { Files } from './files.js';
import { isObject, join, member, normalPointer, tokensOf, valueAt } from './pointer.js';
import type { JsonObject } from './pointer.js';
import { InputError } from './problem.js';
import type { Problem } from './problem.js';
import type { Source } from './source.js';

/** A place of the bundled document whose value came from elsewhere. */
export interface Move {
  readonly to: string;
  readonly source: Source;
  readonly pointer: string;
}

export interface Bundle {
  readonly document: JsonObject;
  readonly moves: readonly Move[];
  readonly problems: readonly Problem[];
}

/** Where in `components` a reusable object of each kind stands. */
const SECTIONS: Partial<Record<Kind, string>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  example: 'examples',
  requestBody: 'requestBodies',
  header: 'headers',
  securityScheme: 'securitySchemes',
  link: 'links',
  callback: 'callbacks',
};

/**
 * One document of many files: what a `$ref` to another file leads to moves into `components` under its own name, and a
 * path item to where it is referred to. A document of one file stays as it is.
 */
export function bundle(entry: string, files: Files): Bundle {
  const source = files.read(entry);
  const bundler = new Bundler(entry, files);
  if (isObject(source.value)) bundler.walk(source.value, 'document', '#', entry);
  return { document: source.value as JsonObject, moves: bundler.moves, problems: bundler.problems };
}

type Mutable = { [name: string]: Json };

class Bundler {
  readonly moves: Move[] = [];
  readonly problems: Problem[] = [];
  readonly #entry: string;
  readonly #files: Files;
  /** The pointer that a target of another file has in the bundle, by `path#pointer`. */
  readonly #placed = new Map<string, string>();
  readonly #visited = new WeakSet<object>();

  constructor(entry: string, files: Files) {
    this.#entry = entry;
    this.#files = files;
  }

  /** Makes every reference of an object that was read from `path` one into the bundle. */
  walk(value: JsonObject, kind: Kind, pointer: string, path: string): void {
    if (kind === 'discriminator') this.#mapping(member(value, 'mapping'), join(pointer, 'mapping'), path);
    for (const child of childrenOf(value, kind, pointer)) {
      if (!isObject(child.value)) continue;
      const target = member(child.value, '$ref');
      if (child.kind === 'pathItem' && typeof target === 'string') {
        this.#inline(target, child.holder as unknown as Mutable, String(child.name), child.pointer, path);
      } else this.#visit(child.value, child.kind, child.pointer, path);
    }
  }

  /** Each object once, however many aliases lead to it. */
  #visit(value: JsonObject, kind: Kind, pointer: string, path: string): void {
    if (this.#visited.has(value)) return;
    this.#visited.add(value);
    const target = member(value, '$ref');
    if (typeof target === 'string' && REFERABLE.has(kind)) {
      (value as Mutable)['$ref'] = this.#moved(target, kind, join(pointer, '$ref'), path);
    }
    this.walk(value, kind, pointer, path);
  }

  #inline(reference: string, holder: Mutable, name: string, pointer: string, path: string): void {
    const found = this.#find(reference, pointer, path);
    if (found === undefined || found.path === this.#entry) return;
    const value = structuredClone(found.value);
    holder[name] = value;
    this.moves.push({ to: pointer, source: found.source, pointer: found.pointer });
    if (isObject(value)) this.walk(value, 'pathItem', pointer, found.path);
  }

  /** The reference that leads to the same value in the bundle. */
  #moved(reference: string, kind: Kind, pointer: string, path: string): string {
    const section = SECTIONS[kind];
    if (path === this.#entry && reference.startsWith('#')) return reference;
    const found = this.#find(reference, pointer, path);
    if (found === undefined || section === undefined) return reference;
    if (found.path === this.#entry) return found.pointer.replaceAll('%', '%25');
    const key = found.path + found.pointer;
    const known = this.#placed.get(key);
    if (known !== undefined) return known;
    return this.#place(found, kind, section, key);
  }

  #place(found: Target, kind: Kind, section: string, key: string): string {
    const parts = this.#section(section);
    const name = freeName(parts, nameOf(found));
    const pointer = join(`#/components/${section}`, name);
    this.#placed.set(key, pointer);
    this.moves.push({ to: pointer, source: found.source, pointer: found.pointer });
    const value = structuredClone(found.value);
    parts[name] = value;
    if (isObject(value)) this.#visit(value, kind, pointer, found.path);
    return pointer;
  }

  #section(section: string): Mutable {
    const document = this.#files.read(this.#entry).value as Mutable;
    const components = (document['components'] ??= {}) as Mutable;
    return (components[section] ??= {}) as Mutable;
  }

  #find(reference: string, pointer: string, path: string): Target | undefined {
    const [file = '', fragment = ''] = reference.split(/#(.*)/s);
    try {
      const target = file === '' ? path : referredPath(file, path);
      const source = this.#files.read(target);
      const place = placeOf(fragment, source.value);
      const value = place === undefined ? undefined : valueAt(source.value, place);
      if (place !== undefined && value !== undefined) return { path: target, source, pointer: place, value };
      this.problems.push({
        pointer,
        message: `$ref leads nowhere: ${reference}`,
        remedy: 'correct the pointer or add its target',
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const { message, remedy, file: named } of error.problems) {
        this.problems.push({
          pointer,
          message: named === undefined ? message : `${reference}: ${message}`,
          ...(remedy === undefined ? {} : { remedy }),
        });
      }
    }
    return undefined;
  }

  /** A discriminator may name its schemas by reference too. */
  #mapping(mapping: Json | undefined, pointer: string, path: string): void {
    if (!isObject(mapping)) return;
    for (const [value, target] of Object.entries(mapping)) {
      const isReference = typeof target === 'string' && /[#/]|\.(ya?ml|json)$/.test(target);
      if (isReference)
        (mapping as Mutable)[value] = this.#moved(target, 'schema', join(pointer, value), path);
    }
  }
}

/** The pointer that a fragment is, or the place of the anchor that it names; undefined where there is no such place. */
function placeOf(fragment: string, value: Json): string | undefined {
  return fragment === '' || fragment.startsWith('/')
    ? normalPointer(`#${fragment}`)
    : anchorIn(value, fragment);
}

interface Target {
  readonly path: string;
  readonly source: Source;
  readonly pointer: string;
  readonly value: Json;
}

/** The last word of the pointer, or the file's own name where the pointer is to all of it. */
function nameOf({ path, pointer }: Target): string {
  const last = tokensOf(pointer)?.at(-1) ?? path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const name = last.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return name === '' || name === '__proto__' ? '_' : name;
}

function freeName(parts: JsonObject, wanted: string): string {
  let name = wanted;
  for (let number = 2; Object.hasOwn(parts, name); number += 1) name = `${wanted}${number}`;
  return name;
}
