import type { paths } from '../../openapi-typescript/openapi';

type Rotate = paths['/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate']['post'];

const body: Rotate['requestBody']['content']['application/json'] = { type: 'publish_subscribe' };
const path =
  '/accounts/023e105f4ecef8ad9ca31a8372d0c353/moq/relays/a1b2c3d4e5f67890a1b2c3d4e5f67890/tokens/rotate';
const response = await fetch(`https://api.cloudflare.com/client/v4${path}`, {
  method: 'POST',
  headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const answer: Rotate['responses'][200]['content']['application/json'] = await response.json();
document.title = answer.result?.token ?? '';
