// `pnpm bench:faults`: what a caller gets of our client, and of its peers, when things go wrong.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '@scripts/kit/turbo.ts';
import { type Comparison, comparisonText, sums, targets } from './comparison.ts';
import { type Peer, peerResults, peers, type PeerResult } from './peers.ts';
import { startFaultServer } from './server.ts';
import { versions } from './versions.ts';
import { installOnDemand } from '@scripts/kit/install-tools.ts';
import { print, say } from '@scripts/kit/print.ts';

const usage = `pnpm bench:faults [--json]

The faults of the table of failures, met by one rotate call each: of our client, of cloudflare, of hey-api's generated
client and of openapi-fetch. It takes about a minute. The peers are installed into a temporary folder.`;

try {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values } = parseArgs({ options });
  if (values.help) print(usage);
  else await compare(values.json === true);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function compare(json: boolean): Promise<void> {
  say(`build: ${await build.run()}`);
  const installation = await installOnDemand('faults', versions, say);
  const work = await mkdtemp(join(installation, 'work-'));
  const server = await startFaultServer();
  try {
    const setting = { installation, work, runs: 1, documents: ['rotate'], say } as const;
    const results: Partial<Record<Peer, Record<string, PeerResult>>> = {};
    for (const peer of peers) {
      say(peer);
      results[peer] = await peerResults(setting, server, peer, targets());
    }
    const comparison = results as Comparison;
    print(
      json ? JSON.stringify({ versions, ...comparison, sums: sums(comparison) }) : comparisonText(comparison),
    );
  } finally {
    await server.close();
    await rm(work, { recursive: true, force: true });
  }
}
