import { InputError } from '@specline/openapi';
import { failureOf } from './registry-failure.js';
import { jsonOf } from './response-body.js';
import type { Registry } from './environment.js';

/** Milliseconds for one answer, its body included. */
const PATIENCE = 60_000;
const MOST_BYTES = 1024 * 1024;

/** Variables in which a CI gives its jobs an identity: GitHub Actions, GitLab. */
const VARIABLES = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'SIGSTORE_ID_TOKEN'] as const;

/** Returns whether the CI that this runs in can prove who it is. */
export function hasIdentity(env: NodeJS.ProcessEnv): boolean {
  return VARIABLES.some((name) => (env[name] ?? '') !== '');
}

/**
 * Returns a token that may publish one package, which the registry gives a trusted publisher in exchange for its
 * identity. Throws `InputError` where either refuses.
 */
export async function trustedToken(
  { url }: Registry,
  packageName: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const identity = env['NPM_ID_TOKEN'] || (await githubIdentity(url, env));
  const address = new URL(`-/npm/v1/oidc/token/exchange/package/${packageName.replace('/', '%2f')}`, url);
  return textIn(await request(address, { method: 'POST', token: identity }), 'token');
}

/** The identity of a job of GitHub Actions, for this registry alone. */
async function githubIdentity(registry: URL, env: NodeJS.ProcessEnv): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: from = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '' } = env;
  if (!URL.canParse(from)) throw refusal('no identity for a registry is set');
  const address = new URL(from);
  address.searchParams.set('audience', `npm:${registry.hostname}`);
  return textIn(await request(address, { method: 'GET', token }), 'value');
}

async function request(
  address: URL,
  { method, token }: { readonly method: string; readonly token: string },
): Promise<Response> {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  try {
    return await fetch(address, {
      method,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw refusal(failureOf(error));
  }
}

async function textIn(response: Response, key: string): Promise<string> {
  const answer = (await jsonOf(response, MOST_BYTES).catch(() => ({}))) as Readonly<Record<string, unknown>>;
  const text = answer[key];
  if (response.ok && typeof text === 'string' && text !== '') return text;
  throw refusal(`status ${response.status}`);
}

function refusal(why: string): InputError {
  const message = `there is no token to publish with, and none for the identity of this job (${why})`;
  const remedy = 'set SPECLINE_TOKEN, or make this workflow a trusted publisher of the package';
  return new InputError([{ file: 'SPECLINE_TOKEN', message, remedy }]);
}
