import type { Json } from '../model/model.js';
import { OBJECTS } from '../rules/objects.js';
import { childrenOf } from '../rules/walk.js';
import type { Child } from '../rules/walk.js';
import type { Kind } from '../rules/keyword.js';
import { itemsIn } from '../rules/inventory.js';
import type { Ignored } from '../rules/structure.js';
import { isList, isObject, join, member, normalPointer, shownValue, tokensOf } from './pointer.js';
import type { JsonObject } from './pointer.js';
import type { Omit } from './sdk.js';

/** The pointer that a value has now, and the one it had. */
export interface Shift {
  readonly to: string;
  readonly from: string;
}

export interface Pruned {
  /** What was left out, by the pointers it had. */
  readonly omitted: readonly Ignored[];
  /** Items of lists that moved up, and what is in them. */
  readonly moved: readonly Shift[];
  /** Entries of `omit` that name nothing, as pointers into `sdk.yaml`. */
  readonly stale: readonly string[];
}

/** Takes out of a document what is `x-internal: true`, what `omit` of `sdk.yaml` names, and what only refers to either. */
export function prune(document: JsonObject, omit: Omit = {}): Pruned {
  const pruner = new Pruner(document, omit);
  pruner.walk(document, 'document', '#', '#');
  return { omitted: pruner.omitted, moved: pruner.moved, stale: pruner.stale() };
}

type Mutable = { [name: string]: Json };

class Pruner {
  readonly omitted: Ignored[] = [];
  readonly moved: Shift[] = [];
  /** The place in `sdk.yaml` of each entry, by what it names. */
  readonly #entries: ReadonlyMap<string, string>;
  readonly #met = new Set<string>();
  /** Where the components lead that do nothing but refer, and why those are left out that are, by pointer. */
  readonly #aliases = new Map<string, string>();
  readonly #left = new Map<string, string>();

  constructor(document: JsonObject, { operations = [], tags = [], pointers = [] }: Omit) {
    const entries = (list: readonly string[], name: string, prefix: string) =>
      list.map((item, index) => [`${prefix} ${item}`, `#/omit/${name}/${index}`] as const);
    this.#entries = new Map([
      ...entries(operations, 'operations', 'operation'),
      ...entries(tags, 'tags', 'tag'),
      ...entries(
        pointers.map((pointer) => normalPointer(pointer) ?? pointer),
        'pointers',
        'pointer',
      ),
    ]);
    const { components } = document;
    for (const section of Object.keys(isObject(components) ? components : {}))
      this.#notice(member(components ?? null, section), join('#/components', section));
  }

  #notice(section: Json | undefined, place: string): void {
    for (const [name, part] of Object.entries(isObject(section) ? section : {})) {
      const pointer = join(place, name);
      const reason = isInternal(part)
        ? INTERNAL
        : this.#entries.has(`pointer ${pointer}`)
          ? NAMED
          : undefined;
      const target = member(part, '$ref');
      if (reason !== undefined) this.#left.set(pointer, reason);
      else if (typeof target === 'string') this.#aliases.set(pointer, normalPointer(target) ?? target);
    }
  }

  stale(): string[] {
    return [...this.#entries].filter(([entry]) => !this.#met.has(entry)).map(([, place]) => place);
  }

  /** `pointer` is where the object stands by now, `from` where it stood. */
  walk(value: JsonObject, kind: Kind, pointer: string, from: string): void {
    if (kind === 'discriminator') this.#mapping(value['mapping'], join(from, 'mapping'));
    for (const children of byHolder(childrenOf(value, kind, from)))
      this.#children(value, kind, pointer, from, children);
  }

  #children(owner: JsonObject, kind: Kind, pointer: string, from: string, children: readonly Child[]): void {
    const left = new Set(children.filter((child) => this.#isOmitted(child, kind)));
    const kept = children.filter((child) => !left.has(child));
    if (left.size > 0) removeChildren(owner, left, kept);
    for (const [index, child] of kept.entries()) {
      const listed = isList(child.holder);
      const to = listed
        ? join(join(pointer, child.keyword), index)
        : pointer + child.pointer.slice(from.length);
      if (to !== child.pointer && listed) this.moved.push({ to, from: child.pointer });
      if (isObject(child.value)) this.walk(child.value, child.kind, to, child.pointer);
    }
  }

  #isOmitted(child: Child, owner: Kind): boolean {
    const { value, kind, pointer } = child;
    if (!isObject(value)) return false;
    const reason = isInternal(value)
      ? INTERNAL
      : (this.#namedReason(value, kind, pointer) ?? this.#reasonBehind(member(value, '$ref')));
    if (reason === undefined) return false;
    const items = itemsIn(child, owner).map((item) => ({ ...item, reason }));
    this.omitted.push(...(items[0]?.pointer === pointer ? [] : [{ pointer, reason }]), ...items);
    return true;
  }

  #namedReason(value: JsonObject, kind: Kind, pointer: string): string | undefined {
    const tags = kind === 'operation' && isList(value['tags']) ? value['tags'] : [];
    const names = [
      ...(kind === 'operation' ? [`operation ${operationKey(pointer)}`] : []),
      ...tags.map((tag) => `tag ${shownValue(tag)}`),
      `pointer ${pointer}`,
    ];
    const met = names.filter((name) => this.#entries.has(name));
    for (const name of met) this.#met.add(name);
    return met.length === 0 ? undefined : NAMED;
  }

  /** Values of a discriminator go with the schemas that they name. */
  #mapping(mapping: Json | undefined, place: string): void {
    for (const [value, target] of Object.entries(isObject(mapping) ? mapping : {})) {
      const name = shownValue(target);
      const reason = this.#reasonBehind(name.startsWith('#') ? name : join('#/components/schemas', name));
      if (reason === undefined) continue;
      this.omitted.push({ pointer: join(place, value), reason });
      delete (mapping as Mutable)[value];
    }
  }

  /** Why the component is left out that a reference leads to. */
  #reasonBehind(target: Json | undefined): string | undefined {
    let pointer = typeof target === 'string' ? (normalPointer(target) ?? target) : undefined;
    const seen = new Set<string>();
    while (pointer !== undefined && !seen.has(pointer)) {
      seen.add(pointer);
      const reason = this.#left.get(pointer);
      if (reason !== undefined) return reason;
      pointer = this.#aliases.get(pointer);
    }
    return undefined;
  }
}

