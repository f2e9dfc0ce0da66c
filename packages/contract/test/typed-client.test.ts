import { expect, test } from 'vitest';
import { mockHandler, verifyClient } from '../src/index.js';
import { rotateDocument } from './rotate-document.js';
import { StatusError } from './reference-decoding.js';

interface Token {
  token: string;
  type: 'publish_subscribe' | 'subscribe';
}

interface RotateParams {
  account_id: string;
  type: Token['type'];
}

/** The client of the reference page, by hand. */
class Cloudflare {
  readonly #options: { baseURL: string; apiToken: string; fetch?: (request: Request) => Promise<Response> };

  constructor(options: {
    baseURL: string;
    apiToken: string;
    fetch?: (request: Request) => Promise<Response>;
  }) {
    this.#options = options;
  }

  async rotate(
    relayId: string,
    { account_id, ...body }: RotateParams,
    _options?: { maxRetries?: number },
  ): Promise<Token> {
    const { baseURL, apiToken } = this.#options;
    const [account, relay] = [account_id, relayId].map(encodeURIComponent);
    const request = new Request(`${baseURL}/accounts/${account}/moq/relays/${relay}/tokens/rotate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const response = await (this.#options.fetch ?? fetch)(request);
    if (response.headers.get('content-type') !== 'application/json')
      throw new StatusError(response.status, undefined);
    const envelope = await response.json();
    if (response.status !== 200 || !envelope.success || !envelope.result)
      throw new StatusError(response.status, envelope);
    return envelope.result;
  }
}

test('a typed client is proven in a few lines', async () => {
  const report = await verifyClient({
    document: rotateDocument,
    createClient: ({ baseURL, credentials }) =>
      new Cloudflare({ baseURL, apiToken: credentials['api_token'] }),
    calls: {
      'POST /accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate': (client, { path, body }, options) =>
        client.rotate(path.relay_id, { account_id: path.account_id, ...body }, options),
    },
    envelope: 'result',
  });
  expect(report.cases.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(report.covered).toEqual(report.documented);
  expect(report.documented).toEqual({
    operations: 1,
    parameters: 2,
    requestFields: 1,
    statuses: 4,
    mediaTypes: 5,
  });
});

test('the mock is the fetch of a typed client', async () => {
  const client = new Cloudflare({
    baseURL: 'http://mock/client/v4',
    apiToken: 'any',
    fetch: mockHandler(rotateDocument),
  });
  expect(await client.rotate('a/b', { account_id: 'c', type: 'subscribe' })).toEqual({
    token: 'eyJhbGciOiJFZDI1NTE5...',
    type: 'publish_subscribe',
  });
});
