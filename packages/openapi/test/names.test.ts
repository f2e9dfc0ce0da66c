import { describe, expect, test } from 'vitest';
import type { Json, Model } from '../src/index.js';
import { releasedNames } from '../src/index.js';
import { modelOf, operation, pathParameters } from './fixtures.js';

type Paths = Readonly<Record<string, Readonly<Record<string, Json>>>>;

function callsOf(model: Model): Record<string, string> {
  return Object.fromEntries(
    model.operations.map(({ key, call }) => [
      key,
      `${[...call.resource, call.method].join('.')} ${call.types.params}`,
    ]),
  );
}

function parametersIn(path: string): Json {
  return pathParameters(...[...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name));
}

/** Each path with its methods; every path parameter is declared. */
function pathsOf(methods: Readonly<Record<string, readonly string[]>>): Paths {
  return Object.fromEntries(
    Object.entries(methods).map(([path, names]) => [
      path,
      { parameters: parametersIn(path), ...Object.fromEntries(names.map((name) => [name, operation()])) },
    ]),
  );
}

describe('a name comes from the path', () => {
  test.each([
    [
      'post /accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate',
      'moq.relays.tokens.rotate TokenRotateParams',
    ],
    ['get /accounts/{account_id}/moq/relays', 'moq.relays.list RelayListParams'],
    ['post /accounts/{account_id}/moq/relays', 'moq.relays.create RelayCreateParams'],
    ['put /relays', 'relays.replaceAll RelayReplaceAllParams'],
    ['patch /relays', 'relays.editAll RelayEditAllParams'],
    ['delete /relays', 'relays.deleteAll RelayDeleteAllParams'],
    ['get /relays/{id}', 'relays.get RelayGetParams'],
    ['put /relays/{id}', 'relays.update RelayUpdateParams'],
    ['patch /relays/{id}', 'relays.edit RelayEditParams'],
    ['delete /relays/{id}', 'relays.delete RelayDeleteParams'],
    ['post /relays/{id}:cancel', 'relays.cancel RelayCancelParams'],
    ['post /domains/{id}/verify-all', 'domains.verifyAll DomainVerifyAllParams'],
    ['get /Calls/{Sid}.json', 'calls.get CallGetParams'],
    ['get /accounts/{account_id}', 'accounts.get AccountGetParams'],
    ['get /2010-04-01/calls', 'v20100401.calls.list CallListParams'],
    ['get /', 'list ListParams'],
    ['get /constructor/{id}', 'constructor_.get ConstructorGetParams'],
  ])('%s is %s', (given, want) => {
    const [method = '', path = ''] = given.split(' ');
    const { model } = modelOf(
      { paths: pathsOf({ [path]: [method] }) },
      { sdk: { scope: '/accounts/{account_id}' } },
    );
    expect(Object.values(callsOf(model))).toEqual([want]);
  });
});

test('where two names collide the operationId decides, and a warning says how to choose', () => {
  const paths = {
    '/gists/{id}': { get: operation({ operationId: 'gists/get', parameters: pathParameters('id') }) },
    '/gists/{id}/{sha}': { get: operation({ parameters: pathParameters('id', 'sha') }) },
  };
  const { model, warnings } = modelOf({ paths });
  expect(callsOf(model)).toEqual({
    'GET /gists/{id}': 'gists.gistsGet GistGistsGetParams',
    'GET /gists/{id}/{sha}': 'gists.getGistsByIdSha GistGetGistsByIdShaParams',
  });
  expect(warnings.map(({ remedy }) => remedy)).toEqual([
    'to choose its name, add "GET /gists/{id}": gists.gistsGet under methods in sdk.yaml',
    'to choose its name, add "GET /gists/{id}/{sha}": gists.getGistsByIdSha under methods in sdk.yaml',
  ]);
});

test('an operationId that names a resource gets a number, and the warning has it', () => {
  const paths = {
    '/auth/verify': { get: operation(), post: operation({ operationId: 'login' }) },
    '/auth/login/tokens': { get: operation() },
  };
  const { model, warnings } = modelOf({ paths });
  expect(callsOf(model)['POST /auth/verify']).toBe('auth.login2 AuthLogin2Params');
  expect(warnings.map(({ remedy }) => remedy)).toContain(
    'to choose its name, add "POST /auth/verify": auth.login2 under methods in sdk.yaml',
  );
});

