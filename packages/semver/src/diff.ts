import type { Exchange, ReleasedNames, Wire } from '@specline/openapi';
import { canonical, isSame } from './canonical.js';
import type { Change } from './change.js';
import { Findings } from './findings.js';
import { compareExchange, exchangePairs } from './operation-changes.js';
import type { ExchangePair } from './operation-changes.js';
import { SchemaComparison } from './schema-changes.js';
import { compareCall, compareSurface } from './surface-changes.js';

/** What one version of an API promises: on the wire, and by names. */
export interface Version {
  readonly wire: Wire;
  readonly names: ReleasedNames;
}

/**
 * What changed between two versions, the highest bump first; empty for equal ones. Pure. A change of a schema that many
 * operations share is one change.
 */
export function diffModels(old: Version, next: Version): readonly Change[] {
  const findings = new Findings();
  const wires = { old: old.wire, next: next.wire };
  const typeName = (pointer: string) =>
    nameIn(next.names, pointer) ?? nameIn(old.names, pointer) ?? lastToken(pointer);
  const sides = { old: old.wire.schemas, next: next.wire.schemas };
  const comparison = new SchemaComparison(sides, typeName, findings);
  const operations = exchangePairs(old.wire.operations, next.wire.operations);
  const webhooks = exchangePairs(old.wire.webhooks, next.wire.webhooks);
  for (const pair of operations) compareExchange(pair, wires, 'client', comparison);
  for (const pair of webhooks) compareExchange(pair, wires, 'server', comparison);
  for (const pair of operations) comparePairOfCalls(pair, old.names, next.names, findings);
  compareSurface(old.names, next.names, findings);
  compareDocumentation(wires, findings);
  return findings.changes(callsOf([...operations, ...webhooks], old.names, next.names));
}

function comparePairOfCalls(
  { old, next }: ExchangePair,
  oldNames: ReleasedNames,
  nextNames: ReleasedNames,
  findings: Findings,
): void {
  if (old === undefined || next === undefined) return;
  const [before, after] = [callIn(oldNames, old.key), callIn(nextNames, next.key)];
  if (before === undefined || after === undefined) return;
  const places = { old: old.pointer, new: next.pointer };
  compareCall(
    {
      old: before,
      next: after,
      places,
      node: next.key,
      offers: (mediaType, status) => contentsOf(next, status).has(mediaType),
    },
    findings,
  );
}

/** The media types of a response, or of the request. */
function contentsOf({ body, responses }: Exchange, status: string | undefined): Set<string> {
  const owner = status === undefined ? body : responses.find((response) => response.status === status);
  return new Set(owner?.contents.map(({ mediaType }) => mediaType));
}

function compareDocumentation(
  { old, next }: { readonly old: Wire; readonly next: Wire },
  findings: Findings,
): void {
  const scope = { node: '', subject: 'the document', path: [] };
  const about = (wire: Wire) => [
    wire.documentation,
    wire.securitySchemes.map(({ name, documentation }) => canonical([name, documentation])).toSorted(),
  ];
  if (!isSame(about(old), about(next)))
    findings.add('documentation-changed', { old: '#', new: '#' }, 'is documented otherwise', scope);
}

/** Every operation with its call, in the order of the new document. */
function callsOf(
  pairs: readonly ExchangePair[],
  old: ReleasedNames,
  next: ReleasedNames,
): Map<string, string | undefined> {
  return new Map(
    pairs.map((pair) => {
      const key = (pair.next ?? pair.old)?.key ?? '';
      const call = callIn(next, key) ?? callIn(old, key);
      return [key, call === undefined ? undefined : `client.${call.call}()`];
    }),
  );
}

function callIn({ operations }: ReleasedNames, key: string): ReleasedNames['operations'][string] | undefined {
  return Object.hasOwn(operations, key) ? operations[key] : undefined;
}

function nameIn({ schemas }: ReleasedNames, pointer: string): string | undefined {
  return Object.hasOwn(schemas, pointer) ? schemas[pointer] : undefined;
}

function lastToken(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
