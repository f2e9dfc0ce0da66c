// The client behind a proxy, before a server of a private authority, and before one that asks for a certificate.
import Cloudflare, { APIError, type ClientOptions } from '@specline/moq-relays-client';

export interface Input {
  readonly checks: readonly string[];
  readonly url: string;
  readonly behindProxy: string;
  readonly forCertificates: string;
  readonly proxyURL: string;
  readonly authority: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
  /** The URL of an undici. */
  readonly undici: string;
}

/** As much of undici as this needs. */
interface Undici {
  readonly Agent: new (options: object) => object;
  readonly EnvHttpProxyAgent: new (options: object) => object;
  readonly ProxyAgent: new (options: object) => object;
  readonly fetch: NonNullable<ClientOptions['fetch']>;
}

/** Resolves with what each of the checks found. */
export async function main(input: Input): Promise<Record<string, string>> {
  const undici = (await import(input.undici)) as Undici;
  const found = input.checks.map(async (name) => [name, await checks[name]!(input, undici)] as const);
  return Object.fromEntries(await Promise.all(found));
}

type Check = (input: Input, undici: Undici) => Promise<string>;

const checks: Readonly<Record<string, Check>> = {
  'unknown authority': ({ url }) => rotate(url),
  'no certificate': ({ forCertificates, authority }, { Agent, fetch }) =>
    rotate(forCertificates, { fetch, ...through(new Agent({ connect: { ca: authority } })) }),
  'authority: variable': ({ url }) => rotate(url),
  'proxy: variable': ({ behindProxy }) => rotate(behindProxy),
  'proxy: dispatcher': (input, undici) => rotate(input.behindProxy, through(proxyAgent(input, undici))),
  'proxy: dispatcher by variables': ({ behindProxy, proxyURL, authority }, { EnvHttpProxyAgent }) => {
    const options = { httpsProxy: proxyURL, requestTls: { ca: authority } };
    return rotate(behindProxy, through(new EnvHttpProxyAgent(options)));
  },
  'proxy: fetch of undici': (input, undici) =>
    rotate(input.behindProxy, { fetch: undici.fetch, ...through(proxyAgent(input, undici)) }),
  'authority: dispatcher': ({ url, authority }, { Agent }) =>
    rotate(url, through(new Agent({ connect: { ca: authority } }))),
  'certificate: dispatcher': (input, { Agent }) =>
    rotate(input.forCertificates, through(new Agent({ connect: identity(input) }))),
  'certificate: fetch of undici': (input, { Agent, fetch }) =>
    rotate(input.forCertificates, { fetch, ...through(new Agent({ connect: identity(input) })) }),
};

function proxyAgent({ proxyURL, authority }: Input, { ProxyAgent }: Undici): object {
  return new ProxyAgent({ uri: proxyURL, requestTls: { ca: authority } });
}

function identity({ authority: ca, clientCertificate: cert, clientKey: key }: Input): object {
  return { ca, cert, key };
}

function through(dispatcher: object): Pick<ClientOptions, 'fetchOptions'> {
  return { fetchOptions: { dispatcher } };
}

/** The type of the rotated token, or the outcome of the failure. */
async function rotate(baseURL: string, options: ClientOptions = {}): Promise<string> {
  const client = new Cloudflare({ apiToken: 'any-token-will-do', baseURL, ...options });
  const call = client.moq.relays.tokens.rotate('a1b2c3d4e5f67890a1b2c3d4e5f67890', {
    account_id: '023e105f4ecef8ad9ca31a8372d0c353',
    type: 'subscribe',
  });
  return call.then(
    ({ type }) => type,
    (error: unknown) => (error instanceof APIError ? `${error.name} ${error.outcome}` : String(error)),
  );
}
