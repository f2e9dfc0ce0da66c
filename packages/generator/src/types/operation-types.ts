import type { Call, Member, Operation, Response, Type } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import type { Doc } from '../print/layout.js';
import { identifier } from '../print/literal.js';
import { interfaceDoc } from '../print/type-layout.js';
import type { TypeExpression, TypeMember } from '../print/type-layout.js';
import { alias, declaration } from './declaration.js';
import type { Direction } from './schema-names.js';
import { typeExpression, typeMember, unionOf } from './type-expression.js';
import type { Place } from './type-expression.js';

/** The types of one operation: what it takes, what it resolves to, and the body of each documented status. */
export function operationTypes(operation: Operation, place: (direction: Direction) => Place): Doc[] {
  return [
    responseType(operation, place('response')),
    paramsType(operation, place('request')),
    bodiesType(operation, place('response')),
  ];
}

/** How comments name the place of a member. */
const PLACES: Readonly<Record<Member['in'], string>> = {
  path: 'Path param',
  query: 'Query param',
  header: 'Header param',
  cookie: 'Cookie param',
  body: 'Body param',
};

function paramsType({ call }: Operation, place: Place): Doc {
  const { members } = call;
  if (members.length === 0) return alias(call.types.params, { kind: 'record', values: 'never' }, {});
  const labelled = new Set(members.map((member) => member.in)).size > 1;
  const own = members.filter(({ group }) => !group);
  const groups = (['path', 'query', 'header', 'cookie', 'body'] as const)
    .map((name) => ({ name, grouped: members.filter((member) => member.group && member.in === name) }))
    .filter(({ grouped }) => grouped.length > 0);
  return interfaceDoc(identifier(call.types.params), [
    ...own.map((member) => paramMember(member, labelled, place)),
    ...groups.map(({ name, grouped }) => groupMember(grouped[0]?.group ?? name, name, grouped, place)),
  ]);
}

function paramMember(member: Member, labelled: boolean, place: Place): TypeMember {
  const { name, required, type, description, deprecated } = member;
  const text = description ?? type.description ?? type.title ?? '';
  const label = labelled && text !== '' ? `${PLACES[member.in]}: ` : '';
  return typeMember(name, required, typeExpression(type, place), {
    text: label + text,
    deprecated: deprecated ?? type.deprecated,
  });
}

/** Members whose names are taken stand together. */
function groupMember(
  name: string,
  where: Member['in'],
  members: readonly Member[],
  place: Place,
): TypeMember {
  const type: TypeExpression = {
    kind: 'object',
    members: members.map((member) => paramMember(member, false, place)),
  };
  const required = members.some((member) => member.required);
  return typeMember(name, required, type, { text: `${PLACES[where]}s whose names are taken above.` });
}

function responseType({ call }: Operation, place: Place): Doc {
  const { result, types } = call;
  if (result === undefined) return alias(types.response, 'undefined', {});
  if (call.mayBeEmpty !== true && result.kind === 'object') return declaration(types.response, result, place);
  const type = receivedExpression(result, place);
  return alias(types.response, call.mayBeEmpty === true ? unionOf([type, 'undefined']) : type, {
    text: result.kind === 'reference' ? undefined : result.description,
  });
}

/** A body as it arrives: bytes that are all of it are a Blob. */
function receivedExpression(type: Type, place: Place): TypeExpression {
  const name = place.named?.get(type.pointer);
  if (name !== undefined) return name;
  if (type.kind === 'binary') return 'Blob';
  if (type.kind === 'union' && type.discriminator === undefined)
    return unionOf(type.members.map((member) => receivedExpression(member, place)));
  return typeExpression(type, place);
}

function bodiesType({ call, responses }: Operation, place: Place): Doc {
  const { types } = call;
  const resultAt = resultPointer(call, responses);
  const named = new Map(resultAt === undefined ? [] : [[resultAt, types.response]]);
  const members = responses.map((response) => bodyMember(response, { ...place, named }));
  const comment = docComment({ text: 'The body of each documented status.' });
  if (members.length === 0) return alias(types.bodies, { kind: 'record', values: 'never' }, {});
  return [comment, interfaceDoc(identifier(types.bodies), members)];
}

/** Where the type of the response stands in the one successful body, so that its name can stand there. */
function resultPointer({ envelope, mayBeEmpty }: Call, responses: readonly Response[]): string | undefined {
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  const body = successes[0]?.content?.type;
  if (body === undefined || successes.length > 1 || mayBeEmpty === true) return undefined;
  if (envelope === undefined) return body.kind === 'reference' ? undefined : body.pointer;
  const property = body.kind === 'object' ? body.properties.find(({ name }) => name === envelope) : undefined;
  return property?.type.kind === 'reference' ? undefined : property?.type.pointer;
}

function bodyMember({ status, content, description }: Response, place: Place): TypeMember {
  const type = content === undefined ? 'undefined' : receivedExpression(content.type, place);
  return typeMember(status, true, type, { text: description });
}
