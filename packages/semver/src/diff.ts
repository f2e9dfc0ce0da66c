import type { Exchange, Json, ReleasedNames, Wire, WireScheme } from '@specline/openapi';
import type { Change } from './change.js';
import { Findings } from './change-collector.js';
import { compareExchange, exchangePairs } from './operation-changes.js';
import type { ExchangePair } from './operation-changes.js';
import { SchemaComparison } from './schema-changes.js';
import { compareUnusedTypes } from './unused-types.js';
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
  for (const { old: before, next: after } of operations) {
    if (before === undefined || after === undefined) continue;
    compareExchange(before, after, wires, 'client', comparison);
    compareCalls(before, after, { old, next }, findings);
  }
  for (const { old: before, next: after } of webhooks)
    if (before !== undefined && after !== undefined)
      compareExchange(before, after, wires, 'server', comparison);
  tellOneSided(operations, { old, next }, findings);
  tellOneSided(webhooks, { old, next }, findings);
  compareUnusedTypes(old.wire, next.wire, comparison);
  compareSurface(old.names, next.names, findings);
  compareDocumentation(wires, findings);
  return findings.changes(callsOf([...operations, ...webhooks], old.names, next.names));
}

interface Versions {
  readonly old: Version;
  readonly next: Version;
}

function compareCalls(before: Exchange, after: Exchange, { old, next }: Versions, findings: Findings): void {
  const [from, to] = [callIn(old.names, before.key), callIn(next.names, after.key)];
  if (from === undefined || to === undefined) return;
  const places = { old: before.pointer, new: after.pointer };
  const offers = (mediaType: string, status?: string) => contentsOf(after, status).has(mediaType);
  compareCall({ old: from, next: to, places, node: after.key, offers }, findings);
}

/** The media types of a response, or of the request. */
function contentsOf({ body, responses }: Exchange, status: string | undefined): Set<string> {
  const owner = status === undefined ? body : responses.find((response) => response.status === status);
  return new Set(owner?.contents.map(({ mediaType }) => mediaType));
}

/** What only one of the documents has; beside what is gone, what its resource has instead. */
function tellOneSided(pairs: readonly ExchangePair[], { old, next }: Versions, findings: Findings): void {
  const added = new Map<string, string[]>();
  for (const { old: before, next: after } of pairs) {
    if (before !== undefined || after === undefined) continue;
    const { resource = '', method = '' } = partsOf(callIn(next.names, after.key)?.call);
    added.set(resource, [...(added.get(resource) ?? []), `${method}()`]);
    const scope = { node: after.key, subject: '', path: [] };
    findings.add('operation-added', { new: after.pointer }, 'is new', scope);
  }
  for (const { old: before, next: after } of pairs) {
    if (before === undefined || after !== undefined) continue;
    const { resource = '' } = partsOf(callIn(old.names, before.key)?.call);
    const instead = resource === '' ? undefined : added.get(resource);
    const says =
      instead === undefined ? 'is gone' : `is gone; client.${resource} now has ${instead.join(', ')}`;
    const scope = { node: before.key, subject: '', path: [] };
    findings.add('operation-removed', { old: before.pointer }, says, scope);
  }
}

/** `moq.relays.tokens.rotate`: the resource, and its method. */
function partsOf(call = ''): Partial<Record<'resource' | 'method', string>> {
  return /^(?:(?<resource>.*)\.)?(?<method>[^.]*)$/.exec(call)?.groups ?? {};
}

function compareDocumentation(
  { old, next }: { readonly old: Wire; readonly next: Wire },
  findings: Findings,
): void {
  const scope = { node: '', subject: 'the document', path: [] };
  findings.addDocumentation(old.documentation, next.documentation, { old: '#', new: '#' }, scope);
  const used = new Set(old.operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
  for (const scheme of old.securitySchemes) {
    const counterpart = next.securitySchemes.find(({ name }) => name === scheme.name);
    if (counterpart === undefined) continue;
    const subject = `the security scheme ${scheme.name}`;
    const places = { old: scheme.pointer, new: counterpart.pointer };
    const [before, after] = [scheme, counterpart].map((one) => aboutScheme(one, used.has(one.name)));
    findings.addDocumentation(before ?? null, after ?? null, places, { ...scope, subject });
  }
}

/** What a scheme says. How it is sent is judged with the operations that need it, and where none does only told. */
function aboutScheme({ credential, documentation }: WireScheme, isUsed: boolean): Json {
  return isUsed ? documentation : [credential, documentation];
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
