import type { CredentialKind, OperationDefinition } from './definition.js';
import { InvalidRequestError, membersOf } from './errors.js';
import type { HeaderValues, Settings } from './settings.js';

/** The credentials of one request by where they go and under which name. */
export interface PlacedCredentials {
  readonly header: Record<string, string>;
  readonly query: Record<string, string>;
  readonly cookie: Record<string, string>;
}

/** An OAuth or other bearer token in `Authorization` (RFC 6750, 2.1). */
export const bearer: CredentialKind = ({ header }, value, { scheme = 'Bearer' }) => {
  if (!isText(value)) return TEXT;
  header['authorization'] = `${scheme} ${value}`;
  return undefined;
};

/** User name and password, as UTF-8 (RFC 7617, 2.1); as text, `username:password`. */
export const basic: CredentialKind = ({ header }, value) => {
  const { username, password } = membersOf(value);
  const isPair = typeof username === 'string' && typeof password === 'string' && !username.includes(':');
  const text = isPair ? `${username}:${password}` : value;
  if (!isText(text)) return '{ username, password }, the user name without a colon';
  header['authorization'] = `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(text)))}`;
  return undefined;
};

/** A key under the API's own name (OpenAPI 3.1, 4.8.27). */
export const apiKey: CredentialKind = (placed, value, { in: place = 'header', name = '' }) => {
  if (!isText(value)) return TEXT;
  placed[place][name] = value;
  return undefined;
};

const TEXT = 'a string that is not empty';

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * Returns the credentials of the first alternative whose options are all given. None where the operation needs none, or
 * where the caller's own headers stand in for them. Functions are asked each time; calls at the same time share an answer.
 *
 * @throws InvalidRequestError when no alternative is complete, or a function given for one fails
 */
export async function placedCredentials(
  settings: Settings,
  { auth = [] }: OperationDefinition,
  callersHeaders: HeaderValues,
): Promise<PlacedCredentials> {
  const { credentials, definition } = settings;
  const placed: PlacedCredentials = { header: {}, query: {}, cookie: {} };
  const complete = auth.find((options) => options[0] && options.every((option) => credentials.has(option)));
  for (const option of complete ?? []) {
    const scheme = definition.auth[option];
    const fault = scheme?.kind(placed, await currentValue(settings, option), scheme);
    if (fault) throw new InvalidRequestError(`${option} is not ${fault}; pass it`);
  }
  const isNeeded = !complete && auth.length > 0 && auth.every((options) => options[0]);
  if (isNeeded && !auth.flat().some((option) => headerName(settings, option) in callersHeaders)) {
    const sources = auth.map((options) => options.map((option) => source(settings, option)).join(' and '));
    throw new InvalidRequestError(`no credentials; ${sources.join('; or ')}`);
  }
  return placed;
}

/** The header that the caller can set, or remove, in place of a credential. */
function headerName({ definition }: Settings, option: string): string {
  return (definition.auth[option]?.name ?? 'authorization').toLowerCase();
}

function source({ definition }: Settings, option: string): string {
  const env = definition.auth[option]?.env;
  return `pass the option ${option}${env ? ` or set the environment variable ${env}` : ''}`;
}

async function currentValue({ credentials, asked }: Settings, option: string): Promise<unknown> {
  const given = credentials.get(option);
  if (typeof given !== 'function') return given;
  try {
    let answer = asked.get(option);
    if (!answer) {
      asked.set(option, (answer = Promise.resolve(given())));
      const forget = () => asked.get(option) === answer && asked.delete(option);
      answer.then(forget, forget);
    }
    return await answer;
  } catch {
    // Its error may quote the secret, or what it was made from.
    throw new InvalidRequestError(
      `the function given as ${option} failed; catch its error inside it to see it`,
    );
  }
}
