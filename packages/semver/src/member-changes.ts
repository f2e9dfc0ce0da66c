import type { Shape } from '@specline/openapi';
import { fingerprint } from './match-variants.js';
import type { Flat } from './merged-schema.js';
import type { SchemaComparison, SchemaScope } from './schema-changes.js';

/** What changed of the properties of an object. */
export function compareObjects(from: Flat, to: Flat, scope: SchemaScope, comparison: SchemaComparison): void {
  const names = new Set([...namesOf(from), ...namesOf(to)]);
  for (const name of names) compareProperty(name, from, to, inMember(scope, name), comparison);
  compareAdditional(from, to, scope, comparison);
  for (const pattern of new Set([...from.patterns.keys(), ...to.patterns.keys()])) {
    const [old, next] = [from.patterns.get(pattern), to.patterns.get(pattern)];
    const places = { old: old?.[0]?.pointer ?? from.pointer, new: next?.[0]?.pointer ?? to.pointer };
    if (old !== undefined && next !== undefined)
      comparison.compare(old, next, inMember(scope, `[${pattern}]`));
    else if (next !== undefined)
      comparison.findings.add('assertion-added', places, `restricts members that match ${pattern}`, scope);
    else
      comparison.findings.add(
        'assertion-removed',
        places,
        `no longer restricts members that match ${pattern}`,
        scope,
      );
  }
}

/** What changed of the items of an array. */
export function compareArrays(from: Flat, to: Flat, scope: SchemaScope, comparison: SchemaComparison): void {
  const count = Math.max(from.prefixItems?.length ?? 0, to.prefixItems?.length ?? 0);
  const within = (name: string): SchemaScope => ({
    ...scope,
    isOmissible: false,
    path: [...scope.path, name],
  });
  for (let index = 0; index < count; index += 1)
    comparison.compare(itemAt(from, index), itemAt(to, index), within(String(index)));
  if (from.items !== undefined || to.items !== undefined)
    comparison.compare(itemAt(from, count), itemAt(to, count), within('[]'));
}

/** What is in a value is no text of its own. */
function inMember(owner: SchemaScope, name: string): SchemaScope {
  const { text: _, isOmissible: __, ...scope } = owner;
  return { ...scope, path: [...scope.path, name] };
}

function itemAt({ pointer, prefixItems, items }: Flat, index: number): readonly Shape[] {
  const item = prefixItems?.[index];
  return item === undefined ? (items ?? [{ pointer }]) : [item];
}

function namesOf({ properties, required }: Flat): readonly string[] {
  return [...properties.keys(), ...required];
}

/** A property on one side, as far as requests or responses have it. */
interface Side {
  readonly shapes: readonly Shape[];
  readonly pointer: string;
  readonly isRequired: boolean;
  readonly access: string;
  readonly isHidden: boolean;
  /** All that it says, as one text. */
  readonly says: string;
}

function compareProperty(
  name: string,
  from: Flat,
  to: Flat,
  scope: SchemaScope,
  comparison: SchemaComparison,
): void {
  const [old, next] = [from.properties.get(name), to.properties.get(name)];
  if (old === undefined && next === undefined) {
    // What neither side describes may be there on both.
    const places = { old: from.pointer, new: to.pointer };
    const [was, is] = [from.required.has(name), to.required.has(name)];
    return comparison.findings.addRequired('property', was, is, places, scope);
  }
  const [flatOld, flatNext] = comparison.flat(old ?? [], next ?? []);
  const a = sideOf(name, from, old, flatOld, scope);
  const b = sideOf(name, to, next, flatNext, scope);
  const { findings } = comparison;
  const places = { ...(a && { old: a.pointer }), ...(b && { new: b.pointer }) };
  if (a?.isHidden || b?.isHidden) return compareHidden(a, b, scope, comparison);
  if (a === undefined) {
    if (b?.isRequired) findings.add('property-added-required', places, 'is new and required', scope);
    else findings.add('property-added-optional', places, 'is new', scope);
  } else if (b === undefined) findings.add('property-removed', places, 'is gone', scope);
  else compareBoth(a, b, scope, comparison);
}

function compareBoth(a: Side, b: Side, scope: SchemaScope, comparison: SchemaComparison): void {
  const places = { old: a.pointer, new: b.pointer };
  comparison.findings.addRequired('property', a.isRequired, b.isRequired, places, scope);
  const says = `is ${b.access} instead of ${a.access}`;
  if (a.access !== b.access) comparison.findings.add('property-access-changed', places, says, scope);
  comparison.compare(a.shapes, b.shapes, scope);
}

/** A property that is only received is hidden from what is sent, and the other way round. */
function compareHidden(
  a: Side | undefined,
  b: Side | undefined,
  scope: SchemaScope,
  { findings }: SchemaComparison,
): void {
  const places = { ...(a && { old: a.pointer }), ...(b && { new: b.pointer }) };
  const access = scope.direction === 'sent' ? 'read-only' : 'write-only';
  if (a?.isHidden && b?.isHidden) {
    if (a.isRequired !== b.isRequired || a.says !== b.says)
      findings.add('hidden-property-changed', places, `is ${access} and changed`, scope);
    return;
  }
  if (a?.isHidden && b !== undefined) {
    const kind = b.isRequired ? 'property-added-required' : 'property-added-optional';
    return findings.add(kind, places, `is no longer ${access}${b.isRequired ? ', and required' : ''}`, scope);
  }
  if (a !== undefined && b?.isHidden)
    return findings.add('property-hidden', places, `became ${access}`, scope);
  const says = b === undefined ? `was ${access} and is gone` : `is new and ${access}`;
  findings.add('hidden-property-changed', places, says, scope);
}

function sideOf(
  name: string,
  owner: Flat,
  shapes: readonly Shape[] | undefined,
  flat: Flat,
  { direction }: SchemaScope,
): Side | undefined {
  const isRequired = owner.required.has(name);
  if (shapes === undefined && !isRequired) return undefined;
  const hidden = direction === 'sent' ? 'read-only' : 'write-only';
  const pointer = shapes?.[0]?.pointer ?? owner.pointer;
  const isHidden = flat.access === hidden;
  return {
    shapes: shapes ?? [{ pointer }],
    pointer,
    isRequired,
    access: flat.access ?? 'read and written',
    isHidden,
    says: isHidden ? fingerprint(flat) : '',
  };
}

/** Members that no property and no pattern names. */
function compareAdditional(from: Flat, to: Flat, scope: SchemaScope, comparison: SchemaComparison): void {
  const [old, next] = [from.additional ?? [], to.additional ?? []];
  const places = { old: old[0]?.pointer ?? from.pointer, new: next[0]?.pointer ?? to.pointer };
  const [wasClosed, isClosed] = [old, next].map((shapes) => shapes.some(({ types }) => types?.length === 0));
  if (wasClosed && isClosed) return;
  if (isClosed)
    return comparison.findings.add(
      'additional-properties-closed',
      places,
      'may have no other members',
      scope,
    );
  if (wasClosed)
    return comparison.findings.add('additional-properties-opened', places, 'may have other members', scope);
  if (old.length + next.length > 0)
    comparison.compare(orAny(old, from), orAny(next, to), inMember(scope, '[key]'));
}

function orAny(shapes: readonly Shape[], { pointer }: Flat): readonly Shape[] {
  return shapes.length === 0 ? [{ pointer }] : shapes;
}
