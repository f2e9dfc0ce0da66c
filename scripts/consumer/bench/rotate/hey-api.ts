import { client } from '../../hey-api/client.gen';
import { moqRelaysTokensRotate } from '../../hey-api/sdk.gen';

client.setConfig({ auth: 'secret' });
const { data } = await moqRelaysTokensRotate({
  path: {
    account_id: '023e105f4ecef8ad9ca31a8372d0c353',
    relay_id: 'a1b2c3d4e5f67890a1b2c3d4e5f67890',
  },
  body: { type: 'publish_subscribe' },
});
document.title = data?.result?.token ?? '';
