// What Node, Bun, Deno and Workers can do, and a browser cannot: `browser.ts` stands in for it there.
import type { APIDefinition, AuthScheme, OperationDefinition, Sensitive } from './definition.js';
import { placeOf } from './errors.js';
import { isCredential } from './request.js';
import { type Fetch, log, type Settings } from './settings.js';

interface Environment {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly versions?: Readonly<Record<string, string | undefined>>;
}

const { env, versions }: Environment = Reflect.get(globalThis, 'process') ?? {};

/** Returns an environment variable without the space around it; undefined where there is none. */
export function environmentVariable(name = ''): string | undefined {
  try {
    return env?.[name]?.trim() || undefined;
  } catch {
    return undefined; // Deno without the permission to read it
  }
}

/** Returns what a message says of the environment variable of a credential. */
export function environmentText({ auth }: APIDefinition, option: string): string | undefined {
  const name = auth[option]?.env;
  return name && ` or set ${name}`;
}

/** In a browser `User-Agent` would need the API's leave (CORS). */
export function platformHeaders({ name, version }: APIDefinition): object {
  return { 'user-agent': versions?.['node'] && `${name}/${version}` };
}

/**
 * What the system was doing, or the code of a request that never left: the look-up failed, or TLS did (Node, Bun), or the
 * request was not one (undici of another version).
 */
const NEVER_SENT =
  /^(connect|getaddrinfo) | (ECONNREFUSED|ENOTFOUND|EAI_|UND_ERR_(CONNECT|INVALID)|ConnectionRefused|ERR_TLS_|ERR_SSL_WRONG)|CERT|_LEAF_|_CA$/;
/** What Deno and Bun say of a connection that did not come about, which has no code, or one that says less. */
const NEVER_CONNECTED = /client error \(Connect\)|TLS handshake failed/;

/** What Node and Deno say of a port that the standard keeps requests from (Fetch, "port blocking"). */
const BLOCKED = /^bad port$|port \d+ are blocked$/;

/** What says most of what the platform threw: itself, or one of its causes. */
interface NativeFault {
  readonly code?: string | undefined;
  readonly syscall?: unknown;
  readonly message: string;
}

function nativeFault(native: unknown, depth = 0): NativeFault {
  const { code, syscall, cause, message } = Object(native);
  const fault = { code, syscall, message: String(message) };
  if (typeof code === 'string') return fault;
  const isLast = !cause || depth === 9 || NEVER_CONNECTED.test(fault.message) || BLOCKED.test(fault.message);
  return isLast ? { ...fault, code: undefined } : nativeFault(cause, depth + 1);
}

/** Returns whether the platform does not send to the port of a request. */
export function isBlocked(native: unknown): boolean {
  const { code, message } = nativeFault(native);
  return code === undefined && BLOCKED.test(message);
}

/** Returns whether the request has certainly not left. */
export function isUnsent(native: unknown): boolean {
  const { code, syscall, message } = nativeFault(native);
  return NEVER_CONNECTED.test(message) || (code !== undefined && NEVER_SENT.test(`${syscall} ${code}`));
}

/** Returns whether the platform itself waited too long. */
export function isLate(native: unknown): boolean {
  return /TIMEDOUT|TIMEOUT/.test(nativeFault(native).code ?? '');
}

/** Returns what a message says of a fault: its code. */
export function textOf(native: unknown): string | undefined {
  const { code } = nativeFault(native);
  return code && ` (${code})`;
}

/** Returns the cause that is shown in place of the platform's error. */
export function causeOf(native: unknown): { readonly code: string } | undefined {
  const { code } = nativeFault(native);
  return code ? { code } : undefined;
}

/** Names in the query of a place in a list. */
const PAGE = /(page|next|prev(ious)?|continu(e|ation)|sync|cursor|delta|skip|start)[_-]?token$/i;

/**
 * Returns whether a request has credentials in its header or query, wherever they come from.
 *
 * @param auth the document's credentials
 * @param declared the document's other query parameters, whose names alone make them no credentials
 */
export function hasCredentials(
  url: string,
  headers: Headers,
  auth: Readonly<Record<string, AuthScheme>> = {},
  declared: object = {},
): boolean {
  const keys = Object.values(auth).map(({ name }) => name?.toLowerCase());
  const isKey = (name: string) => keys.includes(name.toLowerCase());
  const isSecret = (name: string) => {
    // Of a member of an object (`filter[token]`) the last name counts too.
    const last = name.replace(/^.*\[(?=[^\]])|\]/gs, '');
    const isDeclared = Object.hasOwn(declared, name.replace(/\[.*/s, ''));
    return (isCredential(name, true) || isCredential(last)) && !PAGE.test(last) && !isDeclared;
  };
  return (
    [...headers.keys()].some((name) => isKey(name) || isCredential(name)) ||
    [...new URL(url).searchParams.keys()].some((name) => isKey(name) || isSecret(name))
  );
}

/** Follows redirects within the origin, at most 5, of a request that changes nothing. Any other is the response. */
export function followed(send: Fetch, url: string, init: RequestInit): Promise<Response> {
  const { method = '' } = init;
  if (/^(GET|HEAD)$/.test(method)) return following(send, url, init);
  return send(url, /^(POST|PATCH)$/.test(method) ? { ...ownConnection, ...init } : init);
}

/**
 * Deno sends a request again by itself when a connection that it kept open breaks, even if the server has acted on it: what
 * must not be sent twice has a connection of its own there.
 */
