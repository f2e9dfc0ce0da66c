import type { AuthScheme, OperationDefinition } from './definition.js';
import { InvalidRequestError, membersOf } from './errors.js';
import type { HeaderValues, Settings } from './settings.js';

/** The credentials of one request by where they go and under which name. */
export interface PlacedCredentials {
  readonly header: Record<string, string>;
  readonly query: Record<string, string>;
  readonly cookie: Record<string, string>;
}

/**
 * Returns the credentials of the first alternative whose options are all given. None where the operation needs none, or
 * where the caller's own headers stand in for them.
 *
 * @throws InvalidRequestError when no alternative is complete, or a function given for one fails
 */
export async function placedCredentials(
  settings: Settings,
  { auth = [] }: OperationDefinition,
  callersHeaders: HeaderValues | null | undefined,
): Promise<PlacedCredentials> {
  const placed: PlacedCredentials = { header: {}, query: {}, cookie: {} };
  const { credentials } = settings;
  const complete = auth.find(
    (options) => options.length > 0 && options.every((option) => credentials.has(option)),
  );
  for (const option of complete ?? []) {
    await placeCredential(placed, settings, option);
  }
  if (
    !complete &&
    isNeeded(auth) &&
    !standsIn(settings, auth.flat(), { ...settings.headers, ...callersHeaders })
  ) {
    throw new InvalidRequestError(`no credentials; ${remedy(settings, auth)}`);
  }
  return placed;
}

/** An empty alternative lets the operation be called without credentials. */
function isNeeded(auth: readonly (readonly string[])[]): boolean {
  return auth.length > 0 && auth.every((options) => options.length > 0);
}

async function placeCredential(placed: PlacedCredentials, settings: Settings, option: string): Promise<void> {
  const scheme = schemeOf(settings, option);
  const text = credentialText(scheme, await currentValue(settings.credentials.get(option), option));
  if (text === undefined) throw new InvalidRequestError(`${option} is ${FAULTS[scheme.kind]}`);
  switch (scheme.kind) {
    case 'bearer':
      placed.header['authorization'] = `${scheme.scheme ?? 'Bearer'} ${text}`;
      return;
    case 'basic':
      placed.header['authorization'] = `Basic ${base64(text)}`;
      return;
    case 'api-key':
      placed[scheme.in][scheme.name] = text;
      return;
  }
}

const FAULTS: Record<AuthScheme['kind'], string> = {
  bearer: 'not a string or empty; pass the token',
  basic: 'not { username, password }, the user name without a colon; pass both',
  'api-key': 'not a string or empty; pass the key',
};

async function currentValue(given: unknown, option: string): Promise<unknown> {
  if (typeof given !== 'function') return given;
  try {
    return await given();
  } catch {
    // Its error may quote the secret, or what it was made from.
    throw new InvalidRequestError(
      `the function given as ${option} failed; catch its error inside it to see it`,
    );
  }
}

function credentialText({ kind }: AuthScheme, value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  const { username, password } = membersOf(value);
  const isPair = typeof username === 'string' && typeof password === 'string' && !username.includes(':');
  return kind === 'basic' && isPair ? `${username}:${password}` : undefined;
}

/** RFC 7617, 2.1: the user name and password as UTF-8. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Whether the caller sets, or removes, a header that one of the credentials would be sent in. */
function standsIn(settings: Settings, options: readonly string[], headers: HeaderValues): boolean {
  const schemes = options.map((option) => schemeOf(settings, option));
  const names = schemes.map((scheme) =>
    scheme.kind === 'api-key' ? scheme.name.toLowerCase() : 'authorization',
  );
  return Object.entries(headers).some(
    ([name, value]) => value !== undefined && names.includes(name.toLowerCase()),
  );
}

function remedy(settings: Settings, auth: readonly (readonly string[])[]): string {
  return auth
    .map((options) => options.map((option) => sources(settings, option)).join(' and '))
    .join('; or ');
}

function sources(settings: Settings, option: string): string {
  const { env } = schemeOf(settings, option);
  return `pass the option ${option}${env ? ` or set the environment variable ${env}` : ''}`;
}

function schemeOf(settings: Settings, option: string): AuthScheme {
  const scheme = settings.definition.auth[option];
  if (!scheme) throw new InvalidRequestError(`the client has no credential ${option}; generate it again`);
  return scheme;
}
