import { at, object, ok, op, paths, ref, schemas, text } from './addition.js';
import type { Addition } from './addition.js';

const METHODS: readonly Addition[] = [
  {
    name: 'an operation that derives the same method',
    ...paths([at('/a/{id}', { get: op() })], [at('/a/{id}/{part}', { get: op() })]),
    gains: ['GET /a/{id}/{part}: a.getAByIdPart, AGetAByIdPart, a'],
  },
  {
    name: 'one whose operationId is the method that there is',
    ...paths(
      [at('/a/{id}', { get: op() }), at('/a', { get: op() })],
      [at('/a/{id}/{part}', { get: op({ operationId: 'list' }) })],
    ),
    gains: ['GET /a/{id}/{part}: a.list2, AList2, a'],
  },
  {
    name: 'a suffix that names leave out',
    ...paths([at('/a/{id}', { get: op() })], [at('/a/{id}.json', { get: op() })]),
    gains: ['GET /a/{id}.json: a.getAJsonById, AGetAJsonById, a'],
  },
  {
    name: 'a verb after a slash beside the one after a colon',
    ...paths([at('/a/{id}:rotate', { post: op() })], [at('/a/{id}/rotate', { post: op() })]),
    gains: ['POST /a/{id}/rotate: a.postARotateById, APostARotateById, a'],
  },
  {
    name: 'a resource where a method was',
    ...paths([at('/domains/claim', { post: op() })], [at('/domains/claim/items', { get: op(), post: op() })]),
    gains: [
      'GET /domains/claim/items: domains.getDomainsClaimItems, DomainGetDomainsClaimItems, domains',
      'POST /domains/claim/items: domains.postDomainsClaimItems, DomainPostDomainsClaimItems, domains',
    ],
  },
  {
    name: 'a resource where a method of the client was',
    ...paths([at('/find', { get: op() })], [at('/find/files/{id}', { get: op() })]),
    gains: ['GET /find/files/{id}: getFindFilesById, GetFindFilesById, root'],
  },
  {
    name: 'a method where a resource was',
    ...paths([at('/domains/claim/items', { get: op() })], [at('/domains/claim', { post: op() })]),
    gains: ['POST /domains/claim: domains.postDomainsClaim, DomainPostDomainsClaim, domains'],
  },
  {
    name: 'words that camel-case to the same',
    ...paths(
      [at('/api-keys', { get: op() })],
      [at('/api_keys', { get: op() }), at('/apiKeys', { get: op() })],
    ),
    gains: [
      'GET /api_keys: apiKeys.getApiKeys, ApiKeyGetApiKeys, api-keys',
      'GET /apiKeys: apiKeys.getApiKeys2, ApiKeyGetApiKeys2, api-keys',
    ],
  },
  {
    name: 'resources with names that clients have already',
    ...paths(
      [at('/data', { get: op() })],
      ['/then', '/constructor', '/client', '/send', '/data/then'].map((path) => at(path, { get: op() })),
    ),
    gains: [
      'GET /then: then_.list, ThenList, then_',
      'GET /constructor: constructor_.list, ConstructorList, constructor_',
      'GET /client: client.list, ClientList, client',
      'GET /send: send_, Send, root',
      'GET /data/then: data.then_.list, DatumThenList, data/then_',
    ],
  },
];

const MODULES: readonly Addition[] = [
  {
    name: 'modules that differ in case alone',
    ...paths([at('/a-b-c', { get: op() })], [at('/abc', { get: op() })]),
    gains: ['GET /abc: abc.list, AbcList, abc-2'],
  },
  {
    name: 'a module that every package has',
    ...paths(
      [at('/core-resource', { get: op() })],
      [at('/core', { get: op() }), at('/schemas', { get: op() })],
    ),
    gains: [
      'GET /core: core.list, CoreList, core-resource-2',
      'GET /schemas: schemas.list, SchemaList, schemas-resource',
    ],
  },
  {
    name: 'a resource whose class is called like a schema',
    released: schemas({ Tokens: object('a') }, at('/a', { get: op({ responses: ok(ref('Tokens')) }) })),
    added: { paths: at('/tokens', { get: op({ responses: ok(ref('Tokens')) }) }) },
    gains: ['GET /tokens: tokens.list, TokenList, tokens'],
  },
  {
    name: 'resources whose classes are called the same',
    ...paths([at('/users/{id}/keys', { get: op() })], [at('/orgs/{id}/keys', { get: op() })]),
    gains: ['GET /orgs/{id}/keys: orgs.keys.list, OrgKeyList, orgs/keys'],
  },
];

