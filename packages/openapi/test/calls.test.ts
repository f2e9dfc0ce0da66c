import { describe, expect, test } from 'vitest';
import type { Call, Json, Sdk } from '../src/index.js';
import { releasedNames } from '../src/index.js';
import { modelOf, operation, pathParameters } from './fixtures.js';

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

function callOf(path: string, post: Readonly<Record<string, Json>>, sdk: Sdk = {}): Call {
  const { model, problems } = modelOf({ paths: { [path]: { post: operation(post) } } }, { sdk });
  expect(problems).toEqual([]);
  const call = model.operations[0]?.call;
  if (call === undefined) throw new Error('the model has no operation');
  return call;
}

/** `relayId, { path account_id, body type? }`: the arguments as a line. */
function argumentsOf({ positional, members, body }: Call): string {
  const inside = members.map(
    ({ name, in: place, required, group }) =>
      `${group ? `${place}.` : ''}${place} ${name}${required ? '' : '?'}`,
  );
  return `${positional?.argument ?? '-'}, { ${inside.join(', ')} } ${body}`;
}

const object = {
  type: 'object',
  required: ['type'],
  properties: { type: { type: 'string' }, note: { type: 'string' } },
};
const query = (name: string) => ({ name, in: 'query', schema: { type: 'string' } });
const required = (schema: Json): Json => ({ required: true, content: json(schema) });

describe('arguments', () => {
  test.each<[string, string, Record<string, Json>, string]>([
    ['no parameter', '/a', {}, '-, {  } none'],
    [
      'the last path parameter is positional',
      '/a/{x}/b/{y-id}',
      { parameters: pathParameters('x', 'y-id') },
      'yId, { path x } none',
    ],
    [
      'a parameter of the scope is not',
      '/accounts/{account_id}/a',
      { parameters: pathParameters('account_id') },
      '-, { path account_id } none',
    ],
    ['a word of the language', '/a/{new}', { parameters: pathParameters('new') }, 'new_, {  } none'],
    [
      'fields of a required object are spread',
      '/a',
      { requestBody: required(object) },
      '-, { body type, body note? } spread',
    ],
    [
      'an optional body is a member',
      '/a',
      { requestBody: { content: json(object) } },
      '-, { body body? } member',
    ],
    ['an array is a member', '/a', { requestBody: required({ type: 'array' }) }, '-, { body body } member'],
    [
      'a map is a member',
      '/a',
      { requestBody: required({ additionalProperties: true }) },
      '-, { body body } member',
    ],
    [
      'a union is a member',
      '/a',
      { requestBody: required({ oneOf: [object, { type: 'string' }] }) },
      '-, { body body } member',
    ],
    [
      'several media types are a member',
      '/a',
      {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: object }, 'text/plain': {} },
        },
      },
      '-, { body body } member',
    ],
    [
      'a name that is taken stands in its place',
      '/a/{id}',
      { parameters: [...(pathParameters('id') as Json[]), query('type')], requestBody: required(object) },
      'id, { query type?, body.body type, body note? } spread',
    ],
    [
      'a readOnly field is not sent',
      '/a',
      { requestBody: required({ properties: { a: true, b: { type: 'string', readOnly: true } } }) },
      '-, { body a? } spread',
    ],
  ])('%s', (_, path, post, want) => {
    expect(argumentsOf(callOf(path, post, { scope: '/accounts/{account_id}' }))).toBe(want);
  });

  test('a released argument stays where it was', () => {
    const before = { '/a': { post: operation({ requestBody: required(object) }) } };
    const released = releasedNames(modelOf({ paths: before }).model);
    const after = {
      '/a': { post: operation({ parameters: [query('type')], requestBody: required(object) }) },
    };
    const call = modelOf({ paths: after }, { released }).model.operations[0]?.call;
    expect(call && argumentsOf(call)).toBe('-, { query.query type?, body type, body note? } spread');
  });
});

describe('results', () => {
  const answer = (schema: Json): Json => ({ description: 'Done.', content: json(schema) });
  const enveloped = { properties: { success: { type: 'boolean' }, result: { type: 'string' } } };

  test.each<[string, Record<string, Json>, Partial<Call>]>([
    ['nothing', { '204': { description: 'Done.' } }, {}],
    ['the member of the envelope', { '200': answer(enveloped) }, { envelope: 'result' }],
    [
      'an envelope behind allOf',
      { '200': answer({ allOf: [enveloped, { properties: { other: true } }] }) },
      { envelope: 'result' },
    ],
    ['no envelope', { '200': answer({ type: 'string' }) }, {}],
    [
      'sometimes nothing',
      { '200': answer({ type: 'string' }), '204': { description: 'Done.' } },
      { mayBeEmpty: true },
    ],
    ['default where there is no 2xx', { default: answer({ type: 'string' }) }, {}],
  ])('%s', (_, responses, want) => {
    const { result, envelope, mayBeEmpty } = callOf('/a', { responses }, { envelope: 'result' });
    expect({
      ...(envelope === undefined ? {} : { envelope }),
      ...(mayBeEmpty === undefined ? {} : { mayBeEmpty }),
    }).toEqual(want);
    expect(result?.kind).toBe('204' in responses && !('200' in responses) ? undefined : 'string');
  });
});
