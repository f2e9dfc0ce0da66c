import { expect, test } from 'vitest';
import { formatProblem } from '../src/index.js';
import type { Json } from '../src/index.js';
import { modelOf, operation } from './fixtures.js';

const securitySchemes: Json = {
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  basic: { type: 'http', scheme: 'Basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  digest: { type: 'http', scheme: 'Digest' },
  oauth: { type: 'oauth2', flows: {} },
  openId: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com' },
  certificate: { type: 'mutualTLS' },
};

function secured(security: Json, openapi = '3.1.0') {
  return modelOf({
    openapi,
    paths: { '/a': { get: operation({ security }) } },
    components: { securitySchemes },
  });
}

test('every kind of scheme', () => {
  const { model, problems, accounts } = secured([]);
  expect(problems).toEqual([]);
  expect(Object.fromEntries(model.securitySchemes.map((scheme) => [scheme.name, scheme]))).toMatchObject({
    header: { kind: 'api-key', in: 'header', parameter: 'X-Key' },
    query: { kind: 'api-key', in: 'query', parameter: 'key' },
    cookie: { kind: 'api-key', in: 'cookie', parameter: 'sid' },
    basic: { kind: 'basic' },
    bearer: { kind: 'bearer' },
    digest: { kind: 'bearer', scheme: 'Digest' },
    oauth: { kind: 'bearer' },
    openId: { kind: 'bearer' },
  });
  expect(accounts.ignored).toContainEqual({
    pointer: '#/components/securitySchemes/certificate',
    reason: 'a client certificate is given to fetch, not to the client',
  });
});

test('several at once, alternatives, and none', () => {
  const { model, problems } = secured([{ header: [], oauth: ['read'] }, { basic: [] }, {}]);
  expect(problems).toEqual([]);
  expect(model.operations[0]?.security).toEqual([
    [
      { scheme: 'header', scopes: [] },
      { scheme: 'oauth', scopes: ['read'] },
    ],
    [{ scheme: 'basic', scopes: [] }],
    [],
  ]);
});

test('two in one header field are doubtful', () => {
  expect(secured([{ basic: [], bearer: [], header: [] }]).warnings.map(formatProblem)).toEqual([
    '#/paths/~1a/get/security/0: basic and bearer both go into the header Authorization, and only bearer is sent; list them as alternatives',
  ]);
});

test('a scheme by reference is of 3.2', () => {
  const security = [{ '#/components/securitySchemes/basic': [] }];
  expect(secured(security, '3.2.0').model.operations[0]?.security).toEqual([
    [{ scheme: 'basic', scopes: [] }],
  ]);
  expect(secured(security).warnings.map(({ message }) => message)).toEqual([
    'security scheme #/components/securitySchemes/basic is not declared; nothing is sent for it',
  ]);
});

test('options have names of their own', () => {
  const bearer = { type: 'http', scheme: 'bearer' };
  const schemes = { api_key: bearer, apiKey: bearer, timeout: bearer, chosen: bearer };
  const sdk = { auth: { chosen: { option: 'apiKey2' } } };
  const { model } = modelOf({ components: { securitySchemes: schemes } }, { sdk });
  expect(model.surface.auth.map(({ option }) => option)).toEqual([
    'apiKey',
    'apiKey3',
    'timeoutCredential',
    'apiKey2',
  ]);
});

test('no option is called like one that every client has', () => {
  const components = { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } };
  const { sdkProblems } = modelOf({ components }, { sdk: { auth: { token: { option: 'timeout' } } } });
  expect(sdkProblems.map(formatProblem)).toEqual([
    '#/auth/token: every client has an option timeout; give another name',
  ]);
});
