import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { masked } from '@scripts/kit/print.ts';
import { root } from '@scripts/kit/workspace.ts';

/** As much of the built client as the call needs: it may not be there yet when this file is compiled. */
interface Client {
  readonly moq: { relays: { tokens: { rotate: (relayId: string, params: object) => Promise<object> } } };
}
type ClientModule = { readonly default: new (options: { apiToken: string; baseURL: string }) => Client };

/** Makes the call of the reference page against the mock, and resolves with call and answer, the token masked. */
export async function referenceCall(): Promise<string> {
  const document = JSON.parse(await readFile(join(root, 'packages/moq-relays-types/openapi.json'), 'utf8'));
  const entry = join(root, 'packages/moq-relays-client/dist/esm/index.js');
  const { default: Cloudflare }: ClientModule = await import(pathToFileURL(entry).href);
  // Not a static import: nothing is built yet when `npm start` begins.
  const { startMock } = await import('@specline/contract');
  const mock = await startMock({ document });
  try {
    const client = new Cloudflare({ apiToken: 'any-token-will-do', baseURL: mock.url });
    const response = await client.moq.relays.tokens.rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
      account_id: '023e105f4ecef8ad9ca31a8372d0c353',
      type: 'publish_subscribe',
    });
    return `${callText}\n${masked(inspect(response))}`;
  } finally {
    await mock.close();
  }
}

const callText = `const response = await client.moq.relays.tokens.rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
  account_id: '023e105f4ecef8ad9ca31a8372d0c353',
  type: 'publish_subscribe',
});`;
