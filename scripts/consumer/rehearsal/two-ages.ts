import New, { APIError as NewError } from 'new-client';
import Old, { APIError as OldError } from 'old-client';

const relayId = 'a1b2c3d4e5f67890a1b2c3d4e5f67890';
const params = { account_id: '023e105f4ecef8ad9ca31a8372d0c353', type: 'publish_subscribe' } as const;
const settings = { apiToken: process.env['API_TOKEN'], baseURL: process.env['BASE_URL'] ?? '' };
const options = { headers: { prefer: 'code=404' } };

const calls = [
  new Old(settings).moq.relays.tokens.rotate(relayId, params, options),
  new New(settings).moq.relays.tokens.rotate(relayId, params, options),
];
const errors = await Promise.all(
  calls.map((call) =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    ),
  ),
);
const caught = errors.map((error) => [error instanceof OldError, error instanceof NewError]);
process.stdout.write(JSON.stringify({ caught }));
