import type { LoadedDocument } from '../load/document.js';
import { normalPointer } from '../load/pointer.js';
import type { Problem } from '../load/problem.js';
import type { Sdk } from '../load/sdk.js';
import { inventoryOf } from '../rules/inventory.js';
import type { Item } from '../rules/inventory.js';
import type { Ignored } from '../rules/structure.js';
import type { Account } from './account.js';
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
  const { items, unreferenced } = inventoryOf(loaded.document);
  const noticed = [...account.ignored, ...unreferenced, ...loaded.ignored];
  const ignoredPointers = new Set(noticed.map(({ pointer }) => pointer));
  const used = items.filter(({ pointer }) => held.has(pointer)).map((item) => inOriginal(item, loaded));
  const dropped = items.filter(({ pointer }) => !held.has(pointer) && !isBelow(pointer, ignoredPointers));
  const {
    problems: found,
    waived,
    stale,
  } = waivedFaults([...loaded.problems, ...account.problems], waive, loaded);
  const problems =
    found.length > 0 ? [...found, ...loaded.flaws, ...account.flaws] : dropped.map(droppedProblem);
  const ignored = [
    ...loaded.omitted,
    ...[...loaded.ignored, ...account.ignored, ...unreferenced].map((item) => inOriginal(item, loaded)),
    ...waived,
  ];
  return { accounts: { used, ignored }, problems, staleWaivers: stale };
}

function inOriginal<Placed extends { readonly pointer: string }>(
  item: Placed,
  { original }: LoadedDocument,
): Placed {
  return { ...item, pointer: original(item.pointer) };
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
    message: `this ${kind} would be lost: nothing that is generated holds it`,
    remedy: 'report it as a fault of Specline',
  };
}

/** Whether a pointer or anything that holds it is in the set. */
function isBelow(pointer: string, set: ReadonlySet<string>): boolean {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    if (set.has(pointer.slice(0, end))) return true;
  }
  return false;
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