const ownConnection = Reflect.get(globalThis, 'Deno') && {
  client: Reflect.get(globalThis, 'Deno').createHttpClient?.({ poolMaxIdlePerHost: 0 }),
};

async function following(send: Fetch, url: string, init: RequestInit): Promise<Response> {
  for (let hops = 0; ; hops++) {
    const response = await send(url, init);
    const isRedirect = /^30[12378]$/.test(`${response.status}`) && hops < 5;
    const location = isRedirect && response.headers.get('location');
    if (!location || !URL.canParse(location, url)) return response;
    const next = new URL(location, url);
    if (next.origin !== new URL(url).origin) return response;
    response.body?.cancel().catch(() => {});
    url = next.href;
  }
}

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** What `inspect` leaves out of an object, and of a part of it that is printed alone. */
interface Hiding {
  readonly names: ReadonlySet<string>;
  /** The names of the only members that are shown; undefined where all others are. */
  readonly shown?: ReadonlySet<string> | undefined;
}

/**
 * Lets Node's `inspect`, and so `console.log`, print a value without what is sensitive in it. The value stays as it is. What is
 * no object cannot be marked.
 *
 * @param name of the member that holds the value
 */
export function hide(value: unknown, { sensitive }: OperationDefinition, name?: string): void {
  if (sensitive) hideParts(value, sensitive, name);
}

/** The same for what is sensitive in the JSON of an error. */
export function hideError(
  parsed: { readonly value: unknown } | undefined,
  { sensitiveErrors }: OperationDefinition,
): void {
  if (sensitiveErrors) hideParts(parsed?.value, sensitiveErrors);
}

function hideParts(value: unknown, sensitive: Sensitive, name?: string): void {
  const parts = sensitive === true ? [] : sensitive;
  const names = new Set(parts.filter((part) => typeof part === 'string'));
  const maps = new Map(
    parts.filter((part) => typeof part !== 'string').map((map) => [map.in, new Set(map.shown)]),
  );
  // A list instead of recursion: JSON may be nested deeper than the stack.
  const places = [{ value, name, isHidden: sensitive === true || names.has(name!) }];
  // What a validator made may lead back to itself.
  const seen = new Map<object, boolean>();
  for (const { value: owner, name: own, isHidden } of places) {
    if (typeof owner !== 'object' || owner === null) continue;
    const known = seen.get(owner);
    if (known === true || known === isHidden) continue;
    seen.set(owner, isHidden);
    const isList = Array.isArray(owner);
    const shown = isList ? undefined : maps.get(own);
    let isSecret = isHidden;
    // What was JSON has only members of its own.
    for (const key in owner) {
      const isHiddenMember = !isList && (names.has(key) || shown?.has(key) === false);
      isSecret ||= isHiddenMember;
      const member: unknown = owner[key as keyof typeof owner];
      if (typeof member === 'object')
        places.push({ value: member, name: isList ? own : key, isHidden: isHidden || isHiddenMember });
    }
    if (isSecret) mark(owner, isHidden || { names, shown });
  }
}

/** Lets Node print a result without its data, where these may be a text, which cannot be marked itself. */
export function hideText(result: object, { sensitive, envelope }: OperationDefinition): void {
  if (sensitive === true) mark(result, { names: new Set(['data', 'body']) });
  else if (envelope !== undefined && sensitive?.includes(envelope))
    mark(result, { names: new Set(['data']) });
}

function mark(owner: object, hidden: true | Hiding): void {
  const print = () => (hidden === true ? HIDDEN : printable(owner, hidden));
  // Of what was hidden, a validator may make a value that is hidden again.
  const value = Object.assign(print, { hidden });
  // What cannot be marked, such as a frozen object of a validator, is left.
  Reflect.defineProperty(owner, INSPECT, { value, configurable: true });
}

const HIDDEN = '[hidden]';

function printable(value: object, { names, shown }: Hiding): object {
  const members = Object.entries(value).map(([name, member]) => {
    const isHidden = names.has(name) || shown?.has(name) === false;
    return [name, isHidden ? HIDDEN : member];
  });
  return Object.fromEntries(members);
}

/** What printers ask an object for: Node's and Bun's, and Deno's for objects of the platform. */
const PRINTERS = [INSPECT, Symbol.for('Deno.privateCustomInspect')];

/** Prints a response, and each copy of it, without its URL and headers, which may hold credentials. */
export function concealed(response: Response): Response {
  const { clone, status } = response;
  const conceal = (name: PropertyKey, value: () => unknown) =>
    Reflect.defineProperty(response, name, { value, configurable: true });
  for (const name of PRINTERS) conceal(name, () => `Response { status: ${status} }`);
  // vitest's serializer reads all properties of what has none.
  conceal('toJSON', () => ({ status }));
  // A custom `fetch` may give a response that cannot be copied.
  conceal('clone', () => concealed(clone.call(response)));
  return response;
}

/** Warns once per operation (RFC 9745, RFC 8594). */
export function warnOfDeprecation(
  settings: Settings,
  operation: OperationDefinition,
  { headers }: Response,
): void {
  const { warned } = settings;
  const sunset = headers.get('sunset') ?? '';
  const place = placeOf(operation);
  if ((!sunset && !headers.has('deprecation')) || warned.has(place)) return;
  // Requests that the document does not have may have any number of paths.
  if (warned.size > 1000) warned.clear();
  warned.add(place);
  const end = Date.parse(sunset);
  const when = end ? `; it ends on ${new Date(end).toISOString().slice(0, 10)}` : '';
  log(settings, 'warn', `${place} is deprecated${when}`);
}
