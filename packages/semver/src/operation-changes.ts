import { takesDefault } from '@specline/openapi';
import type { Exchange, Json, Wire, WireBody, WireParameter } from '@specline/openapi';
import { isSame } from './canonical.js';
import { compareContents } from './content-changes.js';
import type { Scope } from './change-collector.js';
import { compareResponses } from './response-changes.js';
import type { SchemaComparison, SchemaScope } from './schema-changes.js';
import { compareSecurity } from './security-changes.js';

/** An operation that is in both documents, or in one of them. */
export interface ExchangePair {
  readonly old?: Exchange;
  readonly next?: Exchange;
}

/** Operations by method and path; the names of path parameters say nothing on the wire. */
export function exchangePairs(old: readonly Exchange[], next: readonly Exchange[]): ExchangePair[] {
  const exact = new Set(old.map(({ key }) => key));
  const free = new Map(
    next.filter(({ key }) => !exact.has(key)).map((exchange) => [shapeOfKey(exchange), exchange]),
  );
  const byKey = new Map(next.map((exchange) => [exchange.key, exchange]));
  const taken = new Set<Exchange>();
  const pairs = old.map((exchange): ExchangePair => {
    const found = byKey.get(exchange.key) ?? free.get(shapeOfKey(exchange));
    if (found === undefined || taken.has(found)) return { old: exchange };
    taken.add(found);
    return { old: exchange, next: found };
  });
  return [
    ...pairs,
    ...next.filter((exchange) => !taken.has(exchange)).map((exchange) => ({ next: exchange })),
  ];
}

function shapeOfKey({ key }: Exchange): string {
  return key.replaceAll(/\{[^{}]*\}/g, '{}');
}

/** Whether the client sends the request, or the server does: a webhook. */
export type Sender = 'client' | 'server';

/** What changed of an operation that both documents have. */
export function compareExchange(
  old: Exchange,
  next: Exchange,
  wires: { readonly old: Wire; readonly next: Wire },
  sender: Sender,
  comparison: SchemaComparison,
): void {
  const scope: Scope = { node: next.key, subject: '', path: [] };
  compareAbout(old, next, scope, comparison);
  const direction = sender === 'client' ? 'sent' : 'received';
  compareParameters(old, next, { ...scope, direction }, comparison);
  compareBodies(old, next, { ...scope, direction }, comparison);
  compareResponses(old, next, { ...scope, direction: sender === 'client' ? 'received' : 'sent' }, comparison);
  compareSecurity(old, next, wires, scope, comparison.findings);
}

function compareAbout(old: Exchange, next: Exchange, scope: Scope, { findings }: SchemaComparison): void {
  const places = { old: old.pointer, new: next.pointer };
  const { operationId: id } = old;
  findings.addDeprecated('operation', old.deprecated === true, next.deprecated === true, places, scope);
  if (id === undefined && next.operationId !== undefined)
    findings.add('operation-id-added', places, `has the operationId ${next.operationId}`, scope);
  if (id !== undefined && id !== next.operationId)
    findings.add('operation-id-removed', places, `is no longer operations['${id}'] in ./openapi`, scope);
  if (!isSame(old.sunset, next.sunset)) findings.add('sunset-changed', places, 'ends at another date', scope);
  if (!isSame(old.stability, next.stability)) {
    const isLess = stabilityOf(next) < stabilityOf(old) || [old, next].some((one) => stabilityOf(one) < 0);
    findings.add(
      isLess ? 'stability-decreased' : 'stability-increased',
      places,
      `is ${shown(next.stability ?? 'stable')} instead of ${shown(old.stability ?? 'stable')}`,
      scope,
    );
  }
  findings.addDocumentation(old.documentation, next.documentation, places, scope);
}

const STABILITIES: readonly unknown[] = ['draft', 'alpha', 'beta', 'stable'];

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is not said is stable, and what is not known is below all else. */
function stabilityOf({ stability = 'stable' }: Exchange): number {
  return STABILITIES.indexOf(stability);
}

