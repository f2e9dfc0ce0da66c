import type { Change } from '../change.js';
import { idOf, messageOf } from '../change-collector.js';
import { POLICY } from '../policy.js';
import type { Kind } from '../policy.js';
import type { PublishedNames, PublishedVersions } from './declarations.js';
import type { Step, TypeMismatch } from './type-comparison.js';
import { directionOf } from './type-breaks.js';
import type { TypeBreak } from './type-breaks.js';
import type { Place } from './type-places.js';

/** Whether a change of the rules is what a break of the types comes from: it concerns the same place. */
export function explains(change: Change, { operations, place, pointers, mismatch }: TypeBreak): boolean {
  if (change.bump !== 'major' || !operations.some((key) => change.operations.includes(key))) return false;
  if (
    change.direction !== undefined &&
    change.direction !== 'both' &&
    change.direction !== directionOf(place)
  )
    return false;
  // A name or a place of the call, or something in `params` that makes all of it required.
  if (change.layer === 'surface' || (place.kind === 'params' && mismatch.steps.length === 0)) return true;
  return isAround(change.oldPointer, pointers.old) || isAround(change.newPointer, pointers.new);
}

/** Whether a change may be a part of what a break has found different as a whole: members of unions have other places. */
export function isAroundUnion(
  { operations, direction }: Change,
  { place, mismatch, ...found }: TypeBreak,
): boolean {
  const isSame = direction === undefined || direction === 'both' || direction === directionOf(place);
  return (
    isSame &&
    mismatch.type.isUnionOrIntersection() &&
    found.operations.some((key) => operations.includes(key))
  );
}

/** Whether one of two places is inside the other. The pointer of an operation is around all that it has, and tells nothing. */
function isAround(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || isOperation(a) || isOperation(b))
    return a !== undefined && a === b;
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}

function isOperation(pointer: string): boolean {
  return /^#\/paths\/[^/]+(\/[^/]+)?$/.test(pointer);
}

/** What each reason is in the policy. */
const KINDS: Readonly<Record<TypeMismatch['reason'], Kind>> = {
  gone: 'types-member-removed',
  required: 'types-member-required',
  other: 'types-incompatible',
};

/** A break that only the types show, as a change. */
export function typeChange(found: TypeBreak, { old, next }: PublishedVersions): Change {
  const { operations, place, pointers, mismatch } = found;
  const [operation = ''] = operations;
  const direction = directionOf(place);
  const kind = KINDS[mismatch.reason];
  const name = (next.names.operations[operation] ?? old.names.operations[operation])?.call;
  const call = name === undefined ? operation : `client.${name}()`;
  const text = `${subjectOf(place, mismatch.steps)} ${SAYS[direction][mismatch.reason]}`;
  return {
    id: idOf(kind, POLICY[kind], direction),
    layer: 'types',
    bump: 'major',
    pointer: pointers.new ?? pointers.old ?? '#',
    ...(pointers.old === undefined ? {} : { oldPointer: pointers.old }),
    ...(pointers.new === undefined ? {} : { newPointer: pointers.new }),
    direction,
    operation,
    operations,
    call,
    message: messageOf(text, call, operations.length),
  };
}

const SAYS: Readonly<Record<'sent' | 'received', Readonly<Record<TypeMismatch['reason'], string>>>> = {
  sent: {
    gone: 'is no longer a member of its type: code that gives it does not compile',
    required: 'must be given: code without it does not compile',
    other: 'takes fewer values by its type: code that gives another does not compile',
  },
  received: {
    gone: 'is no longer a member of its type: code that reads it does not compile',
    required: 'is always there',
    other: 'has more values by its type: code that expects the old ones does not compile',
  },
};

function subjectOf(place: Place, steps: readonly Step[]): string {
  const path = steps.map(stepText).join('');
  return path === '' ? placeText(place) : `${path.replace(/^\./, '')} of ${placeText(place)}`;
}

function placeText(place: Place): string {
  switch (place.kind) {
    case 'positional':
      return 'the argument';
    case 'params':
      return 'params';
    case 'response':
      return 'the response';
    case 'item':
      return 'an item';
    case 'status':
      return `the body of ${place.status}`;
  }
}

function stepText(step: Step): string {
  switch (step.kind) {
    case 'member':
      return `.${step.name}`;
    case 'items':
      return '[]';
    case 'item':
      return `[${step.index}]`;
    case 'others':
      return '.[key]';
  }
}

/** What modules export no more although no rule says so: all that the generator prints beside what documents name. */
export function exportChanges({ old, next }: PublishedVersions): Change[] {
  return Object.entries(old.declarations).flatMap(([path, text]) => {
    const after = next.declarations[path];
    if (after === undefined || after === text) return [];
    const left = exportsIn(after);
    return [...exportsIn(text)]
      .filter((name) => !left.has(name) && !isNamed(name, old.names))
      .map((name) => exportChange(path, name));
  });
}

/** The names that a module declares and exports, and the modules that it exports all of. */
function exportsIn(text: string): ReadonlySet<string> {
  const declared = text.matchAll(/^export (?:abstract )?(?:class|const|function|interface|type) ([\w$]+)/gm);
  const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(','),
  );
  const names = lists.map((entry) => entry.trim().split(/ as /).at(-1) ?? '').filter((name) => name !== '');
  return new Set([...[...declared].map(([, name = '']) => name), ...names]);
}

/** Whether a name comes from the document or from sdk.yaml: the rules judge what becomes of it. */
function isNamed(name: string, { operations, schemas, inputs, surface }: PublishedNames): boolean {
  const calls = Object.values(operations);
  return (
    [surface.client, `${surface.client}Error`].includes(name) ||
    [...Object.values(schemas), ...Object.values(inputs)].includes(name) ||
    calls.some(({ types }) => ['Params', 'Response', 'Bodies'].some((part) => name === types + part)) ||
    (/^[A-Z]/.test(name) &&
      calls.some(({ call }) => call.split('.').some((part) => part.toLowerCase() === name.toLowerCase())))
  );
}

function exportChange(path: string, name: string): Change {
  const kind = 'types-export-removed';
  const module = path.replace(/\.ts$/, '');
  return {
    id: kind,
    layer: POLICY[kind].layer,
    bump: POLICY[kind].bump,
    pointer: '#',
    operations: [],
    exported: { name, module },
    message: `${name} is no longer exported by ${module}`,
  };
}
