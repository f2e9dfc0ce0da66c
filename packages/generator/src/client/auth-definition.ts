import type { Model, Operation } from '@specline/openapi';
import type { Doc } from '../print/layout.js';
import { listLiteral, stringLiteral } from '../print/literal.js';

/** The client options that are set together. */
export type Alternative = readonly string[];

/** The alternatives of all operations, each once: what a request has that says nothing else. */
export function sharedAlternatives({ operations, surface }: Model): Alternative[] {
  const found = operations
    .flatMap((operation) => alternativesOf(operation, surface))
    .filter((options) => options.length > 0);
  return [...new Map(found.map((options) => [options.toSorted().join('\n'), options])).values()];
}

/** The alternatives of an operation; undefined where they are the shared ones. */
export function ownAlternatives(
  operation: Operation,
  surface: Model['surface'],
  shared: readonly Alternative[],
): Alternative[] | undefined {
  const own = alternativesOf(operation, surface);
  return JSON.stringify(own) === JSON.stringify(shared) ? undefined : own;
}

/** The client options of each alternative. A scheme that has none (a client certificate) is left to `fetch`. */
function alternativesOf({ security }: Operation, { auth }: Model['surface']): Alternative[] {
  return security.map((requirements) =>
    requirements.flatMap(({ scheme }) => auth.find((one) => one.scheme === scheme)?.option ?? []),
  );
}

/** A list of lists, broken as prettier breaks them. */
export function alternativesDoc(alternatives: readonly Alternative[]): Doc {
  const isBroken = alternatives.length > 1 && alternatives.every((names) => names.length > 1);
  return listLiteral(
    alternatives.map((names) => listLiteral(names.map(stringLiteral))),
    isBroken,
  );
}
