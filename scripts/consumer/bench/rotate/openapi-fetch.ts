import createClient from 'openapi-fetch';
import type { paths } from '../../openapi-typescript/openapi';

const client = createClient<paths>({
  baseUrl: 'https://api.cloudflare.com/client/v4',
  headers: { authorization: 'Bearer secret' },
});
const { data } = await client.POST('/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate', {
  params: {
    path: {
      account_id: '023e105f4ecef8ad9ca31a8372d0c353',
      relay_id: 'a1b2c3d4e5f67890a1b2c3d4e5f67890',
    },
  },
  body: { type: 'publish_subscribe' },
});
document.title = data?.result?.token ?? '';
