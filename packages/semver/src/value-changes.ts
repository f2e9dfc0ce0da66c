import type { Json } from '@specline/openapi';
import { canonical, isSame } from './canonical.js';
import type { Findings, Places, Scope } from './change-collector.js';
import type { Flat } from './merged-schema.js';
import type { SchemaScope } from './schema-changes.js';

/** What changed of the values that a form lists, of its format, and of what is said about it. */
export function compareValues(
  from: Flat,
  to: Flat,
  places: Places,
  scope: SchemaScope,
  findings: Findings,
): void {
  compareEnum(from, to, places, scope, findings);
  compareFormat(from, to, places, scope, findings);
  if (!isSame(from.default, to.default)) {
    const kind = scope.isOmissible ? 'parameter-default-changed' : 'default-changed';
    findings.add(kind, places, `has ${defaultOf(to)} instead of ${defaultOf(from)}`, scope);
  }
  findings.addDeprecated('property', from.deprecated, to.deprecated, places, scope);
  if (!isSame(from.discriminator, to.discriminator))
    findings.add('discriminator-changed', places, 'is told apart in another way', scope);
  const [old = [], next = []] = [from, to].map(({ documentation }) =>
    documentation.map(canonical).toSorted(),
  );
  findings.addDocumentation(old, next, places, scope);
}

function defaultOf({ default: value }: Flat): string {
  return value === undefined ? 'no default' : `the default ${shown(value)}`;
}

function shown(value: Json): string {
  return JSON.stringify(value);
}

function compareEnum(from: Flat, to: Flat, places: Places, scope: Scope, findings: Findings): void {
  const { values: old } = from;
  const { values: next } = to;
  if (old === undefined && next === undefined) return;
  if (old === undefined || next === undefined) {
    if (next !== undefined && !to.open)
      findings.add('enum-added', places, `must be one of ${next.map(shown).join(', ')}`, scope);
    if (old !== undefined && !from.open) findings.add('enum-removed', places, 'may have any value', scope);
    return;
  }
  if (to.open && !from.open)
    findings.add('enum-opened', places, 'may have values that are not listed', scope);
  if (from.open && !to.open)
    findings.add('enum-closed', places, 'has only the values that are listed', scope);
  const [before, after] = [old, next].map((values) => new Set(values.map(canonical)));
  const added = next.filter((value) => !before?.has(canonical(value)));
  for (const value of added)
    findings.add(
      from.open ? 'open-enum-value-added' : 'enum-value-added',
      places,
      `may be ${shown(value)}`,
      scope,
    );
  for (const value of old.filter((one) => !after?.has(canonical(one))))
    findings.add('enum-value-removed', places, `may no longer be ${shown(value)}`, scope);
}

/** Formats that hold all values of another one. */
const WIDER: Readonly<Record<string, string>> = { int32: 'int64', float: 'double' };

/** Formats that say how a value is shown, not which values there are. */
const SHOWN: ReadonlySet<string | undefined> = new Set([undefined, 'password']);

function compareFormat(from: Flat, to: Flat, places: Places, scope: Scope, findings: Findings): void {
  const { format: old } = from;
  const { format: next } = to;
  if (old === next || (SHOWN.has(old) && SHOWN.has(next))) return;
  if (next === undefined || next === WIDER[old ?? ''])
    findings.add('format-removed', places, `no longer has the format ${old}`, scope);
  else if (old === undefined || old === WIDER[next])
    findings.add('format-added', places, `must have the format ${next}`, scope);
  else findings.add('format-changed', places, `has the format ${next} instead of ${old}`, scope);
}
