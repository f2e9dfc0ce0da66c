import type { Json, JsonObject } from '../json/json.js';
import { located } from '../parse/source.js';
import { REFERABLE, SECTIONS } from '../spec/objects.js';
import type { Kind, Shape } from '../spec/keyword.js';
import { childrenOf, shapeOf } from '../spec/walk.js';
import { ComponentNames } from './component-names.js';
import type { Files } from './files.js';
import { isList, isObject, join, member, refill, targetOf as targetIn } from '../json/pointer.js';
import { Lookup } from './resolve.js';
import { nearestAbove } from './source-map.js';
import type { Moves } from './source-map.js';
import { joinPathItem, saysMore } from './path-items.js';
import type { Problem } from '../json/problem.js';
import type { SwaggerUpgrade } from './swagger/swagger.js';
import { targetOf } from './reference-target.js';
import type { Target } from './reference-target.js';

/** More than documents of thousands of files have; copies of copies can grow without measure. */
const MAX_COPIES = 50_000;

const PATH_ITEM: Shape = { is: 'object', of: 'pathItem' };

type Mutable = { [name: string]: Json };

/** Makes one document of many files, walking from the entry. */
export class Bundler {
  readonly moves: Moves;
  readonly problems: Problem[];
  readonly flaws: Problem[];
  hasInternal = false;
  readonly names: ComponentNames;
  readonly #entry: string;
  readonly #files: Files;
  readonly #lookup: Lookup;
  /** The pointer that a target of another file has in the bundle, by `path#pointer`. */
  readonly #placed = new Map<string, string>();
  readonly #visited = new WeakSet<object>();
  /** The targets that are just being put in the place of references. */
  readonly #open = new Set<string>();
  /** The files of what was put in the place of references, by its pointer in the bundle. */
  readonly #paths = new Map<string, string>();
  #copies = 0;

