// The reference call and what surrounds it, with what every web platform has and nothing else.
import Cloudflare, {
  APIConnectionTimeoutError,
  APIError,
  type RequestOptions,
  type TokenRotateParams,
} from '@specline/moq-relays-client';
import { createClient } from '@specline/moq-relays-client/core';
import { Tokens } from '@specline/moq-relays-client/moq/relays/tokens';

export interface Input {
  /** Of a server that keeps the contract. */
  readonly baseURL: string;
  /** Of a server that takes requests and never answers, and below `/kept` breaks the connection of the second. */
  readonly silentURL: string;
}

/** What a runtime has besides the web platform. */
export interface Platform {
  readonly require?: (specifier: string) => unknown;
}

type Check = (input: Input, platform: Platform) => Promise<object>;

/** Resolves with what each check found; one that threw has the error's name and message. */
export async function main(input: Input, platform: Platform): Promise<Record<string, object>> {
  const found: Record<string, object> = {};
  for (const [name, check] of Object.entries(checks)) {
    if (name === 'require' && platform.require === undefined) continue;
    found[name] = await check(input, platform).catch((error: unknown) => ({ threw: String(error) }));
  }
  return found;
}

const checks: Readonly<Record<string, Check>> = {
  call: async ({ baseURL }) => {
    const { token, type } = await rotate(baseURL);
    return { token: typeof token, type };
  },
  asResponse: async ({ baseURL }) => {
    const response = await rotate(baseURL).asResponse();
    const { success }: { success?: unknown } = await response.json();
    return { isResponse: response instanceof Response, status: response.status, success };
  },
  withResponse: async ({ baseURL }) => {
    const { data, response } = await rotate(baseURL).withResponse();
    return { type: data.type, status: response.status };
  },
  asResult: async ({ baseURL }) => {
    const result = await rotate(baseURL).asResult();
    return result.ok ? { status: result.status, type: result.data.type } : { error: result.error.message };
  },
  'error status': ({ baseURL }) => failure(rotate(baseURL, notFound)),
  'error as result': async ({ baseURL }) => {
    const result = await rotate(baseURL, notFound).asResult();
    return { ok: result.ok, status: result.status };
  },
  'aborted before': ({ baseURL }) => failure(rotate(baseURL, { signal: AbortSignal.abort() })),
  'aborted meanwhile': ({ silentURL }) => failure(rotate(silentURL, { signal: AbortSignal.timeout(200) })),
  timeout: ({ silentURL }) => failure(rotate(silentURL, { timeout: 200 })),
  'kept connection': async ({ silentURL }) => {
    await rotate(`${silentURL}/kept`);
    const found = await failure(rotate(`${silentURL}/kept`));
    const client = new Cloudflare({ apiToken, baseURL: `${silentURL}/kept` });
    return { ...found, ...(await client.request<{ posts: number }>('GET', '/count')) };
  },
  subpaths: async ({ baseURL }) => {
    const tokens = new Tokens(createClient({ apiToken, baseURL }));
    return { type: (await tokens.rotate(relayId, params)).type };
  },
  require: async ({ baseURL }, { require }) => {
    const required = require?.('@specline/moq-relays-client') as typeof Cloudflare;
    const client = new required({ apiToken, baseURL });
    return { type: (await client.moq.relays.tokens.rotate(relayId, params)).type };
  },
};

const apiToken = 'any-token-will-do';
const relayId = 'a1b2c3d4e5f67890a1b2c3d4e5f67890';
const params: TokenRotateParams = {
  account_id: '023e105f4ecef8ad9ca31a8372d0c353',
  type: 'publish_subscribe',
};
const notFound: RequestOptions = { headers: { Prefer: 'code=404' } };

function rotate(baseURL: string, options?: RequestOptions) {
  return new Cloudflare({ apiToken, baseURL }).moq.relays.tokens.rotate(relayId, params, options);
}

/** How the call fails. */
async function failure(call: Promise<unknown>): Promise<object> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof APIError)) return { notAnAPIError: String(error) };
  const { name, status, outcome, cause } = error;
  const timedOut = cause instanceof APIConnectionTimeoutError;
  return { name, outcome, ...(status !== undefined && { status }), ...(timedOut && { timedOut }) };
}
