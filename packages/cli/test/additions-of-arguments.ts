import { at, body, grown, json, object, ok, op, parameter, paths, secured, text } from './addition.js';
import type { Addition } from './addition.js';

const ARGUMENTS: readonly Addition[] = [
  {
    name: 'a query parameter called like a field of the body',
    ...grown({ requestBody: body(object('filter')) }, { parameters: [parameter('filter', 'query')] }),
    gains: ['query name: query', 'query members: filter'],
  },
  {
    name: 'a field of the body called like a query parameter',
    ...grown(
      { parameters: [parameter('filter', 'query')], requestBody: body(object('a')) },
      { requestBody: { content: json({ properties: { filter: text } }) } },
    ),
    gains: ['body name: body', 'body members: filter'],
  },
  {
    name: 'a header and a cookie called like a query parameter',
    ...grown(
      { parameters: [parameter('page', 'query')] },
      { parameters: [parameter('page', 'header'), parameter('page', 'cookie')] },
    ),
    gains: ['header name: header', 'header members: page', 'cookie name: cookie', 'cookie members: page'],
  },
  {
    name: 'a query parameter called like a header',
    ...grown({ parameters: [parameter('page', 'header')] }, { parameters: [parameter('page', 'query')] }),
    gains: ['query name: query', 'query members: page'],
  },
  {
    name: 'a query parameter called like the argument of the path',
    ...grown({}, { parameters: [parameter('id', 'query')] }),
    gains: ['id: query'],
  },
  {
    name: 'a field of the body called like the parameter of the scope',
    ...grown(
      { requestBody: body(object('a')) },
      { requestBody: { content: json({ properties: { account_id: text, id: text } }) } },
      '/accounts/{account_id}/things/{id}',
    ),
    sdk: 'scope: /accounts/{account_id}\n',
    gains: ['id: body', 'body name: body', 'body members: account_id'],
  },
  {
    name: 'a name that is taken, where the name of its group is taken too',
    ...grown(
      {
        parameters: [parameter('body', 'query'), parameter('filter', 'query')],
        requestBody: body(object('a')),
      },
      { requestBody: { content: json({ properties: { filter: text } }) } },
    ),
    gains: ['body name: body_', 'body members: filter'],
  },
  {
    name: 'a parameter called like a group',
    ...grown(
      { parameters: [parameter('filter', 'query')], requestBody: body(object('filter')) },
      { parameters: [parameter('body', 'query')] },
    ),
    gains: ['query name: query', 'query members: body'],
  },
  {
    name: 'a body where a parameter is called body',
    ...grown({ parameters: [parameter('body', 'query')] }, { requestBody: { content: json(object('a')) } }),
    gains: ['body_: body'],
  },
  {
    name: 'a parameter called body where there is a body',
    ...grown({ requestBody: { content: json(object('a')) } }, { parameters: [parameter('body', 'query')] }),
    gains: ['query name: query', 'query members: body'],
  },
  {
    name: 'a body of another media type, which would be preferred',
    ...grown(
      { requestBody: { required: true, content: { 'text/csv': { schema: text } } } },
      { requestBody: { content: json(object('a')) } },
    ),
    gains: [],
  },
  {
    name: 'a second media type of a body whose fields are members',
    ...grown(
      { requestBody: body(object('a')) },
      { requestBody: { content: { 'multipart/form-data': { schema: object('b') } } } },
    ),
    gains: [],
  },
  {
    name: 'a body that may have other members',
    ...grown(
      { requestBody: body(object('a')) },
      { requestBody: { content: json({ additionalProperties: text }) } },
    ),
    gains: [],
  },
];

const RESULTS: readonly Addition[] = [
  {
    name: 'an answer in another media type, which would be preferred',
    released: {
      paths: at('/a', {
        get: { responses: { '200': { description: 'Done.', content: { 'text/csv': { schema: text } } } } },
      }),
    },
    added: { paths: { '/a': { get: { responses: ok(object('a')) } } } },
    gains: [],
  },
  {
    name: 'a member called like the envelope in a body that had none',
    released: { paths: at('/a', { get: op({ responses: ok(object('a')) }) }) },
    added: { paths: { '/a': { get: { responses: ok({ properties: { result: text } }) } } } },
    sdk: 'envelope: result\n',
    gains: [],
  },
  {
    name: 'a default beside the answers',
    ...paths(
      [at('/a', { get: op() })],
      [{ '/a': { get: { responses: { default: { description: 'No.', content: json(object('code')) } } } } }],
    ),
    gains: [],
  },
];

const OPTIONS: readonly Addition[] = [
  {
    name: 'security schemes that camel-case to the same',
    released: { paths: at('/a', { get: op() }), ...secured('api_key') },
    added: secured('apiKey', 'api-key'),
    gains: ['apiKey: apiKey2', 'api-key: apiKey3'],
  },
  {
    name: 'a security scheme called like an option',
    released: { paths: at('/a', { get: op() }), ...secured('token') },
    added: secured('timeout', 'fetch'),
    gains: ['timeout: timeoutCredential', 'fetch: fetchCredential'],
  },
];

const FILES: readonly Addition[] = [
  {
    name: 'a schema of another file that is called like one',
    ...paths(
      [at('/b', { get: op({ responses: ok({ $ref: 'v1/pet.yaml' }) }) })],
      [at('/a', { get: op({ responses: ok({ $ref: 'v2/pet.yaml' }) }) })],
    ),
    files: {
      'v1/pet.yaml': 'type: object\nproperties: { one: { type: string } }\n',
      'v2/pet.yaml': 'type: object\nproperties: { two: { type: string } }\n',
    },
    gains: ['GET /a: a.list, AList, a', '#/components/schemas/pet2: Pet2'],
  },
  {
    name: 'a component that refers to the schema of another file',
    released: { paths: at('/b', { get: op({ responses: ok({ $ref: 'v1/pet.yaml' }) }) }) },
    added: { components: { schemas: { pet: { $ref: 'v1/pet.yaml' } } } },
    files: { 'v1/pet.yaml': 'type: object\nproperties: { one: { type: string } }\n' },
    gains: [],
  },
];

export const PLACES: readonly Addition[] = [...ARGUMENTS, ...RESULTS, ...OPTIONS, ...FILES];
