import type { Exchange, WireResponse } from '@specline/openapi';
import { compareContents } from './content-changes.js';
import { undirected } from './change-collector.js';
import type { SchemaComparison, SchemaScope } from './schema-changes.js';

/** What changed of the responses of an operation. */
export function compareResponses(
  old: Exchange,
  next: Exchange,
  owner: SchemaScope,
  comparison: SchemaComparison,
): void {
  const { findings } = comparison;
  const known = new Map(next.responses.map((response) => [response.status, response]));
  const statuses = new Set(old.responses.map(({ status }) => status));
  for (const response of old.responses) {
    const scope = { ...owner, subject: subjectOf(response) };
    const counterpart = known.get(response.status);
    if (counterpart !== undefined) compareResponse(response, counterpart, scope, comparison);
    else {
      const kind = isSuccess(response, old) ? 'success-status-removed' : 'error-status-removed';
      findings.add(kind, { old: response.pointer, new: next.pointer }, 'is gone', undirected(scope));
    }
  }
  for (const response of next.responses.filter(({ status }) => !statuses.has(status))) {
    const kind = isSuccess(response, next) ? 'success-status-added' : 'error-status-added';
    const scope = { ...owner, subject: subjectOf(response) };
    findings.add(kind, { old: old.pointer, new: response.pointer }, 'is new', undirected(scope));
  }
}

function subjectOf({ status }: WireResponse): string {
  return status === 'default' ? 'the default response' : `the response ${status}`;
}

/** Every 2xx, or `default` where there is none. */
function isSuccess({ status }: WireResponse, { responses }: Exchange): boolean {
  if (status !== 'default') return status.startsWith('2');
  return !responses.some((other) => other.status.startsWith('2'));
}

function compareResponse(
  old: WireResponse,
  next: WireResponse,
  scope: SchemaScope,
  comparison: SchemaComparison,
): void {
  const places = { old: old.pointer, new: next.pointer };
  comparison.findings.addDocumentation(old.documentation, next.documentation, places, scope);
  compareHeaders(old, next, scope, comparison);
  compareContents(old, next, scope, comparison);
}

function compareHeaders(
  old: WireResponse,
  next: WireResponse,
  owner: SchemaScope,
  comparison: SchemaComparison,
): void {
  const { findings } = comparison;
  const known = new Map(next.headers.map((header) => [header.name, header]));
  const names = new Set(old.headers.map(({ name }) => name));
  for (const header of old.headers) {
    const scope: SchemaScope = { ...owner, subject: `the header ${header.name} of ${owner.subject}` };
    const counterpart = known.get(header.name);
    if (counterpart === undefined) {
      findings.add('header-removed', { old: header.pointer, new: next.pointer }, 'is gone', scope);
      continue;
    }
    const places = { old: header.pointer, new: counterpart.pointer };
    findings.addRequired('header', header.required, counterpart.required, places, scope);
    findings.addDocumentation(header.documentation, counterpart.documentation, places, scope);
    comparison.run([header.schema], [counterpart.schema], { ...scope, text: 'header' });
  }
  for (const { name, pointer } of next.headers.filter((header) => !names.has(header.name)))
    findings.add('header-added', { old: old.pointer, new: pointer }, 'is new', {
      ...owner,
      subject: `the header ${name} of ${owner.subject}`,
    });
}
