import type { LoadedDocument } from '../load/document.js';
import type { Problem } from '../load/problem.js';
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

/**
 * Holds the model against the document: what the document has and the model neither holds nor ignores by name is a
 * problem, so that nothing is dropped in silence.
 */
export function accountsOf(
  loaded: LoadedDocument,
  model: Model,
  account: Account,
): { accounts: Accounts; problems: Problem[] } {
  const held = pointersOf(model);
  const { items, unreferenced } = inventoryOf(loaded.document);
  const ignored = [...loaded.ignored, ...account.ignored, ...unreferenced];
  const ignoredPointers = new Set(ignored.map(({ pointer }) => pointer));
  const used = items.filter(({ pointer }) => held.has(pointer));
  const dropped = items.filter(({ pointer }) => !held.has(pointer) && !isBelow(pointer, ignoredPointers));
  const found = [...loaded.problems, ...account.problems];
  const problems = found.length > 0 ? [...found, ...loaded.flaws] : dropped.map(droppedProblem);
  return { accounts: { used, ignored }, problems };
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
