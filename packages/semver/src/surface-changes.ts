import type { ReleasedNames } from '@specline/openapi';
import { isSame } from './canonical.js';
import type { Findings, Places, Scope } from './change-collector.js';
import type { Kind } from './policy.js';

type Surface = NonNullable<ReleasedNames['surface']>;

const SCOPE: Scope = { node: '', subject: 'the package', path: [] };
const DOCUMENT: Places = { old: '#', new: '#' };

/** A setting that callers may rely on, and what it means when it comes, changes and goes. */
interface Setting {
  readonly subject: string;
  readonly value: (surface: Surface) => string | undefined;
  readonly kinds: { readonly added: Kind; readonly changed: Kind; readonly removed: Kind };
}

const always = (kind: Kind) => ({ added: kind, changed: kind, removed: kind });

/** The parts of a surface that are one text each. */
const SETTINGS: readonly Setting[] = [
  { subject: 'the types package', value: ({ packages }) => packages.types, kinds: always('package-renamed') },
  {
    subject: 'the client package',
    value: ({ packages }) => packages.client,
    kinds: always('package-renamed'),
  },
  { subject: 'the class of the client', value: ({ client }) => client, kinds: always('client-renamed') },
  {
    subject: 'the environment variable of baseURL',
    value: ({ baseURLEnv }) => baseURLEnv,
    kinds: {
      added: 'environment-variable-added',
      changed: 'environment-variable-changed',
      removed: 'environment-variable-removed',
    },
  },
  {
    subject: 'the header of request ids',
    value: ({ requestId }) => requestId,
    kinds: { added: 'request-id-added', changed: 'request-id-changed', removed: 'request-id-removed' },
  },
  {
    subject: 'the header of idempotency keys',
    value: ({ idempotencyHeader }) => idempotencyHeader?.toLowerCase(),
    kinds: {
      added: 'idempotency-header-added',
      changed: 'idempotency-header-changed',
      removed: 'idempotency-header-removed',
    },
  },
  {
    subject: 'the entry point validators/*',
    value: ({ validators }) => (validators ? 'there' : undefined),
    kinds: { ...always('validators-added'), removed: 'validators-removed' },
  },
  { subject: 'the licence', value: ({ license }) => license, kinds: always('metadata-changed') },
  { subject: 'the repository', value: ({ repository }) => repository, kinds: always('metadata-changed') },
];

/** What changed of the names that concern no single operation. */
export function compareSurface(old: ReleasedNames, next: ReleasedNames, findings: Findings): void {
  if (old.surface !== undefined && next.surface !== undefined)
    compareSettings(old.surface, next.surface, findings);
  compareTypeNames(old, next, findings);
}

function compareSettings(old: Surface, next: Surface, findings: Findings): void {
  for (const { subject, value, kinds } of SETTINGS)
    compareSetting(value(old), value(next), kinds, { ...SCOPE, subject }, findings);
  compareOptions(old, next, findings);
}

function compareSetting(
  old: string | undefined,
  next: string | undefined,
  kinds: Setting['kinds'],
  scope: Scope,
  findings: Findings,
  places: Places = DOCUMENT,
): void {
  if (old === next) return;
  if (old === undefined) findings.add(kinds.added, places, `is ${next}`, scope);
  else if (next === undefined) findings.add(kinds.removed, places, `is no longer ${old}`, scope);
  else findings.add(kinds.changed, places, `is ${next} instead of ${old}`, scope);
}

const ENVIRONMENT: Setting['kinds'] = {
  added: 'environment-variable-added',
  changed: 'environment-variable-changed',
  removed: 'environment-variable-removed',
};

function compareOptions({ auth: old }: Surface, { auth: next }: Surface, findings: Findings): void {
  for (const { scheme, option, env } of old) {
    const scope = { ...SCOPE, option, subject: `the option ${option}` };
    const counterpart =
      next.find((one) => one.scheme === scheme) ?? next.find((one) => one.option === option);
    if (counterpart === undefined) {
      findings.add('option-removed', { old: schemePointer(scheme) }, 'is gone', scope);
      continue;
    }
    const places = { old: schemePointer(scheme), new: schemePointer(counterpart.scheme) };
    if (counterpart.option !== option)
      findings.add('option-renamed', places, `is now ${counterpart.option}`, scope);
    const subject = `the environment variable of ${option}`;
    compareSetting(env, counterpart.env, ENVIRONMENT, { ...SCOPE, option, subject }, findings, places);
  }
  const isKnown = ({ scheme, option }: Surface['auth'][number]) =>
    old.some((one) => one.scheme === scheme || one.option === option);
  for (const { scheme, option } of next.filter((one) => !isKnown(one)))
    findings.add('option-added', { new: schemePointer(scheme) }, 'is new', {
      ...SCOPE,
      option,
      subject: `the option ${option}`,
    });
}

