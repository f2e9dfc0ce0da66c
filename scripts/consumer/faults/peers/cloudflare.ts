import Cloudflare from 'cloudflare';
import type { Call, Got } from './main';

/** It logs where the environment has DEBUG=true. */
export async function rotate({
  baseURL,
  apiToken,
  headers,
  account_id,
  relay_id,
  body,
  timeout,
}: Call): Promise<Got> {
  const client = new Cloudflare({ apiToken, baseURL, defaultHeaders: headers, timeout });
  const data = await client.moq.relays.tokens.rotate(relay_id, { account_id, ...body });
  return { data, token: data?.token };
}
