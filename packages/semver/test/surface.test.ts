import type { Defaults, Sdk } from '@specline/openapi';
import { expect, test } from 'vitest';
import { changesOf, json, lines } from './fixtures.js';
import type { Document } from './fixtures.js';

const text = { type: 'string' };
const DOCUMENT: Document = {
  security: [{ key: [] }],
  paths: {
    '/shops/{shop}/pets/{pet}': {
      parameters: ['shop', 'pet'].map((name) => ({ name, in: 'path', required: true, schema: text })),
      get: {
        parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
        responses: {
          '200': {
            description: 'Here.',
            ...json({
              type: 'object',
              properties: { result: { type: 'array', items: text } },
              required: ['result'],
            }),
          },
        },
      },
      post: { responses: { '204': { description: 'Done.' } } },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};
const GET = 'GET /shops/{shop}/pets/{pet}';
const POST = 'POST /shops/{shop}/pets/{pet}';
const pagination = (items: string): Sdk => ({
  pagination: { [GET]: { style: 'page', items, parameter: 'page' } },
});

/** The document stays as it is; `sdk.yaml` changes. */
const settings: readonly (readonly [old: Sdk, next: Sdk, want: readonly string[]])[] = [
  [
    {},
    { packages: { types: '@a/types' } },
    ['major surface package-renamed | the types package is @a/types instead of test-types'],
  ],
  [
    {},
    { packages: { client: '@a/client' } },
    ['major surface package-renamed | the client package is @a/client instead of test-client'],
  ],
  [
    { client: 'Pets' },
    { client: 'Zoo' },
    ['major surface client-renamed | the class of the client is Zoo instead of Pets'],
  ],
  [
    { auth: { key: { option: 'apiKey' } } },
    { auth: { key: { option: 'token' } } },
    ['major surface option-renamed | the option apiKey is now token'],
  ],
  [
    { auth: { key: { option: 'key', env: 'A' } } },
    { auth: { key: { option: 'key', env: 'B' } } },
    ['major surface environment-variable-changed | the environment variable of key is B instead of A'],
  ],
  [
    {},
    { baseURLEnv: 'URL' },
    ['minor surface environment-variable-added | the environment variable of baseURL is URL'],
  ],
  [
    { baseURLEnv: 'URL' },
    {},
    ['major surface environment-variable-removed | the environment variable of baseURL is no longer URL'],
  ],
  [{}, { requestId: 'X-Id' }, ['minor surface request-id-added | the header of request ids is x-id']],
  [
    { requestId: 'X-Id' },
    { requestId: 'X-Ray' },
    ['major surface request-id-changed | the header of request ids is x-ray instead of x-id'],
  ],
  [
    {},
    { envelope: 'result' },
    [
      'major surface envelope-changed | client.shops.pets.get() resolves to its result instead of the whole body',
    ],
  ],
  [
    {},
    { methods: { [GET]: 'zoo.pets.find' } },
    [
      'major surface method-renamed | client.zoo.pets.find() was client.shops.pets.get()',
      'major surface module-renamed | client.zoo.pets.find() is imported from zoo/pets instead of shops/pets',
    ],
  ],
  [
    {},
    pagination('/result'),
    ['minor surface pagination-added | client.shops.pets.get() can be looped over'],
  ],
  [
    pagination('/result'),
    {},
    ['major surface pagination-removed | client.shops.pets.get() can no longer be looped over'],
  ],
  [
    {},
    { idempotent: [POST] },
    ['minor surface idempotent-added | client.shops.pets.post() may be sent again, and is retried'],
  ],
  [
    { idempotent: [POST] },
    {},
    [
      'major surface idempotent-removed | client.shops.pets.post() may no longer be sent again, and released clients retry it',
    ],
  ],
  [
    {},
    { idempotencyHeader: 'Idempotency-Key' },
    ['minor surface idempotency-header-added | the header of idempotency keys is idempotency-key'],
  ],
  [
    { idempotencyHeader: 'Idempotency-Key' },
    { idempotencyHeader: 'X-Key-Id' },
    [
      'major surface idempotency-header-changed | the header of idempotency keys is x-key-id instead of idempotency-key',
    ],
  ],
  [
    { idempotencyHeader: 'Idempotency-Key' },
    {},
    [
      'major surface idempotency-header-removed | the header of idempotency keys is no longer idempotency-key',
    ],
  ],
  [{ idempotencyHeader: 'Idempotency-Key' }, { idempotencyHeader: 'idempotency-key' }, []],
  [{}, { validators: true }, ['minor surface validators-added | the entry point validators/* is there']],
  [
    { validators: true },
    {},
    ['major surface validators-removed | the entry point validators/* is no longer there'],
  ],
  [{ validators: false }, {}, []],
];

test.each(settings)('from %j to %j', (old, next, want) => {
  expect(lines(changesOf(DOCUMENT, DOCUMENT, { old: { sdk: old }, next: { sdk: next } }))).toEqual(want);
});

const defaults: readonly (readonly [
  old: Partial<Defaults>,
  next: Partial<Defaults>,
  want: readonly string[],
])[] = [
  [
    { license: 'MIT' },
    { license: 'ISC' },
    ['patch surface metadata-changed | the licence is ISC instead of MIT'],
  ],
  [
    { npmScope: '@a' },
    { npmScope: '@b' },
    [
      'major surface package-renamed | the types package is @b/test-types instead of @a/test-types',
      'major surface package-renamed | the client package is @b/test-client instead of @a/test-client',
    ],
  ],
];

test.each(defaults)('from %j to %j for all APIs', (old, next, want) => {
  expect(lines(changesOf(DOCUMENT, DOCUMENT, { old: { defaults: old }, next: { defaults: next } }))).toEqual(
    want,
  );
});

test('options that are gone are told one by one', () => {
  const secured = (...names: string[]): Document => ({
    ...DOCUMENT,
    components: {
      securitySchemes: Object.fromEntries(names.map((name) => [name, { type: 'http', scheme: 'basic' }])),
    },
  });
  const changes = changesOf(secured('key', 'a', 'b/c'), secured('key', 'd'));
  expect(changes.map(({ bump, message, pointer }) => [bump, message, pointer])).toEqual([
    ['major', 'the option a is gone', '#/components/securitySchemes/a'],
    ['major', 'the option bC is gone', '#/components/securitySchemes/b~1c'],
    ['minor', 'the option d is new', '#/components/securitySchemes/d'],
  ]);
});

test('an operation that is left out is gone', () => {
  const next = { sdk: { omit: { operations: [GET] } } };
  expect(lines(changesOf(DOCUMENT, DOCUMENT, { next }))).toEqual([
    'major wire operation-removed | client.shops.pets.get() is gone',
  ]);
});

const at = (name: string): Document => ({
  paths: {
    [`/shops/{${name}}/pets`]: {
      get: {
        parameters: [{ name, in: 'path', required: true, schema: text }],
        responses: { '204': { description: 'Done.' } },
      },
    },
  },
});

test('a path parameter in params is renamed', () => {
  const old = { defaults: { scope: '/shops/{shop}' } };
  const next = { defaults: { scope: '/shops/{store}' } };
  expect(lines(changesOf(at('shop'), at('store'), { old, next }))).toEqual([
    'major surface argument-renamed | client.pets.list() takes store instead of shop',
  ]);
});

test('a path parameter moves into params', () => {
  const next = { defaults: { scope: '/shops/{shop}' } };
  expect(lines(changesOf(at('shop'), at('shop'), { next }))).toEqual([
    'major surface argument-moved | client.shops.pets.list() takes shop in params',
  ]);
});
