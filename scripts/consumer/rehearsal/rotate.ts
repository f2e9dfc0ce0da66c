import Cloudflare from '@specline/moq-relays-client';

const client = new Cloudflare({ apiToken: process.env['API_TOKEN'], baseURL: process.env['BASE_URL'] ?? '' });

/** Sends every type of token that the first version knows. */
async function rotate(type: 'publish_subscribe' | 'subscribe'): Promise<boolean> {
  const response = await client.moq.relays.tokens.rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
    account_id: '023e105f4ecef8ad9ca31a8372d0c353',
    type,
  });
  return response.token.length > 0 && isKnown(response.type);
}

/** Takes every type of token that the first version knows. */
function isKnown(type: 'publish_subscribe' | 'subscribe'): boolean {
  switch (type) {
    case 'publish_subscribe':
    case 'subscribe':
      return true;
  }
}

const rotated = [await rotate('publish_subscribe'), await rotate('subscribe')];
process.stdout.write(JSON.stringify({ rotated }));
