import { createClient, createConfig } from '../rotate/hey-api/client';
import { moqRelaysTokensRotate } from '../rotate/hey-api/sdk.gen';
import type { Call, Got } from './main';

/** It has no timeout. */
export async function rotate({ baseURL, apiToken, headers, account_id, relay_id, body }: Call): Promise<Got> {
  const client = createClient(createConfig({ baseUrl: baseURL, auth: apiToken, headers }));
  const { data, error } = await moqRelaysTokensRotate({ client, path: { account_id, relay_id }, body });
  return { data, error, token: data?.result?.token };
}
