import { optional, own } from '../json/read.js';
import type { Call, Member, ObjectType, Operation, Property, RequestBody, Response, Type } from './model.js';
import type { MethodName } from './method-names.js';
import { scopeParameters } from './method-names.js';
import type { UnnamedOperation } from './operations.js';
import { templateNames } from '../spec/http.js';
import type { ReleasedCall, ReleasedNames } from './released.js';
import type { Schemas } from './schemas.js';
import { unionOf } from './union.js';
import { camelCase } from '../names/words.js';

export interface CallRules {
  readonly scope?: string;
  readonly envelope?: string;
  readonly schemas: Schemas;
  readonly released?: ReleasedNames;
}

/** What an operation is called in all places. */
export interface CallName extends MethodName {
  readonly module: string;
  /** What the names of its types begin with. */
  readonly prefix: string;
}

/** How an operation is called, from its names and what was released of it. */
export function callOf(operation: UnnamedOperation, name: CallName, rules: CallRules): Call {
  const { resource, method, module, prefix } = name;
  const released = own(rules.released?.operations, operation.key);
  const positional = positionalOf(operation, rules.scope);
  const fields =
    operation.body === undefined ? undefined : spreadFields(operation.body, released, rules.schemas);
  const parameters = operation.parameters
    .filter((parameter) => parameter.name !== positional || parameter.in !== 'path')
    .map(parameterMember);
  const whole =
    fields === undefined && operation.body !== undefined ? wholeMember(operation.body, released) : undefined;
  const spread = fields?.map(fieldMember) ?? [];
  const members = placed([...parameters, ...spread].toSorted(byPlace), whole, released);
  return {
    resource,
    method,
    module,
    types: { params: `${prefix}Params`, response: `${prefix}Response`, bodies: `${prefix}Bodies` },
    ...(positional === undefined
      ? {}
      : { positional: { parameter: positional, argument: argumentName(positional) } }),
    members,
    paramsRequired: members.some(({ required }) => required),
    body: operation.body === undefined ? 'none' : fields === undefined ? 'member' : 'spread',
    ...resultOf(operation, rules, released),
  };
}

/** The last path parameter, unless every API call has it. */
function positionalOf({ path }: UnnamedOperation, scope: string | undefined): string | undefined {
  const last = templateNames(path).at(-1);
  return last === undefined || scopeParameters(path, scope).includes(last) ? undefined : last;
}

