import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatProblem, loadApi, loadDocument, loadSdk, packageProblems } from '../src/index.js';
import type { Json, Sdk } from '../src/index.js';
import { documentWith, faultsOf, folder, modelOf, operation, pathParameters, refusal } from './fixtures.js';

function load(text: string): string[] {
  const path = join(folder({ 'api.yaml': text }), 'api.yaml');
  return faultsOf(() => loadDocument(path, { base: dirname(path) }));
}

describe('a document that cannot be read', () => {
  test.each([
    [
      'not YAML',
      'a: [1',
      [
        'api.yaml:1:6: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      ],
    ],
    [
      'empty',
      '',
      [
        'api.yaml:1:1 #: this is not an OpenAPI document but empty; give the file that begins with openapi: 3.1.0',
      ],
    ],
    [
      'a list',
      '- a',
      [
        'api.yaml:1:1 #: this is not an OpenAPI document but a list; give the file that begins with openapi: 3.1.0',
      ],
    ],
    [
      'not OpenAPI',
      'name: x',
      ['api.yaml:1:1 #: this is not an OpenAPI document: it has no member openapi; add openapi: 3.1.0'],
    ],
    ['Swagger 1', 'swagger: "1.2"', ['api.yaml:1:1 #/swagger: Swagger 1.2 is not supported; use 2.0']],
    [
      'a version to come',
      'openapi: 3.9.0',
      ['api.yaml:1:1 #/openapi: OpenAPI 3.9.0 is not supported; use 3.0.x, 3.1.x or 3.2.x'],
    ],
  ])('%s', (_, text, want) => {
    expect(load(text)).toEqual(want);
  });

  test('no such file', () => {
    expect(refusal(() => loadDocument('/nowhere/api.yaml', { base: '/nowhere' }))).toEqual([
      'api.yaml: there is no such file; check the path',
    ]);
  });

  test('aliases that multiply', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const name of 'bcdefgh')
      lines.push(
        `${name}: &${name} [${Array(10)
          .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
          .join(', ')}]`,
      );
    expect(load(lines.join('\n'))).toEqual([
      'api.yaml: the document has more than 100000 values; split it, or use fewer aliases',
    ]);
  });
});

describe('a document whose structure is wrong', () => {
  const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\n';
  test.each([
    [
      'a keyword missing',
      'openapi: 3.1.0\ninfo: { title: T }\npaths: {}\n',
      ['api.yaml:2:1 #/info: an info object needs version; add version'],
    ],
    [
      'a misspelt keyword',
      `${head}paths:\n  /a:\n    get:\n      reponses: {}\n`,
      [
        'api.yaml:6:7 #/paths/~1a/get/reponses: reponses is not a keyword of an operation object; did you mean responses?',
      ],
    ],
    [
      'a wrong kind of value',
      `${head}paths: []\n`,
      ['api.yaml:3:1 #/paths: expected a paths object, found a list; correct it'],
    ],
    [
      'a reference that leads nowhere',
      `${head}components:\n  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n`,
      [
        'api.yaml:6:7 #/components/schemas/A/$ref: $ref leads nowhere: #/components/schemas/B; correct the pointer or add its target',
      ],
    ],
    [
      'every fault is named',
      `${head}components:\n  schemas:\n    A: { type: object, required: true }\n    B: { $anchor: 1 }\n    C: { $ref: '#/nowhere' }\n`,
      [
        'api.yaml:7:10 #/components/schemas/C/$ref: $ref leads nowhere: #/nowhere; correct the pointer or add its target',
        'api.yaml:5:24 #/components/schemas/A/required: expected a list of strings, found true; it is ignored; correct it',
        'api.yaml:6:10 #/components/schemas/B/$anchor: expected a string, found 1; it is read as "1"; correct it',
      ],
    ],
    [
      'faults in what no client has',
      `${head}webhooks:\n  made:\n    post:\n      requestBody: { $ref: '#/nowhere' }\n`,
      [
        'api.yaml:6:22 #/webhooks/made/post/requestBody/$ref: $ref leads nowhere: #/nowhere; correct the pointer or add its target',
      ],
    ],
  ])('%s', (_, text, want) => {
    expect(load(text)).toEqual(want);
  });

  test('too deep', () => {
    const deep = `${'{"items":'.repeat(300)}{}${'}'.repeat(300)}`;
    expect(
      load(
        `{"openapi":"3.1.0","info":{"title":"T","version":"1"},"components":{"schemas":{"A":${deep}}}}`,
      )[0],
    ).toMatch(/the document is nested deeper than 200 levels; flatten it$/);
  });
});

