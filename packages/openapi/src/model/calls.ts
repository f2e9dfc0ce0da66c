import type { Call, Member, ObjectType, Operation, Property, RequestBody, Response, Type } from './model.js';
import type { MethodName } from './method-names.js';
import { scopeParameters } from './method-names.js';
import type { UnnamedOperation } from './operations.js';
import { templateNames } from './operations.js';
import type { ReleasedCall } from './released.js';
import type { Schemas } from './schemas.js';
import { resourceModule } from './type-names.js';
import { unionOf } from './union.js';
import { optional } from './facts.js';
import { camelCase } from './words.js';

export interface CallRules {
  readonly scope?: string;
  readonly envelope?: string;
  readonly schemas: Schemas;
}

/** How an operation is called, from its name and what was released of it. */
export function callOf(
  operation: UnnamedOperation,
  name: MethodName,
  prefix: string,
  released: ReleasedCall | undefined,
  rules: CallRules,
): Call {
  const positional = positionalOf(operation, rules.scope);
  const fields =
    operation.body === undefined ? undefined : spreadFields(operation.body, released, rules.schemas);
  const parameters = operation.parameters.filter(
    (parameter) => parameter.name !== positional || parameter.in !== 'path',
  );
  const members = grouped(
    [...parameters.map(parameterMember), ...bodyMembers(operation.body, fields)].toSorted(byPlace),
    released,
  );
  return {
    ...name,
    module: resourceModule(name.resource),
    types: { params: `${prefix}Params`, response: `${prefix}Response`, bodies: `${prefix}Bodies` },
    ...(positional === undefined
      ? {}
      : { positional: { parameter: positional, argument: argumentName(positional) } }),
    members,
    paramsRequired: members.some(({ required }) => required),
    body: operation.body === undefined ? 'none' : fields === undefined ? 'member' : 'spread',
    ...resultOf(operation, rules),
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

function bodyMembers(body: RequestBody | undefined, fields: readonly Property[] | undefined): Member[] {
  if (body === undefined) return [];
  const whole: Member = {
    name: 'body',
    in: 'body',
    required: body.required,
    type: body.content.type,
    ...optional('description', body.description),
  } as Member;
  return (
    fields?.map(
      ({ name, type, required }) =>
        ({ name, in: 'body', required, type, ...optional('description', type.description) }) as Member,
    ) ?? [whole]
  );
}

/** A name that is taken stands in a group of its place; what was released keeps its own. */
function grouped(members: readonly Member[], released: ReleasedCall | undefined): Member[] {
  const kept = ({ name, in: place }: Member) =>
    released !== undefined && Object.hasOwn(released.members, name) && released.members[name] === place;
  const owners = new Map<string, Member>();
  for (const member of [...members.filter(kept), ...members])
    if (!owners.has(member.name)) owners.set(member.name, member);
  return members.map((member) => (owners.get(member.name) === member ? member : { ...member, group: true }));
}

/** The fields of a body that is required and one object with declared properties, in one media type. */
function spreadFields(
  body: RequestBody,
  released: ReleasedCall | undefined,
  schemas: Schemas,
): readonly Property[] | undefined {
  const stays =
    released === undefined || released.body === 'none'
      ? body.required && body.mediaTypes.length === 1
      : released.body === 'spread';
  if (!stays || body.content.format === 'text' || body.content.format === 'binary') return undefined;
  const objects = objectsOf(body.content.type, schemas);
  if (
    objects === undefined ||
    objects.some(({ additional, patterns }) => (additional ?? false) !== false || patterns !== undefined)
  )
    return undefined;
  const fields = new Map(
    objects.flatMap(({ properties }) => properties).map((property) => [property.name, property]),
  );
  const sent = [...fields.values()].filter(({ access }) => access !== 'read-only');
  return sent.length === 0 ? undefined : sent;
}

/** The objects that a type is made of; undefined where it can be anything else. */
function objectsOf(type: Type, schemas: Schemas): ObjectType[] | undefined {
  const parts = [...schemas.parts(type)];
  return parts.every((part) => part.kind === 'object') ? parts : undefined;
}

/** The documented successes: every 2xx, or `default` where there is none. */
function successesOf({ responses }: Pick<Operation, 'responses'>): readonly Response[] {
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === 'default');
}

function resultOf(
  operation: UnnamedOperation,
  { envelope, schemas }: CallRules,
): Pick<Call, 'result' | 'mayBeEmpty' | 'envelope'> {
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
