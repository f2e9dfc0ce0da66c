import { mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  authority,
  clientCertificate,
  clientKey,
  startNetwork,
  type Network,
} from '../../packages/runtime/test/network-loopback.ts';
import type { NodeRuntime } from './engines.ts';
import { verdictOf, type Findings, type Verdict } from './verdicts.ts';

const ROTATED = 'subscribe';

/** What every check of scripts/fixtures/network has to find: the type of the token, or how the call failed. */
const networkFindings = {
  'unknown authority': 'APIConnectionError not-applied',
  'no certificate': 'OutcomeUnknownError unknown',
  'proxy: dispatcher': ROTATED,
  'proxy: dispatcher by variables': ROTATED,
  'proxy: fetch of undici': ROTATED,
  'authority: dispatcher': ROTATED,
  'certificate: dispatcher': ROTATED,
  'certificate: fetch of undici': ROTATED,
} as const satisfies Findings;

/** Runs the compiled program in every Node: with the undici that fits them all, and with the variables of Node itself. */
export async function networkVerdicts(nodes: readonly NodeRuntime[], file: string): Promise<Verdict[]> {
  const network = await startNetwork((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json').end(JSON.stringify(rotated));
  });
  try {
    const verdicts: Verdict[] = [];
    for (const node of nodes) verdicts.push(await networkVerdict(node, file, network));
    return verdicts;
  } finally {
    await network.close();
  }
}

const rotated = {
  success: true,
  errors: [],
  messages: [],
  result: { token: 'eyJ-rotated', type: ROTATED },
};

async function networkVerdict(node: NodeRuntime, file: string, network: Network): Promise<Verdict> {
  const { close: _, ...places } = network;
  const undici = pathToFileURL(node.undici).href;
  const folder = await mkdtemp(join(dirname(file), 'authority-'));
  const pem = join(folder, 'authority.pem');
  await writeFile(pem, authority);
  const env = { NODE_EXTRA_CA_CERTS: pem };
  const proxied = { ...env, NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: network.proxyURL };
  const verdicts = [
    await found(node, networkFindings),
    await found({ ...node, env }, { 'authority: variable': ROTATED }),
    ...(node.readsProxyVariables
      ? [await found({ ...node, env: proxied }, { 'proxy: variable': ROTATED })]
      : []),
  ];
  return { runtime: node.name, checks: Object.assign({}, ...verdicts.map(({ checks }) => checks)) };

  function found(runtime: NodeRuntime, findings: Findings): Promise<Verdict> {
    const checks = Object.keys(findings);
    const input = { ...places, authority, clientCertificate, clientKey, undici, checks };
    return verdictOf(runtime, { file, input, origin: '' }, findings);
  }
}
