// As code written for cloudflare@6.5.0 reads: only the import is another.
import Cloudflare, {
  APIError,
  CloudflareError,
  NotFoundError,
  type ClientOptions,
} from '@specline/moq-relays-client';
import { Tokens, type TokenRotateParams } from '@specline/moq-relays-client/moq/relays/tokens';

const options: ClientOptions = {
  apiToken: 'token',
  baseURL: 'https://api.example.com',
  timeout: 1000,
  maxRetries: 1,
  defaultHeaders: { 'x-team': 'relays', 'x-gone': null },
  defaultQuery: { per_page: '10' },
};
export const client: Cloudflare = new Cloudflare(options);

const params: TokenRotateParams = { account_id: 'account', type: 'subscribe' };
const patience: Cloudflare.RequestOptions = { maxRetries: 0, timeout: 5000, headers: { prefer: 'code=200' } };

export async function rotated(relayId: string): Promise<Tokens.TokenRotateResponse> {
  const promise = client.moq.relays.tokens.rotate(relayId, params, patience);
  const response = await promise.asResponse();
  const { data, response: same } = await promise.withResponse();
  const type: 'publish_subscribe' | 'subscribe' = data.type;
  return response.ok && same.ok ? { ...data, type } : promise.finally(() => undefined);
}

export function described(error: unknown): string {
  if (error instanceof NotFoundError) return `${error.status} ${String(error.headers?.['cf-ray'])}`;
  if (error instanceof Cloudflare.RateLimitError) return error.message;
  if (error instanceof Cloudflare.APIConnectionTimeoutError) return error.name;
  if (error instanceof APIError) return `${String(error.status)} ${JSON.stringify(error.error)}`;
  if (error instanceof CloudflareError || error instanceof Cloudflare.CloudflareError) return error.message;
  throw error;
}

export const alone: Tokens = client.moq.relays.tokens;
export const isTokens: boolean = alone instanceof Tokens;
