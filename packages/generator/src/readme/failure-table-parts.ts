import { methodKinds } from '../failures/failure.js';
import type { Failure } from '../failures/failure.js';
import { failureTable } from '../failures/failure-table.js';
import { failures } from '../failures/rows.js';
import { table } from './markdown.js';
import type { Section } from './section.js';

/** The failures that callers of the API meet often, with a column for each kind of method that it has. */
export function failureTableParts({ model }: Section): string[] {
  const methods = new Set(model.operations.map(({ key }) => key.slice(0, key.indexOf(' '))));
  const used = Object.values(methodKinds).map((kind) => kind.some((method) => methods.has(method)));
  const hasEnvelope = model.operations.some(({ call }) => call.envelope !== undefined);
  const { head, rows } = failureTable(
    failures.filter((failure) => failure.frequent && (hasEnvelope || !isOfEnvelope(failure))),
  );
  const shown = (cells: readonly string[]) => cells.filter((_, column) => column === 0 || used[column - 1]);
  return [
    '## What each failure means',
    'Each cell shows the error class, its `outcome`, and how often the request is sent. `maxRetries` is 2 here.',
    table(shown(head), rows.map(shown)),
    'The file `docs/failures.md` in the package `@specline/runtime` lists every failure.',
  ];
}

function isOfEnvelope({ faults }: Failure): boolean {
  return faults.every(({ name }) => name.startsWith('envelope-'));
}
