import { join } from '../load/pointer.js';
import { nearest } from '../rules/spelling.js';
import type { Account } from './account.js';
import { derivedName, dotted, fromDotted } from './method-names.js';
import type { MethodName } from './method-names.js';
import type { UnnamedOperation } from './operations.js';
import { templateNames } from './operations.js';
import type { ReleasedNames } from './released.js';
import { isTakenMember } from './taken-names.js';
import { camelCase } from './words.js';

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
  const candidates = operations.map((operation) => candidateOf(operation, rules));
  refuseBadChoices(operations, rules, account);
  refuseEqualChoices(candidates, account);
  const taken = new Map<string, number>();
  for (const { name } of candidates) taken.set(dotted(name), (taken.get(dotted(name)) ?? 0) + 1);
  const resources = new Set(candidates.flatMap(({ name }) => prefixesOf(name.resource)));
  const settled = candidates.map((candidate) => {
    const clashes = (taken.get(dotted(candidate.name)) ?? 0) > 1 || resources.has(dotted(candidate.name));
    return clashes && !candidate.fixed ? renamed(candidate, rules, account) : candidate;
  });
  return new Map(unique(settled).map(({ operation, name }) => [operation.key, name]));
}

function candidateOf(operation: UnnamedOperation, { scope, methods, released }: NamingRules): Candidate {
  const chosen = own(methods, operation.key) ?? own(released?.operations, operation.key)?.call;
  const name =
    chosen === undefined ? derivedName(operation.method, operation.path, scope) : fromDotted(chosen);
  return { operation, name, fixed: chosen !== undefined };
}

/** An own member: `constructor` finds nothing. */
function own<Value>(values: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined;
}

function prefixesOf(resource: readonly string[]): string[] {
  return resource.map((_, index) => resource.slice(0, index + 1).join('.'));
}

function refuseEqualChoices(candidates: readonly Candidate[], account: Account): void {
  const first = new Map<string, UnnamedOperation>();
  for (const { operation, name, fixed } of candidates) {
    if (!fixed) continue;
    const other = first.get(dotted(name));
    if (other === undefined) first.set(dotted(name), operation);
    else {
      const message = `${operation.key} and ${other.key} are both called ${dotted(name)}`;
      account.refuseSdk(join('#/methods', operation.key), message, 'give one of them another name');
    }
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
  for (const stray of Object.keys(methods ?? {}).filter((key) => !keys.includes(key))) {
    const guess = nearest(stray, keys);
    const remedy = guess === undefined ? 'remove it' : `did you mean ${guess}?`;
    account.refuseSdk(join('#/methods', stray), `the document has no operation ${stray}`, remedy);
  }
}

/** A derived name that others have too: the operationId says better, else method and parameters. */
function renamed(candidate: Candidate, { scope }: NamingRules, account: Account): Candidate {
  const { operation, name } = candidate;
  const parameters = templateNames(operation.path).filter(
    (parameter) => !(scope ?? '').includes(`{${parameter}}`),
  );
  const fallback = camelCase(
    `${operation.method} ${operation.path.replaceAll(/\{[^}]*\}/g, '')} by ${parameters.join(' ')}`,
  );
  const method = operation.operationId === undefined ? fallback : camelCase(operation.operationId);
  const better = { resource: name.resource, method };
  account.warn(
    operation.pointer,
    `${operation.key} shares the name ${dotted(name)} with another operation and is called ${dotted(better)}`,
    `to choose its name, add "${operation.key}": ${dotted(better)} under methods in sdk.yaml`,
  );
  return { ...candidate, name: better };
}

/** What even operationIds leave equal gets a number, in the document's order. */
function unique(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set(candidates.filter(({ fixed }) => fixed).map(({ name }) => dotted(name)));
  return candidates.map((candidate) => {
    if (candidate.fixed) return candidate;
    let name = candidate.name;
    for (let number = 2; seen.has(dotted(name)); number += 1)
      name = { ...candidate.name, method: `${candidate.name.method}${number}` };
    seen.add(dotted(name));
    return { ...candidate, name };
  });
}
