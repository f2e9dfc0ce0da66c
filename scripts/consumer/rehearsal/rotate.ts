import Cloudflare from '@specline/moq-relays-client';

const client = new Cloudflare({
  apiToken: process.env['API_TOKEN'],
  baseURL: process.env['BASE_URL'] ?? '',
});
const response = await client.moq.relays.tokens.rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
  account_id: '023e105f4ecef8ad9ca31a8372d0c353',
  type: 'publish_subscribe',
});
process.stdout.write(JSON.stringify({ rotated: response.type }));
