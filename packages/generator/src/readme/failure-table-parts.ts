import type { Operation } from '@specline/openapi';
import { clientSchemes } from '../client/core-module.js';
import { methodKinds } from '../failures/failure.js';
import type { Failure } from '../failures/failure.js';
import { failureTable } from '../failures/failure-table.js';
import { failures } from '../failures/rows.js';
import { plainName, table } from './markdown.js';
import type { Section } from './section.js';

/** Every failure that a call of the API may meet, and what it comes to with each kind of method that the API has. */
export function failureTableParts(section: Section): string[] {
  const { operations } = section.model;
  const envelope = operations.find(({ call }) => call.envelope !== undefined)?.call.envelope ?? '';
  const methods = new Set(operations.map(methodOf));
  const used = Object.values(methodKinds).map((kind) => kind.some((method) => methods.has(method)));
  const [head = [], , ...rows] = failureTable(failures.filter((failure) => isMet(failure, section)))
    .replaceAll('`result`', `\`${plainName(envelope) ?? 'member'}\``)
    .split('\n')
    .map((line) => line.slice(2, -2).split(' | '))
    .map((cells) => cells.filter((_, column) => column === 0 || used[column - 1]));
  return [
    '## What each failure means',
    'In each cell stand the class of the error, its `outcome`, and how often the request is sent where `maxRetries` is 2.',
    table(head, rows),
  ];
}

function methodOf({ key }: Operation): string {
  return key.slice(0, key.indexOf(' '));
}

/** Whether the API has what a failure is about: an envelope, or a credential. */
function isMet({ faults, credential }: Failure, { model }: Section): boolean {
  const hasEnvelope = model.operations.some(({ call }) => call.envelope !== undefined);
  const isOfEnvelope = faults.every(({ name }) => name.startsWith('envelope-'));
  if (isOfEnvelope && !hasEnvelope) return false;
  return credential === undefined || clientSchemes(model).length > 0;
}
