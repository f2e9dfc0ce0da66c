import { clientSchemes } from '../client/core-module.js';
import { methodKinds } from '../failures/failure.js';
import type { Failure, MethodKind } from '../failures/failure.js';
import { failureTable } from '../failures/failure-table.js';
import { failures } from '../failures/rows.js';
import { plainName, table } from './markdown.js';
import type { Section } from './section.js';

/** The failures that callers of the API meet often, with a column for each kind of method that it has. */
export function failureTableParts(section: Section): string[] {
  const { operations } = section.model;
  const envelope = operations.find(({ call }) => call.envelope !== undefined)?.call.envelope ?? '';
  const methods = new Set(operations.map(({ method }) => String(method).toUpperCase()));
  const kinds = (Object.keys(methodKinds) as MethodKind[]).filter((kind) =>
    methodKinds[kind].some((method) => methods.has(method)),
  );
  const met = failures.filter((failure) => failure.frequent && isMet(failure, section));
  const { head, rows } = failureTable(met, kinds, plainName(envelope) ?? 'member');
  return [
    '## What each failure means',
    'Each cell shows the error class, its `outcome`, and how often the request is sent. `maxRetries` is 2 here.',
    table(head, rows),
    'The file `docs/failures.md` in the package `@specline/runtime` lists every failure.',
  ];
}

/** Whether the API has what a failure is about: an envelope, or a credential. */
function isMet({ ofEnvelope, credential }: Failure, { model }: Section): boolean {
  const hasEnvelope = model.operations.some(({ call }) => call.envelope !== undefined);
  if (ofEnvelope && !hasEnvelope) return false;
  return credential === undefined || clientSchemes(model).length > 0;
}