const TYPES: readonly Addition[] = [
  {
    name: 'components called like the types of an operation',
    released: { paths: at('/tokens/rotate', { post: op() }) },
    added: {
      components: {
        schemas: { TokenRotateParams: text, token_rotate_response: text, TokenRotateBodies: text },
      },
    },
    gains: [
      '#/components/schemas/TokenRotateParams: TokenRotateParamsSchema',
      '#/components/schemas/token_rotate_response: TokenRotateResponseSchema',
      '#/components/schemas/TokenRotateBodies: TokenRotateBodiesSchema',
    ],
  },
  {
    name: 'an operation whose types are called like a component',
    released: schemas({ TokenListResponse: object('a'), TokenGetBodies: object('b') }),
    added: { paths: { ...at('/tokens', { get: op() }), ...at('/tokens/{id}', { get: op() }) } },
    gains: [
      'GET /tokens: tokens.list, TokenList2, tokens',
      'GET /tokens/{id}: tokens.get, TokenGet2, tokens',
    ],
  },
  {
    name: 'singular and plural of one word',
    ...paths([at('/keys', { get: op() })], [at('/key', { get: op() })]),
    gains: ['GET /key: key.list, KeyList2, key'],
  },
  {
    name: 'components that Pascal-case to the same, the new one exactly',
    released: schemas({ foo_bar: object('a') }),
    added: { components: { schemas: { FooBar: text, 'foo-bar': text } } },
    gains: ['#/components/schemas/FooBar: FooBar2', '#/components/schemas/foo-bar: FooBar3'],
  },
  {
    name: 'components that differ in case alone',
    released: schemas({ Foo: object('a') }),
    added: { components: { schemas: { foo: text, FOO: text } } },
    gains: ['#/components/schemas/foo: Foo2', '#/components/schemas/FOO: Foo3'],
  },
  {
    name: 'a component called like the number that another one got',
    released: schemas({ Foo: object('a'), foo: object('b') }),
    added: { components: { schemas: { Foo2: text } } },
    gains: ['#/components/schemas/Foo2: Foo22'],
  },
  {
    name: 'a component called like the type of what is sent',
    released: schemas({
      Foo: { ...object('a'), properties: { a: text, id: { type: 'string', readOnly: true } } },
    }),
    added: { components: { schemas: { FooInput: text } } },
    gains: ['#/components/schemas/FooInput: FooInput2'],
  },
  {
    name: 'a field that only responses have, where the name for requests is a component',
    released: schemas({ Foo: object('a'), FooInput: object('b') }),
    added: { components: { schemas: { Foo: { properties: { id: { type: 'string', readOnly: true } } } } } },
    gains: ['#/components/schemas/Foo: FooInput2'],
  },
  {
    name: 'a component called like a type of the language',
    released: schemas({ record: object('a') }),
    added: { components: { schemas: { Record: text, Blob: text, APIError: text, Test: text } } },
    gains: [
      '#/components/schemas/Record: RecordSchema2',
      '#/components/schemas/Blob: BlobSchema',
      '#/components/schemas/APIError: ApiError',
      '#/components/schemas/Test: Test',
    ],
  },
  {
    name: 'a component called like a schema inside of another',
    released: schemas({
      A: { type: 'object', properties: { kind: { type: 'string', enum: ['x', 'y'] } } },
      B: { type: 'object', properties: { kind: ref('A/properties/kind') } },
    }),
    added: { components: { schemas: { AKind: text } } },
    gains: ['#/components/schemas/AKind: AKind2'],
  },
];

export const NAMES: readonly Addition[] = [...METHODS, ...MODULES, ...TYPES];
