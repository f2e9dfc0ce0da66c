import { expect, test } from 'vitest';
import { registryOf, withoutTokens } from '../../src/publish/environment.js';

const { PATH } = process.env;
const elsewhere = { SPECLINE_REGISTRY: 'https://packages.test/npm' };
const { url } = registryOf({ PATH, SPECLINE_REGISTRY: 'public' });

test.each<[name: string, env: NodeJS.ProcessEnv, isPublic: boolean, hasProvenance: boolean]>([
  ['the public registry', { SPECLINE_REGISTRY: 'public' }, true, false],
  ['the public registry by its URL', { SPECLINE_REGISTRY: url.href }, true, false],
  ['the public registry by its URL, spelt otherwise', { SPECLINE_REGISTRY: `${url.origin}.` }, true, false],
  [
    'whatever npm is set up to use',
    { SPECLINE_REGISTRY: url.href, npm_config_registry: 'https://a.test' },
    true,
    false,
  ],
  ['another', elsewhere, false, false],
  [
    'the public one, from GitHub',
    { SPECLINE_REGISTRY: 'public', ACTIONS_ID_TOKEN_REQUEST_URL: 'a' },
    true,
    true,
  ],
  ['the public one, from GitLab', { SPECLINE_REGISTRY: 'public', SIGSTORE_ID_TOKEN: 'a' }, true, true],
  ['another, which has no provenance', { ...elsewhere, ACTIONS_ID_TOKEN_REQUEST_URL: 'a' }, false, false],
])('%s', async (_, env, isPublic, hasProvenance) => {
  expect(registryOf({ PATH, ...env })).toMatchObject({ isPublic, hasProvenance });
});

test.each([
  ['one for both', { SPECLINE_TOKEN: 'a' }, { readToken: 'a', writeToken: 'a' }],
  ['one for each', { SPECLINE_TOKEN: 'a', SPECLINE_READ_TOKEN: 'b' }, { readToken: 'b', writeToken: 'a' }],
  ['one to read', { SPECLINE_TOKEN: '', SPECLINE_READ_TOKEN: 'b' }, { readToken: 'b' }],
  ['none', {}, {}],
])('tokens: %s', async (_, tokens, want) => {
  expect(registryOf({ PATH, ...elsewhere, ...tokens })).toEqual({
    url: new URL('https://packages.test/npm/'),
    isPublic: false,
    hasProvenance: false,
    ...want,
  });
});

test('what packs is not given the tokens', () => {
  expect(withoutTokens({ PATH, SPECLINE_TOKEN: 'a', SPECLINE_READ_TOKEN: 'b' })).toEqual({ PATH });
});
