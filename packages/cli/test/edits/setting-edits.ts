import type { Defaults, PaginationSettings, Sdk } from '@specline/openapi';
import { bothWays, json, object, text } from './edit.js';
import type { Edit, Part, Ways } from './edit.js';

const LIST = 'GET /shops/{shop}/pets';
const GET = 'GET /shops/{shop}/pets/{id}';
const POST = 'POST /shops/{shop}/pets';
const path = (name: string): Part => ({ name, in: 'path', required: true, schema: text });
const PAGE = object(
  {
    result: object(
      {
        pets: { type: 'array', items: text },
        toys: { type: 'array', items: { type: 'integer' } },
        kind: { enum: ['a', 'b'] },
      },
      { required: ['pets', 'toys', 'kind'] },
    ),
    next: text,
  },
  { required: ['result'] },
);

/** The document of all of these edits. */
const DOCUMENT: Part = {
  security: [{ key: [] }],
  paths: {
    '/shops/{shop}/pets': {
      get: {
        tags: ['pets'],
        parameters: [
          path('shop'),
          { name: 'page', in: 'query', schema: { type: 'integer' } },
          { name: 'cursor', in: 'query', schema: text },
        ],
        responses: { '200': { description: 'Found.', ...json(PAGE) }, '404': { description: 'Missing.' } },
      },
      post: { parameters: [path('shop')], responses: { '204': { description: 'Made.' } } },
    },
    '/shops/{shop}/pets/{id}': {
      get: {
        parameters: [path('shop'), path('id')],
        responses: { '200': { description: 'Found.', ...json(PAGE) } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: { Toy: object({ id: text }) },
  },
};

type Row<Settings> = readonly [what: string, old: Settings, next: Settings, ways: Ways];

const auth = (option: string, env?: string): Sdk => ({
  auth: { key: { option, ...(env === undefined ? {} : { env }) } },
});
const paged = (settings: PaginationSettings): Sdk => ({ pagination: { [LIST]: settings } });
const byPage = { style: 'page', items: '/result/pets', parameter: 'page' } as const;
const byCursor = { style: 'cursor', items: '/result/pets', parameter: 'cursor', next: '/next' } as const;

const SDK: readonly Row<Sdk>[] = [
  [
    'packages.types',
    { packages: { types: '@a/types' } },
    { packages: { types: '@b/types' } },
    ['major', 'major'],
  ],
  [
    'packages.client',
    { packages: { client: '@a/client' } },
    { packages: { client: '@b/client' } },
    ['major', 'major'],
  ],
  ['client', { client: 'Pets' }, { client: 'Zoo' }, ['major', 'major']],
  ['auth.option', auth('apiKey'), auth('token'), ['major', 'major']],
  ['auth.env', auth('key', 'PETS_KEY'), auth('key', 'ZOO_KEY'), ['major', 'major']],
  [
    'auth.env of an option named after baseURL',
    auth('baseURLToken', 'PETS_KEY'),
    auth('baseURLToken', 'ZOO_KEY'),
    ['major', 'major'],
  ],
  ['auth.env added', auth('key'), auth('key', 'PETS_KEY'), ['minor', 'major']],
  ['baseURLEnv', { baseURLEnv: 'PETS_URL' }, { baseURLEnv: 'ZOO_URL' }, ['major', 'major']],
  ['baseURLEnv added', {}, { baseURLEnv: 'PETS_URL' }, ['minor', 'major']],
  ['scope added', {}, { scope: '/shops/{shop}' }, ['major', 'major']],
  ['envelope added', {}, { envelope: 'result' }, ['major', 'major']],
  ['requestId', { requestId: 'X-Id' }, { requestId: 'X-Ray' }, ['major', 'major']],
  ['requestId added', {}, { requestId: 'X-Id' }, ['minor', 'major']],
  ['methods', {}, { methods: { [GET]: 'shops.pets.find' } }, ['major', 'none']],
  ['methods: another resource', {}, { methods: { [GET]: 'zoo.pets.get' } }, ['major', 'none']],
  ['pagination added', {}, paged(byPage), ['minor', 'major']],
  ['pagination style', paged(byPage), paged(byCursor), ['major', 'major']],
  ['pagination items', paged(byPage), paged({ ...byPage, items: '/result/toys' }), ['major', 'major']],
  ['idempotent added', {}, { idempotent: [POST] }, ['minor', 'major']],
  ['idempotencyHeader added', {}, { idempotencyHeader: 'X-Key-Id' }, ['minor', 'major']],
  [
    'idempotencyHeader',
    { idempotencyHeader: 'X-Key-Id' },
    { idempotencyHeader: 'Idempotency-Key' },
    ['major', 'major'],
  ],
  ['openEnums', {}, { openEnums: true }, ['major', 'minor']],
  ['validators', {}, { validators: true }, ['minor', 'major']],
  ['omit.operations', {}, { omit: { operations: [GET] } }, ['major', 'minor']],
  ['omit.tags', {}, { omit: { tags: ['pets'] } }, ['major', 'minor']],
  ['omit.pointers', {}, { omit: { pointers: ['#/components/schemas/Toy'] } }, ['major', 'minor']],
];

const DEFAULTS: readonly Row<Partial<Defaults>>[] = [
  ['npmScope', { npmScope: '@a' }, { npmScope: '@b' }, ['major', 'major']],
  ['license', { license: 'MIT' }, { license: 'ISC' }, ['patch', 'patch']],
  ['repository', {}, { repository: 'https://example.com/pets' }, ['patch', 'patch']],
  ['scope', {}, { scope: '/shops/{shop}' }, ['major', 'major']],
  ['envelope', {}, { envelope: 'result' }, ['major', 'major']],
  ['requestId', { requestId: 'X-Id' }, {}, ['major', 'minor']],
  ['validators', { validators: true }, {}, ['major', 'minor']],
];

/** Every key of `sdk.yaml` and of `defaults.yaml`, the document untouched. */
export const SETTING_EDITS: readonly Edit[] = [
  ...SDK.flatMap(([what, old, next, ways]) =>
    bothWays(`sdk.yaml: ${what}`, { document: DOCUMENT, sdk: old }, { document: DOCUMENT, sdk: next }, ways),
  ),
  ...DEFAULTS.flatMap(([what, old, next, ways]) =>
    bothWays(
      `defaults.yaml: ${what}`,
      { document: DOCUMENT, defaults: old },
      { document: DOCUMENT, defaults: next },
      ways,
    ),
  ),
];
