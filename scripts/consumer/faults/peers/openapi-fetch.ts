import createClient from 'openapi-fetch';
import type { paths } from '../rotate/openapi-typescript/openapi';
import type { Call, Got } from './main';

/** It has no timeout. */
export async function rotate({ baseURL, apiToken, headers, account_id, relay_id, body }: Call): Promise<Got> {
  const client = createClient<paths>({
    baseUrl: baseURL,
    headers: { ...headers, authorization: `Bearer ${apiToken}` },
  });
  const { data, error } = await client.POST('/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate', {
    params: { path: { account_id, relay_id } },
    body,
  });
  return { data, error, token: data?.result?.token };
}
