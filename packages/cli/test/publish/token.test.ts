import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../../src/child-program.js';
import { originAgent } from '../../src/publish/agent.js';
import { registryOf } from '../../src/publish/environment.js';
import { trustedToken } from '../../src/publish/identity.js';
import { folder, speclineWith, write } from '../workspace.js';
import { cert, key } from './certificate.js';
import { publishable } from './packages.js';
import { plantedServer } from './planted-server.js';
import { startRegistry } from './registry.js';

const TOKEN = 'npm_Canary/Token+1234567890';
const ALONE = { runtime: {} };
const COMMAND = fileURLToPath(new URL('../../bin/specline.js', import.meta.url));

function publish(url: string, env: NodeJS.ProcessEnv = {}) {
  const named = { SPECLINE_REGISTRY: url, SPECLINE_TOKEN: TOKEN, SPECLINE_READ_TOKEN: '' };
  return speclineWith({ ...named, ...env }, publishable(ALONE), 'publish');
}

const { url: standard } = registryOf({ SPECLINE_REGISTRY: 'public' });

test('the public registry is the same one and over https:, whatever configures npm', () => {
  const npmrc = 'registry=http://127.0.0.1:1/\n';
  const planted = folder({
    '.npmrc': npmrc,
    'package.json': '{ "workspaces": ["*"] }',
    'specline-no-configuration/user': npmrc,
    'specline-no-configuration/global': npmrc,
  });
  const env = {
    SPECLINE_REGISTRY: 'public',
    TMPDIR: planted,
    HOME: planted,
    XDG_CONFIG_HOME: planted,
    PATH: planted,
    npm_config_registry: 'http://127.0.0.1:1/',
    NPM_CONFIG_REGISTRY: 'http://127.0.0.1:1/',
    npm_config_userconfig: `${planted}/.npmrc`,
  };
  expect(standard.protocol).toBe('https:');
  expect(registryOf(env)).toEqual({ url: standard, isPublic: true, hasProvenance: false });
});

describe('a redirect to another origin is not followed with what is published', () => {
  test.each([301, 302, 303, 307, 308])('%s', async (status) => {
    const elsewhere = await plantedServer((_, response) => response.writeHead(404).end());
    const { url, requests } = await plantedServer(({ method, url: path }, response) => {
      if (method === 'PUT') response.writeHead(status, { location: `${elsewhere.url}${path}` }).end();
      else response.writeHead(404).end('{}');
    });
    expect(await publish(url)).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        '@test/runtime@1.0.0: it was not published: the registry redirects to another origin; run the command again: what is published by then is left out\n',
    });
    expect(elsewhere.requests).toEqual([]);
    expect(requests).toContain(`PUT /@test%2fruntime Bearer ${TOKEN}`);
  });

  test('and one of a question goes there without the token', async () => {
    const elsewhere = await plantedServer((_, response) => response.writeHead(404).end('{}'));
    const { url } = await plantedServer((_, response) =>
      response.writeHead(307, { location: `${elsewhere.url}a` }).end(),
    );
    await publish(url);
    expect(elsewhere.requests).toContain('GET /a -');
    expect(elsewhere.requests.join()).not.toContain('Bearer');
  });
});

test('an address of IPv6 is one', async () => {
  const agent = originAgent(new URL('http://[::1]:1/'), {});
  const socket = agent.createConnection({ host: '[::1]', port: 1 }, () => {});
  const [error] = (await once(socket as Socket, 'error')) as [NodeJS.ErrnoException];
  // Nobody listens, or the machine has no IPv6; the name was understood.
  expect(error.code).toMatch(/^(?:ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT|ENETUNREACH)$/);
});

test('over https:, by the authorities that Node trusts', async () => {
  const server = createServer({ key, cert }, ({ method }, response) =>
    response.writeHead(method === 'PUT' ? 201 : 404).end('{}'),
  );
  server.listen(0, 'localhost');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const root = publishable(ALONE, { 'ca.pem': cert });
  const env = {
    ...process.env,
    SPECLINE_REGISTRY: `https://localhost:${(server.address() as AddressInfo).port}`,
    SPECLINE_TOKEN: TOKEN,
    SPECLINE_READ_TOKEN: '',
  };
  const publishWith = (more: NodeJS.ProcessEnv) =>
    runProgram(['node', COMMAND, 'publish'], { cwd: root, env: { ...env, ...more } });
  expect(await publishWith({})).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'SPECLINE_REGISTRY: the registry cannot be reached (DEPTH_ZERO_SELF_SIGNED_CERT); check the URL and the network\n',
  });
  expect(await publishWith({ NODE_EXTRA_CA_CERTS: join(root, 'ca.pem') })).toEqual({
    code: 0,
    stdout: '@test/runtime 1.0.0: published as latest\n',
    stderr: '',
  });
});

