import type { Json, JsonObject } from '../json/json.js';
import type { Ignored } from '../spec/version.js';
import { isMethod } from '../spec/http.js';
import { childrenOf, kindAt } from '../spec/walk.js';
import type { Child } from '../spec/walk.js';
import type { Kind } from '../spec/keyword.js';
import { itemsIn } from '../spec/inventory.js';
import {
  isList,
  isObject,
  join,
  member,
  normalPointer,
  shownValue,
  tokensOf,
  valueAt,
} from '../json/pointer.js';
import type { Omit } from '../config/sdk.js';

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

/** Takes out of a document what is `x-internal: true`, what only refers to that, and what `omit` of `sdk.yaml` names. */
export function prune(document: JsonObject, omit: Omit = {}): Pruned {
  const pruner = new Pruner(document, omit);
  pruner.walk(document, 'document', '#', '#');
  pruner.walkOutside();
  for (const remove of pruner.removals) remove();
  return { omitted: pruner.omitted, moved: pruner.moved, stale: pruner.stale() };
}

type Mutable = { [name: string]: Json };

class Pruner {
  readonly omitted: Ignored[] = [];
  readonly moved: Shift[] = [];
  /** What is to be done when all is found: until then every reference leads where it did. */
  readonly removals: (() => void)[] = [];
  /** The place in `sdk.yaml` of each entry, by what it names. */
  readonly #entries: ReadonlyMap<string, string>;
  readonly #met = new Set<string>();
  readonly #document: JsonObject;
  /** What references lead to that stands where no keyword of OpenAPI is, by pointer. */
  readonly #outer = new Map<string, Kind>();
  /** Whether what is referred to is internal, by its pointer. */
  readonly #behind = new Map<string, boolean>();

  constructor(document: JsonObject, { operations = [], tags = [], pointers = [] }: Omit) {
    this.#document = document;
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
    if (left.size > 0) this.removals.push(() => removeChildren(owner, left, kept));
    for (const [index, child] of kept.entries()) {
      const listed = isList(child.holder);
      const to = listed
        ? join(join(pointer, child.keyword), index)
        : pointer + child.pointer.slice(from.length);
      if (to !== child.pointer && listed) this.moved.push({ to, from: child.pointer });
      if (!isObject(child.value)) continue;
      this.#noticeOutside(child.value, child.kind);
      this.walk(child.value, child.kind, to, child.pointer);
    }
  }

  /** Walks what references lead to that no keyword of OpenAPI holds, such as `definitions`. */
  walkOutside(): void {
    for (const [pointer, kind] of this.#outer) {
      const value = valueAt(this.#document, pointer);
      if (!isObject(value)) continue;
      this.#noticeOutside(value, kind);
      this.walk(value, kind, pointer, pointer);
    }
  }

  #noticeOutside(value: JsonObject, kind: Kind): void {
    const target = member(value, '$ref');
    const pointer = typeof target === 'string' ? normalPointer(target) : undefined;
    if (pointer !== undefined && !this.#outer.has(pointer) && kindAt(pointer) === undefined)
      this.#outer.set(pointer, kind);
  }

  #isOmitted(child: Child, owner: Kind): boolean {
    const { value, kind, pointer } = child;
    if (!isObject(value)) return false;
    const isOwn = isInternal(value) || this.#isInternalBehind(member(value, '$ref'));
    const reason = isOwn ? INTERNAL : this.#namedReason(value, kind, pointer);
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
    return met.length === 0 ? undefined : 'omit in sdk.yaml';
  }

  /** Values of a discriminator go with the internal schemas that they name. */
  #mapping(mapping: Json | undefined, place: string): void {
    for (const [value, target] of Object.entries(isObject(mapping) ? mapping : {})) {
      const name = shownValue(target);
      if (!this.#isInternalBehind(name.startsWith('#') ? name : join('#/components/schemas', name))) continue;
      this.omitted.push({ pointer: join(place, value), reason: INTERNAL });
      this.removals.push(() => delete (mapping as Mutable)[value]);
    }
  }

  /** Whether a reference leads into what is internal, or through it. */
  #isInternalBehind(target: Json | undefined): boolean {
    const way: string[] = [];
    let isFound = false;
    let pointer = typeof target === 'string' ? normalPointer(target) : undefined;
    while (pointer !== undefined && !isFound && !this.#behind.has(pointer)) {
      this.#behind.set(pointer, false);
      way.push(pointer);
      const next: Json | undefined = member(valueAt(this.#document, pointer) ?? null, '$ref');
      isFound = hasInternalOnTheWay(this.#document, pointer);
      pointer = typeof next === 'string' ? normalPointer(next) : undefined;
    }
    isFound ||= pointer !== undefined && this.#behind.get(pointer) === true;
    for (const passed of way) this.#behind.set(passed, isFound);
    return isFound;
  }
}

const INTERNAL = 'x-internal';

function isInternal(value: Json): boolean {
  return member(value, INTERNAL) === true;
}

function hasInternalOnTheWay(document: JsonObject, pointer: string): boolean {
  let value: Json | undefined = document;
  for (const token of tokensOf(pointer) ?? []) {
    value = value === undefined ? undefined : member(value, token);
    if (value !== undefined && isInternal(value)) return true;
  }
  return false;
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
  return isMethod(name) ? `${name.toUpperCase()} ${path}` : undefined;
}
