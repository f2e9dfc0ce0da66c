const path =
  '/accounts/023e105f4ecef8ad9ca31a8372d0c353/moq/relays/a1b2c3d4e5f67890a1b2c3d4e5f67890/tokens/rotate';
const response = await fetch(`https://api.cloudflare.com/client/v4${path}`, {
  method: 'POST',
  headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  body: JSON.stringify({ type: 'publish_subscribe' }),
});
const { result } = await response.json();
document.title = result.token;