function compareParameters(
  old: Exchange,
  next: Exchange,
  scope: SchemaScope,
  comparison: SchemaComparison,
): void {
  const counterparts = counterpartsOf(old, next);
  const found = new Set(counterparts.values());
  for (const parameter of old.parameters) {
    const counterpart = counterparts.get(parameter);
    const inside: SchemaScope = { ...scope, subject: subjectOf(counterpart ?? parameter) };
    if (counterpart !== undefined) compareParameter(parameter, counterpart, inside, comparison);
    else comparison.findings.add('parameter-removed', { old: parameter.pointer }, 'is gone', inside);
  }
  for (const parameter of next.parameters.filter((one) => !found.has(one))) {
    const kind = parameter.required ? 'parameter-added-required' : 'parameter-added-optional';
    const says = parameter.required ? 'is new and required' : 'is new';
    comparison.findings.add(kind, { new: parameter.pointer }, says, {
      ...scope,
      subject: subjectOf(parameter),
    });
  }
}

/** The new parameter for each old one: that of its name and place, and in paths that of its position. */
function counterpartsOf(old: Exchange, next: Exchange): Map<WireParameter, WireParameter> {
  const [before, after] = [old.path, next.path].map((path) =>
    [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name),
  );
  const pairs = old.parameters.flatMap((parameter): [WireParameter, WireParameter][] => {
    const name = parameter.in === 'path' ? after?.[before?.indexOf(parameter.name) ?? -1] : parameter.name;
    const found = next.parameters.find(
      (one) => one.in === parameter.in && isNamed(one, name ?? parameter.name),
    );
    return found === undefined ? [] : [[parameter, found]];
  });
  return new Map(pairs);
}

/** Names of headers have no case (RFC 9110, section 5.1). */
function isNamed({ name, in: place }: WireParameter, wanted: string): boolean {
  return name === wanted || (place === 'header' && name.toLowerCase() === wanted.toLowerCase());
}

function subjectOf({ name, in: place }: WireParameter): string {
  return `the ${place} parameter ${name}`;
}

function compareParameter(
  old: WireParameter,
  next: WireParameter,
  scope: SchemaScope,
  comparison: SchemaComparison,
): void {
  const { findings } = comparison;
  const places = { old: old.pointer, new: next.pointer };
  findings.addRequired('parameter', old.required, next.required, places, scope);
  findings.addDeprecated('parameter', old.deprecated === true, next.deprecated === true, places, scope);
  if (!isSame(old.sunset, next.sunset)) findings.add('sunset-changed', places, 'ends at another date', scope);
  const hasParts = comparison.hasParts(old.schema, next.schema);
  if (old.style !== next.style || (hasParts && old.explode !== next.explode))
    findings.add(
      'parameter-writing-changed',
      places,
      `is written as ${writing(next)}, not ${writing(old)}`,
      scope,
    );
  findings.addDocumentation(old.documentation, next.documentation, places, scope);
  const isExploded = next.in === 'query' && next.style === 'form' && next.explode;
  const text = isExploded ? 'exploded parameter' : 'parameter';
  comparison.run([old.schema], [next.schema], {
    ...scope,
    ...(old.isText && next.isText ? { text } : {}),
    isOmissible: takesDefault(old) && takesDefault(next),
  });
}

function writing({ style, explode }: WireParameter): string {
  return explode ? `${style}, exploded` : style;
}

function compareBodies(
  old: Exchange,
  next: Exchange,
  owner: SchemaScope,
  comparison: SchemaComparison,
): void {
  const scope = { ...owner, subject: 'the request body' };
  const { body: before } = old;
  const { body: after } = next;
  const { findings } = comparison;
  if (before === undefined && after !== undefined) {
    const kind = after.required ? 'body-added-required' : 'body-added-optional';
    findings.add(kind, { new: after.pointer }, after.required ? 'is new and required' : 'is new', scope);
  } else if (before !== undefined && after === undefined)
    findings.add('body-removed', { old: before.pointer }, 'is gone', scope);
  else if (before !== undefined && after !== undefined) compareBody(before, after, scope, comparison);
}

function compareBody(old: WireBody, next: WireBody, scope: SchemaScope, comparison: SchemaComparison): void {
  const places = { old: old.pointer, new: next.pointer };
  comparison.findings.addRequired('body', old.required, next.required, places, scope);
  comparison.findings.addDocumentation(old.documentation, next.documentation, places, scope);
  compareContents(old, next, scope, comparison);
}
