import ts from 'typescript';
import type { PublishedVersions } from './declarations.js';
import type { ExportedTypes, MethodTypes } from './exported-types.js';
import { TypeComparison } from './type-comparison.js';
import type { TypeMismatch } from './type-comparison.js';
import { pointerAt } from './type-places.js';
import type { Place } from './type-places.js';

/** Something that code for the old packages relies on and the new ones do not have, as the compiler sees it. */
export interface TypeBreak {
  readonly place: Place;
  readonly mismatch: TypeMismatch;
  /** All operations that have it; the first is the one that `place` is in. */
  readonly operations: readonly string[];
  readonly pointers: { readonly old?: string; readonly new?: string };
}

/** Both versions of the exported types. */
export interface ExportedSides {
  readonly old: ExportedTypes;
  readonly next: ExportedTypes;
}

/** What the types of operations break for their callers; what many operations share is one break. */
export function typeBreaks(
  versions: PublishedVersions,
  exported: ExportedSides,
  checker: ts.TypeChecker,
  operations: readonly string[],
): TypeBreak[] {
  const breaks = new Map<string, TypeBreak>();
  for (const operation of operations) {
    const [old, next] = [exported.old.methodOf(operation), exported.next.methodOf(operation)];
    if (old === undefined || next === undefined) continue;
    for (const { place, mismatch } of methodMismatches(old, next, checker)) {
      const pointers = pointersOf(versions, operation, place, mismatch);
      const key = [directionOf(place), mismatch.reason, pointers.old, pointers.new].join('\n');
      const known = breaks.get(key);
      const concerned = [...(known?.operations ?? []), operation];
      const found = known ?? { place, mismatch, pointers };
      breaks.set(key, { ...found, operations: [...new Set(concerned)] });
    }
  }
  return [...breaks.values()];
}

/** Whether a place is of what the client sends. */
export function directionOf({ kind }: Place): 'sent' | 'received' {
  return kind === 'positional' || kind === 'params' ? 'sent' : 'received';
}

type Found = Pick<TypeBreak, 'place' | 'mismatch'>;

function methodMismatches(old: MethodTypes, next: MethodTypes, checker: ts.TypeChecker): Found[] {
  const compared = (place: Place, before: ts.Type | undefined, after: ts.Type | undefined): Found[] => {
    if (before === undefined || after === undefined) return [];
    const comparison = new TypeComparison(checker, directionOf(place));
    comparison.compare(before, after, []);
    return comparison.mismatches.map((mismatch) => ({ place, mismatch }));
  };
  return [
    ...compared({ kind: 'positional' }, old.positional, next.positional),
    ...compared({ kind: 'params' }, old.params, next.params),
    ...compared({ kind: 'response' }, old.response, next.response),
    ...compared({ kind: 'item' }, old.item, next.item),
    ...bodiesByStatus(old, next, checker).flatMap(({ status, before, after }) =>
      compared({ kind: 'status', status }, before, after),
    ),
  ];
}

/** Of the statuses that both have: one that is added or gone is a row of the policy. */
function bodiesByStatus(
  { bodies: old }: MethodTypes,
  { bodies: next }: MethodTypes,
  checker: ts.TypeChecker,
): { status: string; before: ts.Type; after: ts.Type | undefined }[] {
  return checker.getPropertiesOfType(old).map((member) => {
    const counterpart = checker.getPropertyOfType(next, member.name);
    const after = counterpart === undefined ? undefined : checker.getTypeOfSymbol(counterpart);
    return { status: member.name, before: checker.getTypeOfSymbol(member), after };
  });
}

function pointersOf(
  { old, next }: PublishedVersions,
  operation: string,
  place: Place,
  { reason, steps }: TypeMismatch,
): TypeBreak['pointers'] {
  const [before, after] = [old, next].map((version) => pointerAt(version, operation, place, steps));
  return {
    ...(before === undefined || reason === 'required' ? {} : { old: before }),
    ...(after === undefined ? {} : { new: after }),
  };
}
