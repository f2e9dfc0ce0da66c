import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { registryOf } from '../../src/publish/environment.js';
import { trustedToken } from '../../src/publish/identity.js';
import { shownBy } from '../../src/publish/registry.js';
import { speclineWith } from '../workspace.js';
import { publishable } from './packages.js';
import { plantedServer } from './planted-server.js';

const TOKEN = 'npm_Canary/Token+1234567890';
const MIB = 'a'.repeat(1024 * 1024);
const NAME = '@test/runtime';
const ANOTHER = { '1.0.0': { dist: { tarball: 'package.tgz', integrity: 'sha512-other' } } };

/** Writes as long as anybody reads. */
function endless(response: ServerResponse, chunk: string): void {
  const go = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', go);
  go();
}

async function publishTo(metadata: string | undefined, tarball?: string) {
  const { url } = await plantedServer(({ url: path }, response) => {
    const answer = path === '/package.tgz' ? tarball : metadata;
    if (answer === undefined) endless(response, MIB);
    else response.end(answer);
  });
  const env = { SPECLINE_REGISTRY: url, SPECLINE_TOKEN: TOKEN, SPECLINE_READ_TOKEN: '' };
  return speclineWith(env, publishable({ runtime: {} }), 'publish');
}

describe('a registry whose answers do not end is not read to the end', { timeout: 300_000 }, () => {
  test('about a package', async () => {
    expect(await publishTo(undefined)).toEqual({
      exit: 2,
      stdout: '',
      stderr: `${NAME}: the registry's response has more than 64 MiB; ask the operators of the registry\n`,
    });
  });

  test('with a tarball', async () => {
    expect(await publishTo(JSON.stringify({ versions: ANOTHER }))).toEqual({
      exit: 2,
      stdout: '',
      stderr: `${NAME}: the registry's response has more than 256 MiB; ask the operators of the registry\n`,
    });
  });

  test('with a token', async () => {
    const { url } = await plantedServer((_, response) => endless(response, MIB));
    const registry = registryOf({ SPECLINE_REGISTRY: url });
    await expect(trustedToken(registry, NAME, { NPM_ID_TOKEN: 'identity' })).rejects.toThrow(
      'there is no token to publish with, and none for the identity of this job (status 200)',
    );
  });
});

describe('an answer that tells of no package', () => {
  test.each([
    '',
    'null',
    '[]',
    '"text"',
    '{"versions":[]}',
    '{"versions":{"1.0.0":null}}',
    '{"versions":{"1.0.0":{}}}',
    '{"versions":{"1.0.0":{"dist":{}}}}',
    '{"versions":{"1.0.0":{"dist":{"tarball":"a","integrity":1}}}}',
    '{"dist-tags":[]}',
    '{"dist-tags":{"latest":1}}',
    '['.repeat(1_000_000),
  ])('answer %#', async (answer) => {
    const { url } = await plantedServer((_, response) => void response.end(answer));
    const asked = shownBy(registryOf({ SPECLINE_REGISTRY: url }), NAME);
    await expect(asked).rejects.toThrow(
      `${NAME}: the registry's response describes no package; ask the operators of the registry`,
    );
  });
});

test.each([
  [
    'no address',
    'http://[',
    `${NAME}: the registry's response has no URL of the tarball; ask the operators of the registry\n`,
  ],
  [
    'what is no address of the web',
    'file:///etc/passwd',
    expect.stringMatching(/^SPECLINE_REGISTRY: the registry cannot be reached \(.+\); check the URL/),
  ],
])('a tarball with %s', async (_, tarball, stderr) => {
  const versions = { '1.0.0': { dist: { tarball, integrity: 'sha512-other' } } };
  expect(await publishTo(JSON.stringify({ versions }))).toEqual({ exit: 2, stdout: '', stderr });
});

test('an answer that is cut off', async () => {
  const { url } = await plantedServer((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{');
    setTimeout(() => response.destroy(), 50);
  });
  const env = { SPECLINE_REGISTRY: url, SPECLINE_TOKEN: TOKEN, SPECLINE_READ_TOKEN: '' };
  expect(await speclineWith(env, publishable({ runtime: {} }), 'publish')).toEqual({
    exit: 2,
    stdout: '',
    stderr:
      'SPECLINE_REGISTRY: the registry cannot be reached (UND_ERR_SOCKET); check the URL and the network\n',
  });
});
