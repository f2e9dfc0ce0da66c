import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, EnvHttpProxyAgent, ProxyAgent, fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { APIConnectionError, OutcomeUnknownError, type BaseClientOptions } from '../src/index.js';
import { clientFor, rotated, rotateWith } from './loopback.js';
import {
  authority as ca,
  clientCertificate as cert,
  clientKey as key,
  startNetwork,
  type Network,
} from './network-loopback.js';

let network: Network;
let answered = 0;

beforeAll(async () => {
  network = await startNetwork((request, response) => {
    answered++;
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(rotated));
  });
});

afterAll(() => network.close());

type Recipe = [
  title: string,
  url: (network: Network) => string,
  options: (network: Network) => BaseClientOptions,
];

const behindProxy = (there: Network) => there.behindProxy;
const forCertificates = (there: Network) => there.forCertificates;
const ownFetch = undiciFetch as unknown as NonNullable<BaseClientOptions['fetch']>;

const recipes: readonly Recipe[] = [
  [
    'a proxy',
    behindProxy,
    ({ proxyURL }) => ({
      fetchOptions: { dispatcher: new ProxyAgent({ uri: proxyURL, requestTls: { ca } }) },
    }),
  ],
  [
    'the proxy that the environment names',
    behindProxy,
    ({ proxyURL }) => ({
      fetchOptions: { dispatcher: new EnvHttpProxyAgent({ httpsProxy: proxyURL, requestTls: { ca } }) },
    }),
  ],
  [
    'a private authority',
    ({ url }) => url,
    () => ({ fetchOptions: { dispatcher: new Agent({ connect: { ca } }) } }),
  ],
  [
    'a client certificate',
    forCertificates,
    () => ({ fetchOptions: { dispatcher: new Agent({ connect: { ca, cert, key } }) } }),
  ],
  [
    'a client certificate, with the fetch of undici',
    forCertificates,
    () => ({ fetch: ownFetch, fetchOptions: { dispatcher: new Agent({ connect: { ca, cert, key } }) } }),
  ],
];

test.each(recipes)('a call with %s', async (_, url, options) => {
  await expect(rotateWith(clientFor(url(network), options(network)))).resolves.toEqual(rotated.result);
});

test('without its authority, the call to a server is not sent', async () => {
  const error: unknown = await rotateWith(clientFor(network.url)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(APIConnectionError);
  expect(error).toMatchObject({ outcome: 'not-applied', cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } });
});

test('without a client certificate, the call to a server that asks for one fails', async () => {
  const before = answered;
  const fetchOptions = { dispatcher: new Agent({ connect: { ca } }) };
  const call = rotateWith(clientFor(network.forCertificates, { fetchOptions }));
  // TLS 1.3 lets a client send before the server has judged its certificate: what became of the call is not known.
  await expect(call).rejects.toBeInstanceOf(OutcomeUnknownError);
  expect(answered).toBe(before);
});

/** What a process prints that makes the call, with the variables. */
async function callOf(url: string, env: Record<string, string>): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'specline-network-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'authority.pem');
  await writeFile(file, ca);
  const code = `
import { APIClient } from ${JSON.stringify(new URL('../dist/esm/index.js', import.meta.url))};
const client = new APIClient({ baseURL: ${JSON.stringify(url)} }, { name: 'example', auth: {} });
console.log(JSON.stringify(await client.request('POST', '/tokens')));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...env, NODE_EXTRA_CA_CERTS: file },
  });
  return JSON.parse(stdout);
}

test('variables of Node alone: a private authority, and a proxy', async () => {
  await expect(callOf(network.url, {})).resolves.toEqual(rotated);
  const env = { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: network.proxyURL };
  await expect(callOf(network.behindProxy, env)).resolves.toEqual(rotated);
});