  constructor(
    entry: string,
    files: Files,
    moves: Moves,
    released: Readonly<Record<string, string>>,
    upgrade?: SwaggerUpgrade,
  ) {
    this.#entry = entry;
    this.#files = files;
    this.names = new ComponentNames(entry, released);
    this.moves = moves;
    this.#lookup = new Lookup(entry, files, moves, upgrade);
    ({ problems: this.problems, flaws: this.flaws } = this.#lookup);
  }

  /** Makes every reference of an object that was read from `path` one into the bundle. */
  walk(value: JsonObject, kind: Kind, pointer: string, path: string): void {
    this.hasInternal ||= Object.hasOwn(value, 'x-internal');
    if (kind === 'schema' && isList(value['items'])) this.#tuple(value, pointer);
    if (kind === 'discriminator') this.#mapping(member(value, 'mapping'), join(pointer, 'mapping'), path);
    const strays = this.#strays(value, kind, pointer, path);
    for (const child of childrenOf(value, kind, pointer)) {
      if (!isObject(child.value) || strays.has(child.keyword)) continue;
      const target = member(child.value, '$ref');
      const holder = child.holder as unknown as Mutable;
      if (child.kind === 'pathItem' && typeof target === 'string') {
        this.#inline(holder, String(child.name), child.pointer, path);
      } else if (!REFERABLE.has(child.kind) && typeof target === 'string') {
        if (holder[child.name] !== child.value) continue;
        const shape = { is: 'object', of: child.kind } as const;
        this.#stray(target, shape, holder, String(child.name), child.pointer, path, (inner, from) => {
          if (isObject(inner)) this.walk(inner, child.kind, child.pointer, from);
        });
      } else this.#visit(child.value, child.kind, child.pointer, path);
    }
  }

  /** Before JSON Schema 2020-12 a list of `items` was what `prefixItems` is now, and `additionalItems` what `items` is. */
  #tuple(schema: JsonObject, pointer: string): void {
    const place = join(pointer, 'items');
    const { items = [], additionalItems = {}, ...others } = schema;
    this.flaws.push(this.#located(place, 'items is a list; it is read as prefixItems', 'write prefixItems'));
    this.moves.add({ to: join(pointer, 'prefixItems'), ...this.moves.originOf(place) });
    refill(schema, Object.entries({ ...others, prefixItems: items, items: additionalItems }));
  }

  /** Replaces references that stand for a text, a list or a map; gives the keywords that had one. */
  #strays(value: JsonObject, kind: Kind, pointer: string, path: string): Set<string> {
    const keywords = new Set<string>();
    for (const [keyword, inner] of Object.entries(value)) {
      const target = member(inner, '$ref');
      const shape = typeof target === 'string' ? shapeOf(kind, keyword) : undefined;
      if (shape === undefined || shape.is === 'object' || shape.is === 'data') continue;
      if (value[keyword] !== inner) continue;
      keywords.add(keyword);
      this.#stray(
        String(target),
        shape,
        value as Mutable,
        keyword,
        join(pointer, keyword),
        path,
        (found, from) => this.walk({ [keyword]: found }, kind, pointer, from),
      );
    }
    return keywords;
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

  /** Puts a path item in the place of the reference to it, with what stands beside that. */
  #inline(holder: Mutable, name: string, pointer: string, path: string, isJoined = false): void {
    const { $ref, ...own } = objectIn(holder, name);
    const reference = String($ref);
    const mustJoin = isJoined || saysMore(own);
    const found = this.#lookup.find(reference, PATH_ITEM, pointer, path);
    if (found === undefined || (found.path === this.#entry && !mustJoin)) return;
    const origin = this.moves.originOf(pointer);
    this.walk(own, 'pathItem', pointer, path);
    this.#replace(holder, name, pointer, found, reference, (value) => {
      if (typeof member(value, '$ref') === 'string')
        this.#inline(holder, name, pointer, found.path, mustJoin);
      else if (isObject(value)) this.walk(value, 'pathItem', pointer, found.path);
      const joined = joinPathItem(own, objectIn(holder, name), { pointer, origin, moves: this.moves });
      holder[name] = joined.item;
      for (const keyword of joined.doubles) this.#double(keyword, reference, join(pointer, keyword));
    });
  }

  #double(keyword: string, reference: string, pointer: string): void {
    const read = keyword === 'parameters' ? 'all of them are read' : 'this one is read';
    const message = `${keyword} stands here and in ${reference}; ${read}`;
    this.flaws.push(this.#located(pointer, message, 'write it in one place'));
  }

  /** Puts a copy of what a reference leads to in its place, and walks it. A circle would have no end. */
  #replace(
    holder: Mutable,
    name: string,
    pointer: string,
    found: Target,
    reference: string,
    walk: (value: Json) => void,
  ): void {
    const key = found.path + found.pointer;
    if (this.#open.has(key) || this.#copies === MAX_COPIES) {
      const message = this.#open.has(key)
        ? `$ref leads round in a circle: ${reference}`
        : `more than ${MAX_COPIES} targets would have to be copied`;
      this.problems.push({ pointer, message, remedy: 'refer from where OpenAPI has a $ref' });
      return;
    }
    this.#copies += 1;
    const value = structuredClone(found.value);
    holder[name] = value;
    this.moves.add({ to: pointer, source: found.source, pointer: found.pointer });
    this.#paths.set(pointer, found.path);
    this.#settled(value, pointer, found);
    this.#open.add(key);
    walk(value);
    this.#open.delete(key);
  }

  /** Puts its target in the place of a reference where OpenAPI has none, and walks what is in it. */
  #stray(
    reference: string,
    shape: Shape,
    holder: Mutable,
    name: string,
    pointer: string,
    path: string,
    walk: (value: Json, path: string) => void,
  ): void {
    const found = this.#lookup.find(reference, shape, pointer, path);
    if (found === undefined) return;
    const message = `OpenAPI has no $ref here: ${reference} is read as what it leads to`;
    this.flaws.push(this.#located(pointer, message, 'write the target in its place'));
    this.#replace(holder, name, pointer, found, reference, (value) => {
      const further = member(value, '$ref');
      if (typeof further === 'string') this.#stray(further, shape, holder, name, pointer, found.path, walk);
      else walk(value, found.path);
    });
  }

  /** Components that came from another file stand for what they were there. */
  #settled(value: Json, pointer: string, { path, pointer: from }: Pick<Target, 'path' | 'pointer'>): void {
    if (!/^#\/components(\/[^/]+)?$/.test(pointer) || !isObject(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      const to = join(pointer, name);
      if (pointer === '#/components') this.#settled(inner, to, { path, pointer: join(from, name) });
      else this.#placed.set(path + join(from, name), to);
    }
  }

  /** The reference that leads to the same value in the bundle. */
  #moved(reference: string, kind: Kind, pointer: string, path: string): string {
    const section = SECTIONS[kind];
    if (path === this.#entry && reference.startsWith('#')) return reference;
    const found = this.#lookup.find(reference, { is: 'object', of: kind }, pointer, path);
    if (found === undefined || section === undefined) return reference;
    if (found.path === this.#entry) return found.pointer.replaceAll('%', '%25');
    const key = found.path + found.pointer;
    const parts = this.#section(section);
    return this.#placed.get(key) ?? this.#place(found, kind, section, key, parts);
  }

  #place(found: Target, kind: Kind, section: string, key: string, parts: Mutable): string {
    const name = this.names.give(found, section, parts, (wanted) =>
      this.#isAlias(parts, wanted, section, key),
    );
    const pointer = join(`#/components/${section}`, name);
    this.#placed.set(key, pointer);
    this.moves.add({ to: pointer, source: found.source, pointer: found.pointer });
    const value = structuredClone(found.value);
    parts[name] = value;
    if (isObject(value)) this.#visit(value, kind, pointer, found.path);
    return pointer;
  }

  /** Whether a component does nothing but refer to a target that would have its name. */
  #isAlias(parts: JsonObject, name: string, section: string, key: string): boolean {
    const component = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (!isObject(component) || Object.keys(component).length > 1) return false;
    const reference = member(component, '$ref');
    const path = nearestAbove(join(`#/components/${section}`, name), this.#paths) ?? this.#entry;
    const found = typeof reference === 'string' ? targetOf(reference, path) : undefined;
    return found !== undefined && found.path + found.pointer === key;
  }

  /** A section of `components`; either may stand in a file of its own. */
  #section(section: string): Mutable {
    const document = this.#files.read(this.#entry).value as Mutable;
    this.#settle(document, 'components', 'document', '#');
    const components = (document['components'] ??= {}) as Mutable;
    this.#settle(components, section, 'components', '#/components');
    return (components[section] ??= {}) as Mutable;
  }

  #settle(owner: Mutable, keyword: string, kind: Kind, pointer: string): void {
    const target = member(owner[keyword] ?? null, '$ref');
    if (typeof target !== 'string') return;
    const path = nearestAbove(pointer, this.#paths) ?? this.#entry;
    const shape = shapeOf(kind, keyword);
    if (shape === undefined) return;
    this.#stray(target, shape, owner, keyword, join(pointer, keyword), path, (found, from) =>
      this.walk({ [keyword]: found }, kind, pointer, from),
    );
  }

  /** A discriminator may name its schemas by reference too. A value that names nothing is left out. */
  #mapping(mapping: Json | undefined, pointer: string, path: string): void {
    if (!isObject(mapping)) return;
    for (const [value, target] of Object.entries(mapping)) {
      if (typeof target !== 'string') continue;
      const place = join(pointer, value);
      const faults = this.problems.length;
      if (/[#/]|\.(ya?ml|json)$/.test(target))
        (mapping as Mutable)[value] = this.#moved(target, 'schema', place, path);
      const lost = this.problems.splice(faults).length > 0;
      if (!lost && (path !== this.#entry || this.#isMapped(String(mapping[value])))) continue;
      const message = `${value} is mapped to nothing: ${target}; that is left out`;
      this.flaws.push(this.#located(place, message, 'name a schema'));
      delete (mapping as Mutable)[value];
    }
  }

  /** Whether a mapping's reference or name leads to a schema of the entry. */
  #isMapped(target: string): boolean {
    const reference = target.startsWith('#') ? target : join('#/components/schemas', target);
    return targetIn(this.#files.read(this.#entry).value, reference) !== undefined;
  }

  /** A problem placed now: what stands there is going to be replaced. */
  #located(pointer: string, message: string, remedy: string): Problem {
    const origin = this.moves.originOf(pointer);
    return located({ pointer: origin.pointer, message, remedy }, origin.source);
  }
}

function objectIn(holder: JsonObject, name: string): JsonObject {
  const value = holder[name];
  return isObject(value) ? value : {};
}
