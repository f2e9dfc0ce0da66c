import type { Ignored } from '../spec/version.js';
import type { LoadedDocument } from '../document/load.js';
import { normalPointer } from '../json/pointer.js';
import type { Problem } from '../json/problem.js';
import type { Sdk } from '../config/sdk.js';
import { inventoryOf, unreachedParts } from '../spec/inventory.js';
import type { Item, Reference } from '../spec/inventory.js';
import type { Account } from './diagnostics.js';
import type { Model, Type } from './model.js';
import { walkType } from './walk.js';

/** What became of each part of a document. */
export interface Accounts {
  readonly used: readonly Item[];
  readonly ignored: readonly Ignored[];
}

/** What holding a model against its document found. */
export interface Audit {
  readonly accounts: Accounts;
  readonly problems: Problem[];
  /** Waivers that no fault needs, by their index. */
  readonly staleWaivers: readonly number[];
}

/**
 * Holds the model against the document: what the document has and the model neither holds nor ignores by name is a
 * problem, so that nothing is dropped in silence. Pointers are those of the document as it was written.
 */
export function accountsOf(
  loaded: LoadedDocument,
  model: Model,
  account: Account,
  waive: Sdk['waive'] = [],
): Audit {
  const held = pointersOf(model);
  const { items, idle, references } = inventoryOf(loaded.document);
  const used: Item[] = [];
  const lost: Item[] = [];
  for (const item of items) (held.has(item.pointer) ? used : lost).push(item);
  const noticed = noticedParts([...loaded.ignored, ...account.ignored], loaded, references);
  const { ignored, dropped } = ignoredItems(noticed, idle, lost);
  const {
    problems: found,
    waived,
    stale,
  } = waivedFaults([...loaded.problems, ...account.problems], waive, loaded);
  const problems =
    found.length > 0
      ? [
          ...found,
          ...[...loaded.flaws, ...account.flaws].map((problem) => ({ ...problem, flaw: true as const })),
        ]
      : dropped.map(droppedProblem);
  return {
    accounts: {
      used: used.map((item) => inOriginal(item, loaded)),
      ignored: [...loaded.omitted, ...ignored.map((item) => inOriginal(item, loaded)), ...waived],
    },
    problems,
    staleWaivers: stale,
  };
}

/** What is ignored by itself, and then what only such parts refer to. */
function noticedParts(
  ignored: readonly Ignored[],
  { document }: LoadedDocument,
  references: readonly Reference[],
): Ignored[] {
  const pointers = new Set(ignored.map(({ pointer }) => pointer));
  const isIgnored = (pointer: string) => nearestAbove(pointer, pointers) !== undefined;
  return [...ignored, ...unreachedParts(document, references, isIgnored)];
}

/**
 * What is ignored, each part followed by the items in it that are lost with it; and the items that are lost by mistake. Of
 * what is idle only such items are told.
 */
function ignoredItems(noticed: readonly Ignored[], idle: readonly Ignored[], lost: readonly Item[]) {
  const parts = new Map<string, Ignored[]>();
  for (const part of [...noticed, ...idle]) if (!parts.has(part.pointer)) parts.set(part.pointer, [part]);
  const pointers = new Set(parts.keys());
  const dropped: Item[] = [];
  for (const item of lost) {
    const list = parts.get(nearestAbove(item.pointer, pointers) ?? '');
    const [part] = list ?? [];
    if (list === undefined || part === undefined) dropped.push(item);
    else if (part.pointer === item.pointer) list[0] = { ...item, reason: part.reason };
    else list.push({ ...item, reason: part.reason });
  }
  const untold = new Set(idle);
  return { ignored: [...parts.values()].flat().filter((part) => !untold.has(part)), dropped };
}

function inOriginal<Placed extends { readonly pointer: string }>(
  item: Placed,
  { original }: LoadedDocument,
): Placed {
  const pointer = original(item.pointer);
  return pointer === item.pointer ? item : { ...item, pointer };
}

/** Faults that `sdk.yaml` lets through are no problems, but are listed with the reason that it gives. */
function waivedFaults(
  problems: readonly Problem[],
  waive: NonNullable<Sdk['waive']>,
  { original }: LoadedDocument,
) {
  const waivers = new Map(waive.map(({ pointer, reason }) => [normalPointer(pointer) ?? pointer, reason]));
  const pointerOf = (problem: Problem) => original(problem.pointer ?? '#');
  const isWaived = (problem: Problem) => waivers.has(pointerOf(problem));
  const met = new Set(problems.map(pointerOf));
  return {
    problems: problems.filter((problem) => !isWaived(problem)),
    waived: problems.filter(isWaived).map((problem): Ignored => ({
      pointer: pointerOf(problem),
      reason: `waived: ${waivers.get(pointerOf(problem)) ?? ''}`,
    })),
    stale: [...waivers.keys()].flatMap((pointer, index) => (met.has(pointer) ? [] : [index])),
  };
}

function droppedProblem({ kind, pointer }: Item): Problem {
  return {
    pointer,
    message: `this ${kind} would not appear in the generated packages`,
    remedy: 'this is a bug in Specline: please report it',
  };
}

/** Of the pointers in the set, the innermost that is or holds a place. */
function nearestAbove(pointer: string, set: ReadonlySet<string>): string | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const above = pointer.slice(0, end);
    if (set.has(above)) return above;
  }
  return undefined;
}

function pointersOf(model: Model): Set<string> {
  const held = new Set<string>();
  for (const operation of model.operations) {
    held.add(operation.pointer);
    for (const parameter of operation.parameters) holdType(parameter.type, held.add(parameter.pointer));
    if (operation.body) holdType(operation.body.content.type, held.add(operation.body.content.pointer));
    for (const { pointer, content, headers } of operation.responses) {
      held.add(pointer);
      if (content) holdType(content.type, held.add(content.pointer));
      for (const header of headers) holdType(header.type, held);
    }
  }
  for (const { type } of model.schemas) holdType(type, held);
  return held;
}

/** Holds the properties of every object in a type. */
function holdType(type: Type, held: Set<string>): void {
  walkType(type, (inner) => {
    if (inner.kind === 'object') for (const property of inner.properties) held.add(property.type.pointer);
  });
}
