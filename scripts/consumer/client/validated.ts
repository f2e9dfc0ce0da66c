import Cloudflare, { DecodeError } from '@specline/moq-relays-client';
import type { TokenRotateResponse } from '@specline/moq-relays-types';
import { validated } from '@specline/moq-relays-client/validators';
import { rotate } from '@specline/moq-relays-client/validators/moq/relays/tokens';

/** What a validated call comes to: the type of the token, or what is wrong. */
async function outcome(baseURL: string | undefined): Promise<string> {
  if (baseURL === undefined) throw new Error('BASE_URL, BROKEN_URL: they are not set');
  const client = new Cloudflare({ apiToken: process.env['CLOUDFLARE_API_TOKEN'], baseURL });
  const call = client.moq.relays.tokens.rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
    account_id: '023e105f4ecef8ad9ca31a8372d0c353',
    type: 'publish_subscribe',
  });
  try {
    const data: TokenRotateResponse = await validated(call, rotate);
    return data.type;
  } catch (error) {
    if (error instanceof DecodeError) return `${error.outcome}: ${error.message}`;
    throw error;
  }
}

async function main(): Promise<void> {
  const { BASE_URL: kept, BROKEN_URL: broken } = process.env;
  process.stdout.write(JSON.stringify([await outcome(kept), await outcome(broken)]));
}

void main();
