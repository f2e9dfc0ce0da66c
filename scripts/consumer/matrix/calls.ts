import Cloudflare, { APIError, NotFoundError, type TokenRotateParams } from '@specline/moq-relays-client';
import { createClient } from '@specline/moq-relays-client/core';
import { Tokens } from '@specline/moq-relays-client/moq/relays/tokens';
import type { TokenRotateResponse } from '@specline/moq-relays-types/moq/relays/tokens';

const apiToken = 'any-token-will-do';
const relayId = 'a1b2c3d4e5f67890a1b2c3d4e5f67890';
const params: TokenRotateParams = {
  account_id: '023e105f4ecef8ad9ca31a8372d0c353',
  type: 'publish_subscribe',
};

/** The call through the root import. */
export async function rootCall(baseURL: string): Promise<string> {
  const client = new Cloudflare({ apiToken, baseURL });
  const data: TokenRotateResponse = await client.moq.relays.tokens.rotate(relayId, params);
  return data.type;
}

/** The same through imports of subpaths. */
export async function subpathCall(baseURL: string): Promise<string> {
  const { data, response } = await new Tokens(createClient({ apiToken, baseURL }))
    .rotate(relayId, params)
    .withResponse();
  return `${response.status} ${data.type}`;
}

/** How a call fails: by one class, whatever it was imported from. */
export async function failedCall(baseURL: string): Promise<string> {
  const tokens = new Tokens(createClient({ apiToken, baseURL }));
  const call = tokens.rotate(relayId, params, { headers: { Prefer: 'code=404' } });
  return call.then(
    () => 'resolved',
    (error: unknown) => (error instanceof NotFoundError && error instanceof APIError ? error.name : 'other'),
  );
}
