import type { Runtime } from './runtime.ts';

/** What a form is tried with. */
export interface Trial {
  readonly runtime: Runtime;
  readonly baseURL: string;
  readonly method: string;
  /** A name that says that its value is a credential. */
  readonly name: string;
  readonly secret: string;
  /** `fetch`, `logger`, `logLevel`, and perhaps `allowInsecure`. */
  readonly options: object;
}

/** A way by which a caller may give a credential. */
export interface Form {
  readonly name: string;
  /** Sends a request; rejects where it is refused. */
  readonly send: (trial: Trial) => Promise<unknown>;
}

/** Every way, of clients with methods and of openapi-fetch's. */
export const forms: readonly Form[] = [
  ...['header', 'query', 'cookie'].map((place) => ({
    name: `a key of the document, ${place}`,
    send: (trial: Trial) => sent(trial, { auth: { key: keyIn(trial, place) } }, { key: trial.secret }),
  })),
  ...(['bearer', 'basic'] as const).map((kind) => ({
    name: `${kind}, from a function`,
    send: (trial: Trial) => {
      const basic = { username: 'a', password: trial.secret };
      const key = async () => (kind === 'basic' ? basic : trial.secret);
      return sent(trial, { auth: { key: { kind: trial.runtime[kind] } } }, { key });
    },
  })),
  ...['header', 'query'].map((place) => ({
    name: `in place of a key of any name, ${place}`,
    send: (trial: Trial) => {
      const given = { 'X-Odd-1': trial.secret };
      const key = { kind: trial.runtime.apiKey, in: place, name: 'x-odd-1' };
      const options = place === 'header' ? { headers: given } : { query: given };
      return sent(trial, { auth: { key }, security: [['key'], []] }, { key: null }, options);
    },
  })),
  { name: 'defaultHeaders', send: (trial) => sent(trial, {}, { defaultHeaders: named(trial) }) },
  { name: 'defaultQuery', send: (trial) => sent(trial, {}, { defaultQuery: named(trial) }) },
  { name: 'headers of a call', send: (trial) => sent(trial, {}, {}, { headers: named(trial) }) },
  { name: 'query of a call', send: (trial) => sent(trial, {}, {}, { query: named(trial) }) },
  { name: 'nested in the query', send: (trial) => sent(trial, {}, {}, { query: { a: named(trial) } }) },
  { name: 'a header parameter', send: (trial) => sent(trial, {}, {}, {}, { header: { [trial.name]: {} } }) },
  {
    name: 'the path of a request',
    send: (trial) => requested(trial, `/a?b=c&${encodeURIComponent(trial.name)}=${trial.secret}`),
  },
  ...['header', 'query'].map((place) => ({
    name: `withMiddleware, ${place}`,
    send: (trial: Trial) => {
      const { fetch } = trial.options as { fetch: unknown };
      const settings = { ...trial.options, fetch };
      const middleware = trial.runtime.withMiddleware([adding(trial, place)], settings);
      return sent(trial, {}, { fetch: middleware });
    },
  })),
  { name: 'openapi-fetch: headers', send: (trial) => fetched(trial, { headers: named(trial) }) },
  {
    name: 'openapi-fetch: headers of a call',
    send: (trial) => fetched(trial, {}, { headers: named(trial) }),
  },
  {
    name: 'openapi-fetch: a header parameter',
    send: (trial) => fetched(trial, {}, { params: { header: named(trial) } }),
  },
  { name: 'openapi-fetch: query', send: (trial) => fetched(trial, {}, { params: { query: named(trial) } }) },
  {
    name: 'openapi-fetch: the path',
    send: (trial) => fetched(trial, {}, {}, `/a?${encodeURIComponent(trial.name)}=${trial.secret}`),
  },
  ...['header', 'query'].map((place) => ({
    name: `openapi-fetch: a middleware, ${place}`,
    send: (trial: Trial) => fetched(trial, {}, {}, '/a', [adding(trial, place)]),
  })),
];

const named = ({ name, secret }: Trial) => ({ [name]: secret });

function keyIn({ runtime, name }: Trial, place: string): object {
  return { kind: runtime.apiKey, in: place, name };
}

async function sent(
  trial: Trial,
  definition: object,
  options: object,
  call: object = {},
  operation: object = {},
): Promise<unknown> {
  const { runtime, baseURL, method, name, secret } = trial;
  const whole = { name: 'a', version: '1', auth: {}, security: [['key']], ...definition };
  const client = new runtime.APIClient({ baseURL, maxRetries: 0, ...trial.options, ...options }, whole);
  const auth = 'auth' in definition ? {} : { auth: [] };
  const about = { method, path: '/a', responses: { 200: 'json' }, parameters: runtime.parameters, ...auth };
  const params = 'header' in operation ? { [name]: secret } : {};
  return settled(client.send({ ...about, ...operation }, {}, params, call).asResult());
}

function requested({ runtime, baseURL, method, options }: Trial, path: string): Promise<unknown> {
  const definition = { name: 'a', version: '1', auth: {} };
  const client = new runtime.APIClient({ baseURL, maxRetries: 0, ...options }, definition);
  return settled(client.request(method, path, {}).asResult());
}

async function settled(coming: Promise<{ ok: boolean; error?: Error }>): Promise<unknown> {
  const { ok, error } = await coming;
  if (!ok) throw error;
  return undefined;
}

function fetched(
  { runtime, baseURL, method, options }: Trial,
  own: object,
  init: object = {},
  path = '/a',
  middleware: readonly object[] = [],
): Promise<unknown> {
  const client = runtime.createClient({ baseUrl: baseURL, maxRetries: 0, ...options, ...own });
  client.use(...middleware);
  return client.request(method.toLowerCase(), path, init);
}

function adding({ name, secret }: Trial, place: string): object {
  return {
    onRequest({ request }: { request: Request }) {
      if (place === 'header') return void request.headers.set(name, secret);
      const url = new URL(request.url);
      url.searchParams.set(name, secret);
      return new Request(url, request);
    },
  };
}
