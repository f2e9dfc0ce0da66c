import { moqRelaysTokensRotate } from '../../kubb/clients/moqRelaysTokensRotate';

const data = await moqRelaysTokensRotate(
  '023e105f4ecef8ad9ca31a8372d0c353',
  'a1b2c3d4e5f67890a1b2c3d4e5f67890',
  { type: 'publish_subscribe' },
  { baseURL: 'https://api.cloudflare.com/client/v4', headers: { authorization: 'Bearer secret' } },
);
document.title = data.result?.token ?? '';
