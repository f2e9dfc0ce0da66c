import { own } from '../json/read.js';
import { join } from '../json/pointer.js';
import { nearest } from '../json/suggest.js';
import type { Account } from './diagnostics.js';
import { derivedName, dotted, fromDotted, named } from './method-names.js';
import type { MethodName } from './method-names.js';
import type { UnnamedOperation } from './operations.js';
import { sentMethod } from '../operations/path-item.js';
import { templateNames } from '../spec/http.js';
import type { ReleasedNames } from './released.js';
import { isTakenMember } from '../names/reserved-names.js';

export interface NamingRules {
  readonly scope?: string;
  /** `methods` of `sdk.yaml`. */
  readonly methods?: Readonly<Record<string, string>>;
  readonly released?: ReleasedNames;
}

interface Candidate {
  readonly operation: UnnamedOperation;
  readonly name: MethodName;
  /** A chosen or released name stays; a derived one gives way. */
  readonly fixed: boolean;
}

/** The name of every operation, by its key. Refuses two equal names that somebody chose. */
export function methodNames(
  operations: readonly UnnamedOperation[],
  rules: NamingRules,
  account: Account,
): Map<string, MethodName> {
  const derived = operations.map((operation) => candidateOf(operation, rules));
  refuseBadChoices(operations, rules, account);
  refuseEqualChoices(derived, account);
  const fixed = new Set(derived.flatMap((candidate) => (candidate.fixed ? [dotted(candidate.name)] : [])));
  const candidates = derived.map((candidate) => beside(candidate, fixed, rules));
  const taken = new Map<string, number>();
  for (const { name } of candidates) taken.set(dotted(name), (taken.get(dotted(name)) ?? 0) + 1);
  const resources = new Set(candidates.flatMap(({ name }) => prefixesOf(name.resource)));
  const settled = candidates.map((candidate) => {
    const clashes = (taken.get(dotted(candidate.name)) ?? 0) > 1 || resources.has(dotted(candidate.name));
    return clashes && !candidate.fixed ? renamed(candidate, rules) : candidate;
  });
  const names = unique(settled, resources);
  for (const [index, candidate] of derived.entries()) warnOfChange(candidate, names[index], account);
  return new Map(names.map(({ operation, name }) => [operation.key, name]));
}

function candidateOf(operation: UnnamedOperation, { scope, methods, released }: NamingRules): Candidate {
  const chosen = own(methods, operation.key) ?? own(released?.operations, operation.key)?.call;
  const name =
    chosen === undefined ? derivedName(operation.method, operation.path, scope) : fromDotted(chosen);
  return { operation, name, fixed: chosen !== undefined };
}

/** Where a method has the name of a resource on the way, and keeps it, an operation stands beside that method. */
function beside(candidate: Candidate, fixed: ReadonlySet<string>, rules: NamingRules): Candidate {
  const { resource } = candidate.name;
  const depth = prefixesOf(resource).findIndex((prefix) => fixed.has(prefix));
  if (candidate.fixed || depth < 0) return candidate;
  return renamed({ ...candidate, name: { ...candidate.name, resource: resource.slice(0, depth) } }, rules);
}

function prefixesOf(resource: readonly string[]): string[] {
  return resource.map((_, index) => resource.slice(0, index + 1).join('.'));
}

function refuseEqualChoices(candidates: readonly Candidate[], account: Account): void {
  const first = new Map<string, UnnamedOperation>();
  const chosen = candidates.filter(({ fixed }) => fixed);
  const refuse = ({ key }: UnnamedOperation, message: string) =>
    account.refuseSdk(join('#/methods', key), message, 'give one of them another name');
  for (const { operation, name } of chosen) {
    const other = first.get(dotted(name));
    if (other === undefined) first.set(dotted(name), operation);
    else refuse(operation, `${operation.key} and ${other.key} are both called ${dotted(name)}`);
  }
  for (const { operation, name } of chosen) {
    const method = prefixesOf(name.resource).find((prefix) => first.has(prefix));
    if (method !== undefined)
      refuse(operation, `${dotted(name)} leads through ${method}, which is the name of a method`);
  }
}

/** Every key of `methods` names an operation, and every name can be one. */
function refuseBadChoices(
  operations: readonly UnnamedOperation[],
  { methods }: NamingRules,
  account: Account,
): void {
  const keys = operations.map(({ key }) => key);
  for (const [key, name] of Object.entries(methods ?? {})) {
    const taken = name.split('.').find(isTakenMember);
    if (taken === undefined) continue;
    account.refuseSdk(
      join('#/methods', key),
      `${taken} is a name that clients have already`,
      'give another name',
    );
  }
  refuseStrayOperations('#/methods', methods, keys, account);
}

/** Every key of a map in `sdk.yaml` that is by operation names one. */
export function refuseStrayOperations(
  pointer: string,
  map: object | undefined,
  keys: readonly string[],
  account: Account,
): void {
  for (const stray of Object.keys(map ?? {}).filter((key) => !keys.includes(key)))
    refuseStray(join(pointer, stray), stray, keys, account);
}

/** Says that what `sdk.yaml` names at a place is no operation. */
export function refuseStray(place: string, stray: string, keys: readonly string[], account: Account): void {
  const guess = nearest(stray, keys);
  const remedy = guess === undefined ? 'remove it' : `did you mean ${guess}?`;
  account.refuseSdk(place, `the document has no operation ${stray}`, remedy);
}

/** A derived name that others have too: the operationId says better, else method and parameters. */
function renamed(candidate: Candidate, { scope }: NamingRules): Candidate {
  const { operation, name } = candidate;
  const parameters = templateNames(operation.path).filter(
    (parameter) => !(scope ?? '').includes(`{${parameter}}`),
  );
  const by = parameters.length === 0 ? '' : ` by ${parameters.join(' ')}`;
  const words = `${sentMethod(operation.method)} ${operation.path.replaceAll(/\{[^}]*\}/g, '')}${by}`;
  const { method } = named([], operation.operationId ?? words);
  return { ...candidate, name: { resource: name.resource, method } };
}

function warnOfChange(
  { operation, name }: Candidate,
  settled: Candidate | undefined,
  account: Account,
): void {
  if (settled === undefined || dotted(settled.name) === dotted(name)) return;
  account.warn(
    operation.pointer,
    `${operation.key} shares the name ${dotted(name)} with another operation and is called ${dotted(settled.name)}`,
    `to choose its name, add "${operation.key}": ${dotted(settled.name)} under methods in sdk.yaml`,
  );
}

/** What even operationIds leave equal, to each other or to a resource, gets a number, in the document's order. */
function unique(candidates: readonly Candidate[], resources: ReadonlySet<string>): Candidate[] {
  const fixed = candidates.filter((candidate) => candidate.fixed);
  const seen = new Set([...resources, ...fixed.map(({ name }) => dotted(name))]);
  return candidates.map((candidate) => {
    if (candidate.fixed) return candidate;
    let name = candidate.name;
    for (let number = 2; seen.has(dotted(name)); number += 1)
      name = { ...candidate.name, method: `${candidate.name.method}${number}` };
    seen.add(dotted(name));
    return { ...candidate, name };
  });
}