describe('a document that says what cannot be', () => {
  const parameter = (more: Readonly<Record<string, Json>>): Json =>
    operation({ parameters: [{ name: 'a', in: 'query', schema: {}, ...more }] });

  test.each<[string, Json, string]>([
    ['/{id}', operation(), '#/paths/~1{id}/get: path parameter {id} is not declared; add it to parameters'],
    [
      '/a',
      parameter({ in: 'body' }),
      '#/paths/~1a/get/parameters/0/in: a parameter cannot be in body; write path, query, header or cookie',
    ],
    [
      '/a',
      parameter({ style: 'matrix' }),
      '#/paths/~1a/get/parameters/0/style: style matrix does not exist for a query parameter; use form, spaceDelimited, pipeDelimited, deepObject',
    ],
    [
      '/a',
      { responses: { '20X': { description: '' } } },
      '#/paths/~1a/get/responses/20X: 20X is not a status; write 200, 4XX or default',
    ],
  ])('%s', (path, get, want) => {
    const method = want.includes('/post/') ? 'post' : 'get';
    expect(modelOf({ paths: { [path]: { [method]: get } } }).problems.map(formatProblem)).toEqual([want]);
  });

  test.each<[string, Json, string]>([
    [
      '/a',
      operation({ parameters: pathParameters('id') }),
      '#/paths/~1a/post: path parameter id is declared but not in the path /a; it is ignored; add {id} to the path or remove the parameter',
    ],
    [
      '/{a}',
      parameter({ in: 'path' }),
      '#/paths/~1{a}/post/parameters/0: path parameter {a} is not required; it is read as if it were; add required: true',
    ],
    [
      '/a',
      operation({ requestBody: { content: {} } }),
      '#/paths/~1a/post/requestBody: the request body has no media type; the client sends none; add one to content',
    ],
    [
      '/a',
      operation({ security: [{ key: [] }] }),
      '#/paths/~1a/post/security/0/key: security scheme key is not declared; nothing is sent for it; add it to components.securitySchemes',
    ],
  ])('%s without doubt', (path, post, want) => {
    const { model, problems, warnings } = modelOf({ paths: { [path]: { post } } });
    expect(problems).toEqual([]);
    expect(warnings.map(formatProblem)).toEqual([want]);
    expect(model.operations[0]?.parameters.map(({ required }) => required)).toEqual(
      path === '/a' ? [] : [true],
    );
  });

  test('a security scheme that no client serves', () => {
    const components = {
      securitySchemes: {
        d: { type: 'http', scheme: 'di gest' },
        k: { type: 'apiKey', name: 'k', in: 'body' },
      },
    };
    expect(modelOf({ components }).problems.map(formatProblem)).toEqual([
      '#/components/securitySchemes/d: a security scheme of http di gest is not supported; use http with a scheme, apiKey in header, query or cookie, oauth2, openIdConnect or mutualTLS',
      '#/components/securitySchemes/k: a security scheme of apiKey body is not supported; use http with a scheme, apiKey in header, query or cookie, oauth2, openIdConnect or mutualTLS',
    ]);
  });
});

describe('sdk.yaml', () => {
  const sdkOf = (text: string) =>
    refusal(() => loadSdk(join(folder({ 'sdk.yaml': text }), 'sdk.yaml'), 'sdk.yaml'));

  test.each([
    ['client: A\nenvelop: result\n', 'sdk.yaml:2:1 #/envelop: unknown key envelop; did you mean envelope?'],
    [
      'idempotent: [/a]\n',
      'sdk.yaml:1:14 #/idempotent/0: this does not match ^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) /; correct it',
    ],
    [
      'idempotencyHeader: "a b"\n',
      "sdk.yaml:1:1 #/idempotencyHeader: this does not match ^[!#$%&'*+.^_`|~0-9A-Za-z-]+$; correct it",
    ],
    ['auth:\n  a: { env: A }\n', 'sdk.yaml:2:3 #/auth/a: option is missing; add it'],
    ['client: 1a\n', 'sdk.yaml:1:1 #/client: this does not match ^[A-Za-z_$][A-Za-z0-9_$]*$; correct it'],
    ['packages: []\n', 'sdk.yaml:1:1 #/packages: must be object; correct it'],
  ])('%j', (text, want) => {
    expect(sdkOf(text)).toEqual([want]);
  });

  test.each<[string, Sdk, string]>([
    [
      'two equal names',
      { methods: { 'GET /a': 'x.y', 'GET /b': 'x.y' } },
      '#/methods/GET ~1b: GET /b and GET /a are both called x.y; give one of them another name',
    ],
    [
      'a name for no operation',
      { methods: { 'GET /aa': 'x.y' } },
      '#/methods/GET ~1aa: the document has no operation GET /aa; did you mean GET /a?',
    ],
    [
      'a name that clients have',
      { methods: { 'GET /a': 'x.constructor' } },
      '#/methods/GET ~1a: constructor is a name that clients have already; give another name',
    ],
    [
      'an option for no scheme',
      { auth: { token: { option: 'token' } } },
      '#/auth/token: the document has no security scheme token; remove it',
    ],
  ])('%s', (_, sdk, want) => {
    const { sdkProblems } = modelOf(
      { paths: { '/a': { get: operation() }, '/b': { get: operation() } } },
      { sdk },
    );
    expect(sdkProblems.map(formatProblem)).toEqual([want]);
  });
});

describe('a workspace', () => {
  const defaults = "npmScope: '@test'\nlicense: MIT\n";

  test('an API that is not there', () => {
    const root = folder({ 'spec/defaults.yaml': defaults, 'spec/a/openapi.yaml': documentWith({}) });
    expect(refusal(() => loadApi(root, 'b'))).toEqual(['spec/b: there is no such API; the APIs are a']);
    expect(loadApi(root, 'a').loaded.file).toBe('spec/a/openapi.yaml');
  });

  test.each([
    ['a-types', 'the package a-types is claimed by a too'],
    ['A-Types', 'the package A-Types is claimed by a too'],
    ['b-client', 'types and client are both called b-client'],
    ['@specline/runtime', 'the package @specline/runtime is one that generated packages use'],
    ['b'.repeat(215), `the package ${'b'.repeat(215)} has more than 214 characters`],
  ])('a package called %s', (types, want) => {
    const claims = [
      { api: 'a', packages: { types: 'a-types', client: 'a-client' }, file: 'spec/a/sdk.yaml' },
      { api: 'b', packages: { types, client: 'b-client' }, file: 'spec/b/sdk.yaml' },
    ];
    expect(packageProblems(claims).map(formatProblem)).toEqual([
      `spec/b/sdk.yaml: ${want}; give it another name under packages`,
    ]);
  });
});
