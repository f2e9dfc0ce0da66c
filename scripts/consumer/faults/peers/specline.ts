import Cloudflare from '@specline/moq-relays-client';
import type { Call, Got } from './main';

export async function rotate({
  baseURL,
  apiToken,
  headers,
  account_id,
  relay_id,
  body,
  timeout,
}: Call): Promise<Got> {
  const client = new Cloudflare({ apiToken, baseURL, defaultHeaders: headers, timeout, logLevel: 'debug' });
  const data = await client.moq.relays.tokens.rotate(relay_id, { account_id, ...body });
  return { data, token: data.token };
}
