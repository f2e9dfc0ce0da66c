import Cloudflare from '@specline/moq-relays-client';
import type { TokenRotateParams, TokenRotateResponse } from '@specline/moq-relays-types';

const relayId = 'a1b2c3d4e5f67890a1b2c3d4e5f67890';
const params: TokenRotateParams = {
  account_id: '023e105f4ecef8ad9ca31a8372d0c353',
  type: 'publish_subscribe',
};

async function main(baseURL: string | undefined): Promise<void> {
  if (baseURL === undefined) throw new Error('BASE_URL: it is not set');
  const client = new Cloudflare({ apiToken: process.env['CLOUDFLARE_API_TOKEN'], baseURL });
  const response = await client.moq.relays.tokens.rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
    account_id: '023e105f4ecef8ad9ca31a8372d0c353',
    type: 'publish_subscribe',
  });
  const data: TokenRotateResponse = response;
  const raw: Response = await client.moq.relays.tokens.rotate(relayId, params).asResponse();
  const both = await client.moq.relays.tokens.rotate(relayId, params).withResponse();
  const bothData: TokenRotateResponse = both.data;
  const result = await client.moq.relays.tokens.rotate(relayId, params).asResult();
  if (!result.ok) throw result.error;
  const resultData: TokenRotateResponse = result.data;
  const statuses = [raw.status, both.response.status, result.status];
  process.stdout.write(JSON.stringify({ types: [data.type, bothData.type, resultData.type], statuses }));
}

void main(process.env['BASE_URL']);
