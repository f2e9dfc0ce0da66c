import { describe, expect, test } from 'vitest';
import { createJudge, receivedRequest, verifyClient } from '../src/index.js';

const responses = { 204: { summary: 'Done' } };
const filter = {
  type: 'object',
  properties: { a: { type: 'string' }, b: { type: 'array', items: { type: 'integer' } } },
};

const wholeQuery = (mediaType: string, schema: object) => ({
  responses,
  parameters: [{ name: 'filter', in: 'querystring', required: true, content: { [mediaType]: { schema } } }],
});

const document = {
  openapi: '3.2.0',
  paths: {
    '/things': {
      query: {
        responses,
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'boolean' } } } },
      },
      additionalOperations: { PURGE: { responses }, CONNECT: { responses } },
    },
    '/form': { get: wholeQuery('application/x-www-form-urlencoded', filter) },
    '/json': { get: wholeQuery('application/json', filter) },
    '/text': { get: wholeQuery('text/plain', { type: 'string' }) },
    '/cookie': {
      get: {
        responses,
        parameters: [{ name: 'c', in: 'cookie', style: 'cookie', schema: { type: 'string' } }],
      },
    },
  },
};

describe('requests of OpenAPI 3.2', () => {
  test.each([
    ['a QUERY', 'QUERY', '/things', 'true', []],
    ['a QUERY without its body', 'QUERY', '/things', undefined, ['body is required']],
    ['an additional method', 'PURGE', '/things', undefined, []],
    ['a form', 'GET', '/form?a=b+c&b=1&b=2', undefined, []],
    [
      'a wrong form',
      'GET',
      '/form?b=x',
      undefined,
      ['querystring parameter filter /b/0 is not of type integer'],
    ],
    ['no form', 'GET', '/form', undefined, ['querystring parameter filter is required']],
    ['JSON', 'GET', '/json?%7B%22b%22%3A%5B1%5D%7D', undefined, []],
    ['no JSON', 'GET', '/json?b=1', undefined, ['querystring parameter filter is not JSON']],
    ['text', 'GET', '/text?a%3Db', undefined, []],
  ] as const)('%s', async (_, method, path, body, want) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = new Request(`http://host${path}`, { method, headers, body: body ?? null });
    const { problems } = await createJudge(document).checkRequest(await receivedRequest(request));
    expect(problems.map(({ place, message }) => `${place} ${message}`)).toEqual(want);
  });
});

test('a client of OpenAPI 3.2 is proven whole', async () => {
  const send = (path: string, query: string, init?: RequestInit) => async (client: { baseURL: string }) => {
    const response = await fetch(`${client.baseURL}${path}${query}`, init ?? {});
    if (response.status >= 300) throw Object.assign(new Error('status'), { status: response.status });
    if (response.status !== 204) throw new Error('no such status');
  };
  const json = { 'content-type': 'application/json' };
  const report = await verifyClient({
    document,
    createClient: ({ baseURL }) => ({ baseURL }),
    calls: {
      'QUERY /things': (client, { body }) =>
        send('/things', '', { method: 'QUERY', headers: json, body: JSON.stringify(body) })(client),
      'PURGE /things': (client) => send('/things', '', { method: 'PURGE' })(client),
      'GET /form': (client, { query }) => {
        const pairs = Object.entries(query.filter).flatMap(([name, value]) =>
          [value].flat().map((one) => [name, String(one)]),
        );
        return send('/form', `?${new URLSearchParams(pairs).toString()}`)(client);
      },
      'GET /json': (client, { query }) =>
        send('/json', `?${encodeURIComponent(JSON.stringify(query.filter))}`)(client),
      'GET /text': (client, { query }) => send('/text', `?${encodeURIComponent(query.filter)}`)(client),
      'GET /cookie': (client, { cookie }) =>
        send('/cookie', '', 'c' in cookie ? { headers: { cookie: `c=${cookie.c}` } } : {})(client),
    },
  });
  expect(
    report.cases.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
  ).toEqual([]);
  expect(report.covered).toEqual(report.documented);
  expect(report.documented).toMatchObject({ operations: 6, parameters: 4 });
  expect(report.ignored).toEqual([
    { pointer: '#/paths/~1things/additionalOperations/CONNECT', reason: 'fetch sends no CONNECT' },
  ]);
});

test('what no mapping names belongs to the default of a discriminator', async () => {
  const tagged = (kind: object, more: object = {}) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind, ...more },
  });
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const content = { 'application/json': { schema: ref('Pet') } };
  const judge = createJudge({
    openapi: '3.2.0',
    paths: { '/pets': { post: { responses, requestBody: { content } } } },
    components: {
      schemas: {
        Pet: {
          oneOf: [ref('Cat'), ref('Other')],
          discriminator: { propertyName: 'kind', mapping: { cat: ref('Cat').$ref }, defaultMapping: 'Other' },
        },
        Cat: tagged({ type: 'string' }, { lives: { type: 'integer' } }),
        Other: { type: 'object', properties: { kind: { type: 'string' } } },
      },
    },
  });
  const isValid = async (value: object) => {
    const headers = { 'content-type': 'application/json' };
    const request = new Request('http://host/pets', { method: 'POST', headers, body: JSON.stringify(value) });
    return (await judge.checkRequest(await receivedRequest(request))).problems.length === 0;
  };
  const pets = [{ kind: 'cat' }, { kind: 'parrot' }, {}, { kind: 'cat', lives: 'nine' }];
  expect(await Promise.all(pets.map(isValid))).toEqual([true, true, true, false]);
});
