import type { CredentialKind, OperationDefinition } from './definition.js';
import { refused } from './failures.js';
import { named } from './openapi-fetch.js';
import type { Settings } from './settings.js';

/** The credentials of one request by where they go and under which name. */
export interface PlacedCredentials {
  /** Those in cookies are one field `cookie`. */
  readonly header: Record<string, string>;
  readonly query: Record<string, string>;
}

/** An OAuth or other bearer token in `Authorization` (RFC 6750, 2.1). */
export const bearer: CredentialKind = ({ header }, value, { scheme = 'Bearer' }) => {
  header['authorization'] = `${scheme} ${textOf(value)}`;
};

/** User name and password, as UTF-8 (RFC 7617, 2.1); as text, `username:password`. */
export const basic: CredentialKind = ({ header }, value) => {
  const { username, password } = Object(value);
  const isPair = typeof username === 'string' && typeof password === 'string' && !username.includes(':');
  const bytes = new TextEncoder().encode(textOf(isPair ? `${username}:${password}` : value));
  header['authorization'] = `Basic ${btoa(String.fromCharCode(...bytes))}`;
};

/** A key under the API's own name (OpenAPI 3.1, 4.8.27). */
export const apiKey: CredentialKind = ({ header, query }, value, { in: place = 'header', name = '' }) => {
  const text = textOf(value);
  if (place === 'header') header[name] = text;
  else if (place === 'query') query[name] = text;
  else header['cookie'] = [header['cookie'] ?? [], named(name, encodeURIComponent(text))].flat().join('; ');
};

function textOf(value: unknown): string {
  if (typeof value !== 'string' || !value) throw new TypeError('no text');
  return value;
}

/**
 * Returns the credentials of the first alternative whose options are all given.
 *
 * @param isRenewed whether the last ones were refused
 * @param callersHeaders the caller's header fields, one of which may stand in for a credential
 * @throws InvalidRequestError when credentials are needed and missing, are of the wrong kind, or a function for one fails
 */
export async function placedCredentials(
  { credentials, definition }: Settings,
  operation: OperationDefinition,
  isRenewed: boolean,
  callersHeaders: readonly (object | null | undefined)[],
  cookie: string | undefined,
): Promise<PlacedCredentials> {
  const { auth = definition.security ?? [] } = operation;
  const placed: PlacedCredentials = { header: cookie ? { cookie } : {}, query: {} };
  const complete = auth.find((options) => options[0] && options.every((option) => credentials.has(option)));
  for (const option of complete ?? []) {
    const given = credentials.get(option);
    const scheme = definition.auth[option];
    try {
      scheme?.kind(placed, typeof given === 'function' ? await given(isRenewed) : given, scheme);
    } catch {
      // The error of a function may quote the secret, or what it was made from.
      throw refused(operation, `${option} is of the wrong kind, or its function failed; pass another`);
    }
  }
  // An empty alternative lets the operation be called without credentials.
  if (!complete && auth[0] && auth.every((options) => options[0])) {
    const names = Object.keys(Object.assign({}, ...callersHeaders)).map((name) => name.toLowerCase());
    let isGiven = false;
    const sources = auth.map((options) =>
      options
        .map((option) => {
          const { name = 'authorization', env } = definition.auth[option] ?? {};
          isGiven ||= names.includes(name.toLowerCase());
          return env ? `${option} or set ${env}` : option;
        })
        .join(' and '),
    );
    if (!isGiven) throw refused(operation, `no credentials; pass ${sources.join(', or ')}`);
  }
  return placed;
}