test('a released name stays when a new operation collides with it', () => {
  const before = { '/gists/{id}': { get: operation({ parameters: pathParameters('id') }) } };
  const released = releasedNames(modelOf({ paths: before }).model);
  const paths = {
    ...before,
    '/gists/{id}/{sha}': { get: operation({ parameters: pathParameters('id', 'sha') }) },
  };
  expect(callsOf(modelOf({ paths }, { released }).model)).toEqual({
    'GET /gists/{id}': 'gists.get GistGetParams',
    'GET /gists/{id}/{sha}': 'gists.getGistsByIdSha GistGetGistsByIdShaParams',
  });
});

test('what sdk.yaml says comes first', () => {
  const sdk = { methods: { 'GET /relays': 'moq.all' } };
  expect(callsOf(modelOf({ paths: pathsOf({ '/relays': ['get'] }) }, { sdk }).model)).toEqual({
    'GET /relays': 'moq.all MoqAllParams',
  });
});

test('types of one name in two resources take a longer one', () => {
  const { model } = modelOf({ paths: pathsOf({ '/users/{id}/keys': ['get'], '/orgs/{id}/keys': ['get'] }) });
  expect(model.operations.map(({ call }) => call.types.params)).toEqual([
    'UserKeyListParams',
    'OrgKeyListParams',
  ]);
});

test('a component whose name an operation has gets Schema; two that differ in case get a number', () => {
  const schemas = { token_rotate_response: true, Record: true, foo: true, Foo: true };
  const { model } = modelOf({ paths: pathsOf({ '/tokens/rotate': ['post'] }), components: { schemas } });
  expect(model.schemas.map(({ typeName, module }) => `${typeName} ${module}`)).toEqual([
    'TokenRotateResponseSchema schemas/token-rotate-response-schema',
    'RecordSchema schemas/record-schema',
    'Foo2 schemas/foo2',
    'Foo schemas/foo',
  ]);
});

test('what is sent has a type of its own where it differs, also through references', () => {
  const schemas = {
    Plain: { type: 'object', properties: { a: { type: 'string' } } },
    Kennel: { type: 'array', items: { $ref: '#/components/schemas/Dog' } },
    Dog: { type: 'object', properties: { id: { type: 'string', readOnly: true } } },
    DogInput: { type: 'string' },
    Photo: { type: 'object', properties: { bytes: { type: 'string', format: 'binary' } } },
  };
  const { model } = modelOf({ components: { schemas } });
  expect(model.schemas.map(({ typeName, inputName }) => `${typeName} ${inputName}`)).toEqual([
    'Plain undefined',
    'Kennel KennelInput',
    'Dog DogInput2',
    'DogInput undefined',
    'Photo PhotoInput',
  ]);
});

test('a resource has a module of its own, whatever file systems make of letters', () => {
  const paths = pathsOf({ '/core': ['get'], '/core-resource': ['get'], '/a-b-c': ['get'], '/abc': ['get'] });
  const { model } = modelOf({ paths });
  expect(model.operations.map(({ call }) => `${call.resource.join('.')} ${call.module}`)).toEqual([
    'core core-resource',
    'coreResource core-resource-2',
    'aBC aBC',
    'abc abc-2',
  ]);
});

test('what sdk.yaml calls a method leads to no other', () => {
  const methods = { 'GET /a': 'x.y', 'GET /b': 'x.y.z' };
  const { sdkProblems } = modelOf({ paths: pathsOf({ '/a': ['get'], '/b': ['get'] }) }, { sdk: { methods } });
  expect(sdkProblems).toEqual([
    {
      pointer: '#/methods/GET ~1b',
      message: 'x.y.z leads through x.y, which is the name of a method',
      remedy: 'give one of them another name',
    },
  ]);
});

test('no operationId makes a method that clients have already', () => {
  const { model } = modelOf({
    paths: {
      '/a/{b}': { get: operation({ operationId: 'then', parameters: pathParameters('b') }) },
      '/a/{b}/{c}': { get: operation({ operationId: 'constructor', parameters: pathParameters('b', 'c') }) },
    },
  });
  expect(model.operations.map(({ call }) => call.method)).toEqual(['then_', 'constructor_']);
});
