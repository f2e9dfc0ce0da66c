import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client } from '@scripts/fixtures/faults/program.ts';
import { root } from '@scripts/kit/workspace.ts';

/** As much of the built client as the calls need: it may not be there yet when this file is compiled. */
type ClientModule = { readonly default: new (options: object) => Client };

/** Resolves with what makes a client of the built package. */
export async function builtClient(): Promise<(options: object) => Client> {
  const entry = join(root, 'packages/moq-relays-client/dist/esm/index.js');
  const { default: Cloudflare }: ClientModule = await import(pathToFileURL(entry).href);
  return (options) => new Cloudflare(options);
}