test.each([
  ['percent-encoded', encodeURIComponent(TOKEN)],
  ['in base64', Buffer.from(TOKEN).toString('base64')],
  ['as the password of a pair', Buffer.from(`user:${TOKEN}`).toString('base64')],
  ['cut', TOKEN.slice(0, 14)],
])('a registry that repeats the token %s is quoted without it', async (_, form) => {
  const { url } = await plantedServer(({ method }, response) => {
    response.writeHead(method === 'PUT' ? 401 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: `no such token: ${form}` }));
  });
  const { exit, stderr } = await publish(url);
  expect({ exit, stderr }).toEqual({
    exit: 2,
    stderr: expect.stringMatching(/no such token: \S{0,8}\*\*\*/),
  });
  expect(stderr).not.toContain(form.slice(8, 14));
});

test('a registry that serves files named by the token is quoted without it', async () => {
  const root = publishable(ALONE);
  const packed = join(root, 'packed');
  const pack = { SPECLINE_REGISTRY: '', SPECLINE_TOKEN: '', SPECLINE_READ_TOKEN: '' };
  write(root, { [`packages/runtime/${TOKEN.replace('/', '-')}.js`]: '' });
  await speclineWith(pack, root, 'publish', '--dry-run', '--out', packed);
  const tarball = readFileSync(join(packed, 'test-runtime-1.0.0.tgz'));
  const { url } = await plantedServer((request, response) => {
    const dist = { tarball: `${url}a.tgz` };
    response.end(
      request.url === '/a.tgz'
        ? tarball
        : JSON.stringify({ versions: { '1.0.0': { dist } }, 'dist-tags': {} }),
    );
  });
  const token = TOKEN.replace('/', '-');
  const env = { SPECLINE_REGISTRY: url, SPECLINE_TOKEN: token, SPECLINE_READ_TOKEN: '' };
  expect((await speclineWith(env, publishable(ALONE), 'publish')).stderr).toContain(
    '@test/runtime@1.0.0: the registry has this version with other contents (***.js)',
  );
});

test('the dist-tag is the one of the version, whatever package.json says', async () => {
  const registry = await startRegistry();
  onTestFinished(() => registry.close());
  const member: object = { version: '2.0.0-next.0', tag: 'latest' };
  const root = publishable({ runtime: member });
  expect((await speclineWith(registry.env, root, 'publish')).exit).toBe(0);
  expect((await registry.packageOf('@test/runtime')).tags).toMatchObject({ next: '2.0.0-next.0' });
  expect(registry.uploads()).toBe(1);
});

describe('a trusted publisher', () => {
  const registryAt = (url: string) => ({ url: new URL(url), isPublic: true, hasProvenance: true });

  test('exchanges the identity of its job for a token of the one package', async () => {
    const ci = await plantedServer((_, response) => response.end('{ "value": "identity" }'));
    const registry = await plantedServer((_, response) => response.end('{ "token": "short-lived" }'));
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `${ci.url}?a=1`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'job' };
    expect(await trustedToken(registryAt(registry.url), '@test/runtime', env)).toBe('short-lived');
    expect(ci.requests).toEqual(['GET /?a=1&audience=npm%3A127.0.0.1 Bearer job']);
    expect(registry.requests).toEqual([
      'POST /-/npm/v1/oidc/token/exchange/package/@test%2fruntime Bearer identity',
    ]);
  });

  test.each<[name: string, status: number, body: string, why: string]>([
    ['is refused', 403, '{ "message": "identity" }', 'status 403'],
    ['gets no token', 200, '{}', 'status 200'],
    ['gets no answer that can be read', 200, 'identity', 'status 200'],
  ])('%s', async (_, status, body, why) => {
    const { url } = await plantedServer((__, response) => response.writeHead(status).end(body));
    const env = { NPM_ID_TOKEN: 'identity' };
    await expect(trustedToken(registryAt(url), 'a', env)).rejects.toThrow(
      `SPECLINE_TOKEN: there is no token to publish with, and none for the identity of this job (${why}); set SPECLINE_TOKEN, or make this workflow a trusted publisher of the package`,
    );
  });

  test('shows its identity to no other origin', async () => {
    const elsewhere = await plantedServer((_, response) => response.end('{ "token": "a" }'));
    const { url } = await plantedServer((_, response) =>
      response.writeHead(307, { location: elsewhere.url }).end(),
    );
    await expect(trustedToken(registryAt(url), 'a', { NPM_ID_TOKEN: 'identity' })).rejects.toThrow(
      'none for',
    );
    expect(elsewhere.requests).toEqual([]);
  });
});
