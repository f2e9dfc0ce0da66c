import type { Json } from '@specline/openapi';
import { isSame } from './canonical.js';
import { bumpOf, BUMPS } from './change.js';
import type { Bump, Change, Direction } from './change.js';
import { POLICY } from './policy.js';
import type { Kind, Rule } from './policy.js';

/** Where a comparison is: what it is about, and how what it finds reads. */
export interface Scope {
  /** Absent where requests and responses are not what it is about. */
  readonly direction?: 'sent' | 'received';
  /** What is compared as one, however many operations have it: an operation, or a named schema in one direction. */
  readonly node: string;
  /** `the request body`, `Pet`; empty for the call itself. */
  readonly subject: string;
  /** The names of the members on the way. */
  readonly path: readonly string[];
  /** The option of the client that it is about. */
  readonly option?: string;
  /** Set in conditions: what is narrower there narrows or widens what is around, or both. */
  readonly isContrary?: true;
  /** Set in schemas that no request and no response has: their types are exported all the same. */
  readonly isUnused?: true;
}

/** A scope that is about requests and responses alike. */
export function undirected(scope: Scope): Scope {
  const { direction: _, ...rest } = scope;
  return rest;
}

/** Where something is in the old document and in the new one: one of them at least. */
export interface Places {
  readonly old?: string;
  readonly new?: string;
}

interface Finding {
  readonly kind: Kind;
  readonly places: Places;
  readonly direction?: 'sent' | 'received';
  readonly option?: string;
  readonly text: string;
  readonly says: string;
  readonly nodes: Set<string>;
}

type Requirable = 'parameter' | 'body' | 'header' | 'property';
type Deprecable = 'operation' | 'parameter' | 'property';

/** All operations by their keys, and how they are called. */
export type Calls = ReadonlyMap<string, string | undefined>;

/** Gathers what is found, each change of a shared schema once. */
export class Findings {
  readonly #findings = new Map<string, Finding>();
  /** Which nodes lead to a node. */
  readonly #sources = new Map<string, Set<string>>();

  /** The change of a kind at a place; `says` completes the sentence that the scope begins. */
  add(found: Kind, places: Places, says: string, scope: Scope): void {
    const kind = kindIn(scope, found);
    const key = [kind, scope.direction, places.old, places.new, says].join('\n');
    const known = this.#findings.get(key);
    if (known !== undefined) {
      known.nodes.add(scope.node);
      return;
    }
    const text = `${subjectOf(scope)} ${says}`;
    const { direction, option } = scope;
    this.#findings.set(key, {
      kind,
      places,
      text,
      says,
      nodes: new Set([scope.node]),
      ...(direction && { direction }),
      ...(option !== undefined && { option }),
    });
  }

  /** That something is required now, or no longer. */
  addRequired(of: Requirable, old: boolean, next: boolean, places: Places, scope: Scope): void {
    if (!old && next) this.add(`${of}-became-required`, places, 'is now required', scope);
    if (old && !next) this.add(`${of}-became-optional`, places, 'is no longer required', scope);
  }

  /** That something is deprecated now, or no longer. */
  addDeprecated(of: Deprecable, old: boolean, next: boolean, places: Places, scope: Scope): void {
    if (!old && next) this.add(`${of}-deprecated`, places, 'is deprecated', scope);
    if (old && !next) this.add(`${of}-no-longer-deprecated`, places, 'is no longer deprecated', scope);
  }

  /** What only people read of something, where it changed. */
  addDocumentation(old: Json, next: Json, places: Places, scope: Scope): void {
    if (!isSame(old, next))
      this.add('documentation-changed', places, 'is documented otherwise', undirected(scope));
  }

  /** Says that one node has another in it. */
  link(from: string, to: string): void {
    const sources = this.#sources.get(to);
    if (sources === undefined) this.#sources.set(to, new Set([from]));
    else sources.add(from);
  }

  /** The highest bump that anything found so far means on the wire. */
  wireBump(): Bump {
    const wire = [...this.#findings.values()].filter(({ kind }) => POLICY[kind].layer === 'wire');
    return bumpOf(wire.map(({ kind, direction }) => ({ bump: bumpFor(POLICY[kind], direction) })));
  }

  /** All changes: the highest bump first, then in the order of the policy, then as they were found. */
  changes(calls: Calls): Change[] {
    const operations = [...calls.keys()];
    const changes = mergedDirections([...this.#findings.values()]).map((merged) => ({
      kind: merged.finding.kind,
      change: this.#change(merged, operations, calls),
    }));
    return changes
      .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
      .map(({ change }) => change)
      .toSorted((a, b) => BUMPS.indexOf(b.bump) - BUMPS.indexOf(a.bump));
  }

  #change({ finding, direction }: Merged, operations: readonly string[], calls: Calls): Change {
    const { kind, places, text, nodes, option } = finding;
    const rule: Rule = POLICY[kind];
    const concerned = this.#operationsOf(nodes, operations);
    const [operation] = concerned;
    const call = operation === undefined ? undefined : calls.get(operation);
    return {
      id: idOf(kind, rule, finding.direction),
      layer: rule.layer,
      bump: bumpFor(rule, finding.direction),
      pointer: places.new ?? places.old ?? '#',
      ...(places.old === undefined ? {} : { oldPointer: places.old }),
      ...(places.new === undefined ? {} : { newPointer: places.new }),
      ...(direction === undefined ? {} : { direction }),
      ...(operation === undefined ? {} : { operation }),
      operations: concerned,
      ...(call === undefined ? {} : { call }),
      ...(option === undefined ? {} : { option }),
      message: messageOf(text, call ?? operation, concerned.length),
    };
  }

  #operationsOf(nodes: ReadonlySet<string>, operations: readonly string[]): string[] {
    const seen = new Set(nodes);
    // What is added is visited too.
    for (const node of seen) for (const source of this.#sources.get(node) ?? []) seen.add(source);
    return operations.filter((operation) => seen.has(operation));
  }
}

