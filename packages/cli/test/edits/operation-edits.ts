import { bothWays, document, json, object, operation, text } from './edit.js';
import type { Edit, Part, Ways } from './edit.js';
import type { Json } from '@specline/openapi';

type Row = readonly [what: string, old: Part, next: Part, ways: Ways];

const parameter = (name: string, more: Part = {}): Part => ({ name, in: 'query', schema: text, ...more });
const parameters = (...list: Part[]): Part => ({ parameters: list });
const limit = (schema: Json, more: Part = {}) => parameters({ name: 'limit', in: 'query', schema, ...more });
const list = { type: 'array', items: text };
const whole = object({ id: text }, { required: ['id'] });
const body = (more: Part) => ({ requestBody: { required: true, ...json(whole), ...more } });
const found = (more: Part) => ({ '200': { description: 'Found.', ...json(whole), ...more } });
const missing = { '404': { description: 'Missing.', ...json(object({ message: text })) } };
const csv = { schema: text };
const header = (more: Part = {}) => ({ headers: { 'X-Rate': { schema: { type: 'integer' }, ...more } } });

/** Edits of one operation, there and back. */
const ROWS: readonly Row[] = [
  ['optional parameter added', parameters(), parameters(parameter('filter')), ['minor', 'major']],
  [
    'required parameter added',
    parameters(),
    parameters(parameter('filter', { required: true })),
    ['major', 'major'],
  ],
  ['parameter renamed', parameters(parameter('a')), parameters(parameter('b')), ['major', 'major']],
  [
    'parameter became required',
    parameters(parameter('a')),
    parameters(parameter('a', { required: true })),
    ['major', 'minor'],
  ],
  ['parameter narrowed', limit({ type: 'number' }), limit({ type: 'integer' }), ['major', 'minor']],
  [
    'parameter bound tightened',
    limit({ type: 'integer', maximum: 9 }),
    limit({ type: 'integer', maximum: 8 }),
    ['major', 'patch'],
  ],
  ['parameter enum value removed', limit({ enum: ['a', 'b'] }), limit({ enum: ['a'] }), ['major', 'minor']],
  [
    'parameter default changed',
    limit({ type: 'integer', default: 5 }),
    limit({ type: 'integer', default: 6 }),
    ['major', 'major'],
  ],
  [
    'default of a JSON parameter changed',
    parameters({ name: 'limit', in: 'query', ...json({ type: 'integer', default: 5 }) }),
    parameters({ name: 'limit', in: 'query', ...json({ type: 'integer', default: 6 }) }),
    ['major', 'major'],
  ],
  ['parameter no longer exploded', limit(list), limit(list, { explode: false }), ['major', 'major']],
  [
    'parameter style changed',
    limit(list, { style: 'spaceDelimited', explode: false }),
    limit(list, { style: 'pipeDelimited', explode: false }),
    ['major', 'major'],
  ],
  [
    'parameter as JSON',
    parameters(parameter('filter')),
    parameters({ name: 'filter', in: 'query', ...json(text) }),
    ['major', 'major'],
  ],
  [
    'parameter deprecated',
    parameters(parameter('a')),
    parameters(parameter('a', { deprecated: true })),
    ['minor', 'minor'],
  ],
  [
    'header added',
    parameters(),
    parameters(parameter('X-Trace', { in: 'header', required: true })),
    ['major', 'major'],
  ],
  [
    'cookie added',
    parameters(),
    parameters(parameter('session', { in: 'cookie', required: true })),
    ['major', 'major'],
  ],
  [
    'parameter moved to a header',
    parameters(parameter('trace')),
    parameters(parameter('trace', { in: 'header' })),
    ['major', 'major'],
  ],
  ['body became required', body({ required: false }), body({}), ['major', 'minor']],
  [
    'body media type added',
    body({}),
    body({ content: { ...(json(whole)['content'] as Part), 'text/plain': csv } }),
    ['minor', 'major'],
  ],
  [
    'body media type replaced',
    body({}),
    body({ content: { 'application/x-www-form-urlencoded': { schema: whole } } }),
    ['major', 'major'],
  ],
  [
    'response media type added',
    { responses: found({}) },
    { responses: found({ content: { ...(json(whole)['content'] as Part), 'text/csv': csv } }) },
    ['minor', 'major'],
  ],
  [
    'response media type replaced',
    { responses: found({}) },
    { responses: found({ content: { 'text/csv': csv } }) },
    ['major', 'major'],
  ],
  [
    'error status added',
    { responses: found({}) },
    { responses: { ...found({}), ...missing } },
    ['minor', 'major'],
  ],
  [
    'default response added',
    { responses: found({}) },
    { responses: { ...found({}), default: { description: 'Wrong.' } } },
    ['minor', 'major'],
  ],
  [
    'success status replaced',
    { responses: found({}) },
    { responses: { '201': { description: 'Made.', ...json(whole) } } },
    ['major', 'major'],
  ],
  ['response header added', { responses: found({}) }, { responses: found(header()) }, ['minor', 'major']],
  [
    'response header became required',
    { responses: found(header()) },
    { responses: found(header({ required: true })) },
    ['minor', 'major'],
  ],
  ['deprecated', {}, { deprecated: true }, ['minor', 'minor']],
  ['operationId changed', {}, { operationId: 'makePet' }, ['major', 'major']],
  ['described otherwise', {}, { description: 'Makes a pet.' }, ['patch', 'patch']],
  ['tagged', {}, { tags: ['pets'] }, ['patch', 'patch']],
];