function schemePointer(scheme: string): string {
  return `#/components/securitySchemes/${scheme.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The types of component schemas, and of what is sent of them, by name: where they are declared is of no matter. */
function compareTypeNames(old: ReleasedNames, next: ReleasedNames, findings: Findings): void {
  for (const part of ['schemas', 'inputs'] as const) {
    const exported = new Set(Object.values(next[part]));
    const known = new Set(Object.values(old[part]));
    for (const [pointer, name] of Object.entries(old[part])) {
      if (exported.has(name)) continue;
      const renamed = Object.hasOwn(next[part], pointer) ? next[part][pointer] : undefined;
      const scope = { ...SCOPE, subject: `the type ${name}` };
      if (renamed === undefined) findings.add('type-removed', { old: pointer }, 'is gone', scope);
      else findings.add('type-renamed', { old: pointer, new: pointer }, `is now ${renamed}`, scope);
    }
    for (const [pointer, name] of Object.entries(next[part])) {
      const isRenamed = Object.hasOwn(old[part], pointer);
      if (!known.has(name) && !isRenamed)
        findings.add('type-added', { new: pointer }, 'is new', { ...SCOPE, subject: `the type ${name}` });
    }
  }
}

/** A call of both versions, and where its operation is. */
export interface CallPair {
  readonly old: ReleasedNames['operations'][string];
  readonly next: ReleasedNames['operations'][string];
  readonly places: { readonly old: string; readonly new: string };
  /** Whether the new document still has a media type, in the request or at a status: if not, the wire judges. */
  offers(mediaType: string, status?: string): boolean;
  readonly node: string;
}

/** What changed of how one operation is called. */
export function compareCall({ old, next, places, offers, node }: CallPair, findings: Findings): void {
  const scope: Scope = { node, subject: '', path: [] };
  const add = (kind: Kind, says: string) => findings.add(kind, places, says, scope);
  if (old.call !== next.call) add('method-renamed', `was client.${old.call}()`);
  if (old.module !== next.module)
    add('module-renamed', `is imported from ${next.module} instead of ${old.module}`);
  if (old.types !== next.types)
    add(
      'type-renamed',
      `has the types ${next.types}Params and ${next.types}Response instead of ${old.types}…`,
    );
  compareArguments(old, next, add);
  if (old.mediaType !== undefined && offers(old.mediaType) && next.mediaType !== old.mediaType)
    add('sent-media-type-changed', `sends ${next.mediaType ?? 'nothing'} instead of ${old.mediaType}`);
  for (const [status, mediaType] of Object.entries(old.responses)) {
    const asked = Object.hasOwn(next.responses, status) ? next.responses[status] : undefined;
    if (asked !== undefined && asked !== mediaType && offers(mediaType, status))
      add('received-media-type-changed', `asks for ${asked} instead of ${mediaType}`);
  }
  if (old.envelope !== next.envelope)
    add('envelope-changed', `resolves to ${partOf(next.envelope)} instead of ${partOf(old.envelope)}`);
  if (!old.idempotent && next.idempotent) add('idempotent-added', 'may be sent again, and is retried');
  if (old.idempotent && !next.idempotent)
    add('idempotent-removed', 'may no longer be sent again, and released clients retry it');
  if (isSame(old.pagination as never, next.pagination as never)) return;
  if (old.pagination === undefined) add('pagination-added', 'can be looped over');
  else if (next.pagination === undefined) add('pagination-removed', 'can no longer be looped over');
  else add('pagination-changed', 'has its pages in another way');
}

function partOf(envelope: string | undefined): string {
  return envelope === undefined ? 'the whole body' : `its ${envelope}`;
}

function compareArguments(
  old: CallPair['old'],
  next: CallPair['next'],
  add: (kind: Kind, says: string) => void,
): void {
  if ((old.positional === undefined) !== (next.positional === undefined)) {
    const [name, place] =
      next.positional === undefined ? [old.positional, 'in params'] : [next.positional, 'before params'];
    add('argument-moved', `takes ${name} ${place}`);
  }
  if (old.body !== 'none' && next.body !== 'none' && old.body !== next.body)
    add(
      'argument-moved',
      next.body === 'spread' ? 'takes the fields of the body in params' : 'takes the body as one member',
    );
  const [before, after] = [placesOf(old), placesOf(next)];
  for (const [member, place] of before) {
    const now = after.get(member);
    if (now !== undefined && now !== place)
      add('argument-moved', `takes ${nameOf(member)} as ${now} instead of ${place}`);
  }
  const pathNames = (call: CallPair['old']) =>
    Object.keys(call.members).filter((name) => call.members[name] === 'path');
  const [gone = []] = [pathNames(old).filter((name) => !pathNames(next).includes(name))];
  if (gone.length > 0 && pathNames(old).length === pathNames(next).length)
    add('argument-renamed', `takes ${pathNames(next).join(', ')} instead of ${gone.join(', ')}`);
}

/** Where in `params` each member of a request stands. */
function placesOf({ members, groups }: CallPair['old']): Map<string, string> {
  const plain = Object.entries(members).map(([name, place]) => [`${place} ${name}`, name] as const);
  const grouped = Object.entries(groups).flatMap(([place, group]) =>
    group.members.map((name) => [`${place} ${name}`, `${group.name}.${name}`] as const),
  );
  return new Map([...plain, ...grouped]);
}

function nameOf(member: string): string {
  return member.slice(member.indexOf(' ') + 1);
}