const INTERNAL = 'x-internal';
const NAMED = 'omit in sdk.yaml';

function isInternal(value: Json): boolean {
  return member(value, INTERNAL) === true;
}

function byHolder(children: readonly Child[]): Child[][] {
  const groups = new Map<Child['holder'], Child[]>();
  for (const child of children) {
    const group = groups.get(child.holder);
    if (group === undefined) groups.set(child.holder, [child]);
    else group.push(child);
  }
  return [...groups.values()];
}

/** Takes children out of what holds them all; `kept` are the others. */
function removeChildren(owner: JsonObject, left: ReadonlySet<Child>, kept: readonly Child[]): void {
  const [first] = left;
  if (first === undefined) return;
  if (isList(first.holder)) {
    const list = first.holder as Json[];
    list.length = kept.length;
    for (const [index, { value }] of kept.entries()) list[index] = value;
    if (kept.length === 0) delete (owner as Mutable)[first.keyword];
    return;
  }
  for (const { name } of left) delete (first.holder as Mutable)[name];
  const names = new Set<Json>([...left].map(({ name }) => name));
  const required = owner['required'];
  if (first.keyword === 'properties' && isList(required))
    (owner as Mutable)['required'] = required.filter((name) => !names.has(name));
}

/** `GET /relays` of `#/paths/~1relays/get` and of what is in it; `PURGE /relays` of an additional operation. */
export function operationKey(pointer: string): string | undefined {
  const [paths, path, name, additional] = tokensOf(pointer) ?? [];
  if (paths !== 'paths' || path === undefined || name === undefined) return undefined;
  if (name === 'additionalOperations') return additional === undefined ? undefined : `${additional} ${path}`;
  return METHODS.has(name) ? `${name.toUpperCase()} ${path}` : undefined;
}

const METHODS: ReadonlySet<string> = new Set(
  Object.entries(OBJECTS.pathItem).flatMap(([name, { shape }]) =>
    shape.is === 'object' && shape.of === 'operation' ? [name] : [],
  ),
);
