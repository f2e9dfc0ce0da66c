import Cloudflare from '@specline/moq-relays-client';

export const rotated = new Cloudflare().moq.relays.tokens.rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
  type: 'publish_subscribe',
});