const SCHEMES: Part = {
  components: {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      token: { type: 'http', scheme: 'bearer' },
      oauth: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: 'https://pets.example/token',
            scopes: { read: 'Read.', write: 'Write.' },
          },
        },
      },
    },
  },
};
const secured = (...security: Part[]) => document({ security }, SCHEMES);
const keyIn = (place: string) =>
  document(
    { security: [{ key: [] }] },
    { components: { securitySchemes: { key: { type: 'apiKey', in: place, name: 'X-Key' } } } },
  );

const SECURITY: readonly Edit[] = [
  ...bothWays('security added', secured(), secured({ key: [] }), ['major', 'minor']),
  ...bothWays('second credential needed', secured({ key: [] }), secured({ key: [], token: [] }), [
    'major',
    'minor',
  ]),
  ...bothWays('alternative added', secured({ key: [] }), secured({ key: [] }, { token: [] }), [
    'minor',
    'major',
  ]),
  ...bothWays('credential replaced', secured({ key: [] }), secured({ token: [] }), ['major', 'major']),
  ...bothWays('scope added', secured({ oauth: ['read'] }), secured({ oauth: ['read', 'write'] }), [
    'major',
    'minor',
  ]),
  ...bothWays('key moved', keyIn('header'), keyIn('query'), ['major', 'major']),
];

const schema = (name: string, more: Part = {}) =>
  document({}, { components: { schemas: { [name]: object({ id: text }), ...more } } });

const hook = (required: string[]) =>
  document(
    {},
    {
      webhooks: {
        paid: {
          post: {
            ...body(json(object({ id: text, sum: text }, { required }))),
            responses: { '204': { description: 'Heard.' } },
          },
        },
      },
    },
  );

const DOCUMENT: readonly Edit[] = [
  ...bothWays('webhook says less', hook(['id', 'sum']), hook(['id']), ['major', 'minor']),
  ...bothWays(
    'operation added',
    document(),
    document(
      {},
      {},
      {
        '/pets/{id}': {
          get: {
            parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
            responses: { '204': { description: 'None.' } },
          },
        },
      },
    ),
    ['minor', 'major'],
  ),
  ...bothWays(
    'operation moved',
    { document: { paths: { '/cats': { post: operation() } } } },
    { document: { paths: { '/dogs': { post: operation() } } } },
    ['major', 'major'],
  ),
  ...bothWays('schema added', schema('pet'), schema('pet', { toy: object({ id: text }) }), [
    'minor',
    'major',
  ]),
  ...bothWays('schema renamed', schema('pet'), schema('animal'), ['major', 'major']),
  ...bothWays('server changed', document(), document({}, { servers: [{ url: 'https://animals.example' }] }), [
    'patch',
    'patch',
  ]),
];

export const OPERATION_EDITS: readonly Edit[] = [
  ...ROWS.flatMap(([what, old, next, ways]) => bothWays(what, document(old), document(next), ways)),
  ...SECURITY,
  ...DOCUMENT,
];