const KINDS = Object.keys(POLICY);

interface Merged {
  readonly finding: Finding;
  readonly direction?: Direction;
}

/** What was found in both directions at one place is one change: that of the higher bump. */
function mergedDirections(findings: readonly Finding[]): Merged[] {
  const merged = new Map<string, Merged>();
  for (const finding of findings) {
    const { kind, places, says, direction } = finding;
    const key = [kind, places.old, places.new, says].join('\n');
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { finding, ...(direction && { direction }) });
    else {
      const nodes = new Set([...known.finding.nodes, ...finding.nodes]);
      merged.set(key, { finding: { ...worse(known.finding, finding), nodes }, direction: 'both' });
    }
  }
  return [...merged.values()];
}

function worse(a: Finding, b: Finding): Finding {
  const rank = ({ kind, direction }: Finding) => BUMPS.indexOf(bumpFor(POLICY[kind], direction));
  return rank(b) > rank(a) ? b : a;
}

function bumpFor(rule: Rule, direction: Scope['direction']): Change['bump'] {
  if ('bump' in rule) return rule.bump;
  return direction === 'received' ? rule.received : rule.sent;
}

/** What a kind of change is where it stands. */
function kindIn({ isContrary, isUnused }: Scope, kind: Kind): Kind {
  const rule: Rule = POLICY[kind];
  if (isUnused && 'sent' in rule) return UNUSED[bumpOf([{ bump: rule.sent }, { bump: rule.received }])];
  return isContrary && isAssertion(rule) ? 'assertion-changed' : kind;
}

/** What the bump of a change becomes in a type that callers may use for anything. */
const UNUSED: Readonly<Record<Bump, Kind>> = {
  none: 'documentation-changed',
  patch: 'documentation-changed',
  minor: 'unused-type-extended',
  major: 'unused-type-changed',
};

/** Whether a kind of change changes which values are valid. */
function isAssertion(rule: Rule): boolean {
  return rule.layer === 'wire' && 'sent' in rule && !(rule.sent === 'patch' && rule.received === 'patch');
}

const PREFIXES = { sent: 'request', received: 'response' } as const;

/** The id of a change: what has a direction is named after it. */
export function idOf(kind: Kind, rule: Rule, direction: Scope['direction']): string {
  return 'bump' in rule || direction === undefined ? kind : `${PREFIXES[direction]}-${kind}`;
}

function subjectOf({ subject, path }: Scope): string {
  if (path.length === 0) return subject;
  const member = path.join('.');
  return subject.startsWith('the ') ? `${member} of ${subject}` : `${subject}.${member}`;
}

/** The kind of change that an id stands for. */
export function kindOf(id: string): Kind | undefined {
  return KIND_OF.get(id);
}

const KIND_OF: ReadonlyMap<string, Kind> = new Map(
  (Object.keys(POLICY) as Kind[]).flatMap((kind) =>
    ([undefined, 'sent', 'received'] as const).map((direction) => [
      idOf(kind, POLICY[kind], direction),
      kind,
    ]),
  ),
);

/** Without a subject, a sentence is about the call itself. */
export function messageOf(text: string, call: string | undefined, count: number): string {
  if (call === undefined) return text.trim();
  const others = count > 1 ? ` and ${count - 1} more` : '';
  return text.startsWith(' ') ? `${call}${text}` : `${call}${others}: ${text}`;
}
