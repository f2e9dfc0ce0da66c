// Plain CommonJS, as code written for cloudflare@6.5.0 reads.
const Cloudflare = require('@specline/moq-relays-client');

const client = new Cloudflare({ baseURL: process.env['BASE_URL'] });
client.moq.relays.tokens
  .rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
    account_id: '023e105f4ecef8ad9ca31a8372d0c353',
    type: 'subscribe',
  })
  .asResponse()
  .then((response) => process.stdout.write(String(response.status)));