/** Words that cannot name an argument, and the other arguments of every method. */
const NOT_ARGUMENTS: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null options package params private
  protected public return static super switch this throw true try typeof undefined var void while with yield`.split(
    /\s+/,
  ),
);

function argumentName(parameter: string): string {
  const name = camelCase(parameter);
  return NOT_ARGUMENTS.has(name) ? `${name}_` : name;
}

const PLACES: readonly Member['in'][] = ['path', 'query', 'header', 'cookie', 'body'];

function byPlace(a: Member, b: Member): number {
  return PLACES.indexOf(a.in) - PLACES.indexOf(b.in);
}

function parameterMember({
  name,
  in: place,
  required,
  type,
  description,
  deprecated,
}: Operation['parameters'][number]): Member {
  return {
    name,
    in: place,
    required,
    type,
    ...optional('description', description ?? type.description),
    ...optional('deprecated', deprecated),
  } as Member;
}

function fieldMember({ name, type, required }: Property): Member {
  return { name, in: 'body', required, type, ...optional('description', type.description) } as Member;
}

/** The member that is the whole body: `body`, unless that was another's when the body came. */
function wholeMember(body: RequestBody, released: ReleasedCall | undefined): Member {
  const kept = Object.entries(released?.members ?? {}).find(([, place]) => place === 'body')?.[0];
  const free = freeMember('body', new Set(Object.keys(released?.members ?? {})));
  return {
    name: released?.body === 'member' && kept !== undefined ? kept : free,
    in: 'body',
    required: body.required,
    type: body.content.type,
    ...optional('description', body.description),
  } as Member;
}

/** A name that is taken stands in a group of its place; what was released stays where it was. */
function placed(
  members: readonly Member[],
  whole: Member | undefined,
  released: ReleasedCall | undefined,
): Member[] {
  const groups = released?.groups ?? {};
  const groupNames = new Set(Object.values(groups).map(({ name }) => name));
  const isKept = ({ name, in: place }: Member) => own(released?.members, name) === place;
  const isGrouped = ({ name, in: place }: Member) =>
    groupNames.has(name) || groups[place]?.members.includes(name) === true;
  const owners = new Map<string, Member>(whole && [[whole.name, whole]]);
  for (const member of [...members.filter(isKept), ...members])
    if (!owners.has(member.name) && !isGrouped(member)) owners.set(member.name, member);
  const group = (place: Member['in']) =>
    groups[place]?.name ?? freeMember(place, new Set([...owners.keys(), ...groupNames]));
  const settled = members.map((member) =>
    owners.get(member.name) === member ? member : { ...member, group: group(member.in) },
  );
  return whole === undefined ? settled : [...settled, whole];
}

function freeMember(wanted: string, taken: ReadonlySet<string>): string {
  return taken.has(wanted) ? freeMember(`${wanted}_`, taken) : wanted;
}

/**
 * The fields of a body that is required and one object with declared properties, in one media type. Once released they
 * stay, whatever else a body may be by now, as long as one object with fields is what it is made of.
 */
function spreadFields(
  body: RequestBody,
  released: ReleasedCall | undefined,
  schemas: Schemas,
): readonly Property[] | undefined {
  const kept = released?.body === 'spread';
  const isNew = released === undefined || released.body === 'none';
  const stands = isNew ? body.required && body.mediaTypes.length === 1 : kept;
  if (!stands || body.content.format === 'text' || body.content.format === 'binary') return undefined;
  const objects = objectsOf(kept ? withoutNull(body.content.type) : body.content.type, schemas);
  if (objects === undefined || (!kept && objects.some(isOpen))) return undefined;
  const fields = new Map(
    objects.flatMap(({ properties }) => properties).map((property) => [property.name, property]),
  );
  const sent = [...fields.values()].filter(({ access }) => access !== 'read-only');
  return sent.length === 0 ? undefined : sent;
}

function isOpen({ additional, patterns }: ObjectType): boolean {
  return (additional ?? false) !== false || patterns !== undefined;
}

function withoutNull(type: Type): Type {
  const others = type.kind === 'union' ? type.members.filter(({ kind }) => kind !== 'null') : [];
  return others.length === 1 && others[0] !== undefined ? others[0] : type;
}

/** The objects that a type is made of; undefined where it can be anything else. */
function objectsOf(type: Type, schemas: Schemas): ObjectType[] | undefined {
  const parts = [...schemas.parts(type)];
  return parts.every((part) => part.kind === 'object') ? parts : undefined;
}

/** The documented successes: every 2xx, or `default` where there is none. */
export function successesOf({ responses }: Pick<Operation, 'responses'>): readonly Response[] {
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === 'default');
}

/** A body that was released whole stays whole, also where it has the envelope's member by now. */
function resultOf(
  operation: UnnamedOperation,
  { envelope: wanted, schemas, released: names }: CallRules,
  released: ReleasedCall | undefined,
): Pick<Call, 'result' | 'mayBeEmpty' | 'envelope'> {
  const isWhole = released !== undefined && names?.envelope === wanted && released.envelope === undefined;
  const envelope = isWhole ? undefined : wanted;
  const successes = successesOf(operation);
  const contents = successes.flatMap(({ content }) => content ?? []);
  const first = contents[0];
  if (first === undefined) return {};
  const mayBeEmpty = contents.length < successes.length ? { mayBeEmpty: true as const } : {};
  const members = contents.map(({ type, format }) =>
    envelope === undefined || format !== 'json' ? undefined : schemas.property(type, envelope),
  );
  const wrapped = members.every((member) => member !== undefined);
  const types = wrapped ? members.map(({ type }) => type) : contents.map(({ type }) => type);
  const results = distinct(types);
  const [only] = results;
  return {
    result: only !== undefined && results.length === 1 ? only : unionOf(results, { pointer: first.pointer }),
    ...mayBeEmpty,
    ...(wrapped && envelope !== undefined ? { envelope } : {}),
  };
}

function distinct(types: readonly Type[]): Type[] {
  const seen = new Map(types.map((type) => [type.kind === 'reference' ? type.to : type.pointer, type]));
  return [...seen.values()];
}
