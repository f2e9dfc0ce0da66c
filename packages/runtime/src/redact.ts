import { isCredential } from './request.js';

const HIDDEN = '[hidden]';

/** How deep a copy goes, and how many objects it may have: what is logged by mistake is no reason to stand still. */
const DEEPEST = 16;
const MOST = 10_000;
const LONGEST_ARRAY = 100_000;

interface Copying {
  /** As `plainName` makes them. */
  readonly names: ReadonlySet<string>;
  /** The objects that the present one is within. */
  readonly above: Set<object>;
  left: number;
}

/**
 * Returns a deep copy that may be logged, of plain objects, arrays, strings, numbers, booleans and null. `[hidden]` stands
 * for values under names of credentials and under `names`, for members that the API's document calls sensitive (not in a
 * browser, which does not mark them), and in URLs for the user and for the values of such query parameters. Bodies are left
 * out. Other texts are not searched for secrets. Calls no getter but the platform's, and throws nothing.
 */
export function redact(value: unknown, names: readonly string[] = []): unknown {
  return copy({ names: new Set(names.map(plainName)), above: new Set(), left: MOST }, value);
}

function copy(copying: Copying, value: unknown): unknown {
  if (typeof value === 'string') return redactedURL(copying, value);
  if (typeof value === 'function') return '[function]';
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const { above } = copying;
  if (above.has(value)) return '[circular]';
  if (above.size >= DEEPEST || copying.left-- <= 0) return '[more]';
  above.add(value);
  try {
    return copyOfObject(copying, value);
  } catch {
    return '[unreadable]'; // A proxy, say.
  } finally {
    above.delete(value);
  }
}

function copyOfObject(copying: Copying, value: object): unknown {
  const hiding = hidingOf(value);
  if (hiding === true) return HIDDEN;
  if (Array.isArray(value)) return copyOfArray(copying, value);
  if (value instanceof Error) return copyOfError(copying, value);
  if (value instanceof Date)
    return Number.isNaN(+timeOf(value)) ? 'Invalid Date' : timeOf(value).toISOString();
  if (value instanceof RegExp) return RegExp.prototype.toString.call(value);
  if (value instanceof URL) return copy(copying, platformValue(URL, value, 'href'));
  if (value instanceof URLSearchParams || value instanceof Headers || value instanceof FormData)
    return copyOfMembers(copying, entriesOf(value));
  if (value instanceof Request) return copyOfPlatform(copying, value, Request, ['method', 'url', 'headers']);
  if (value instanceof Response)
    return copyOfPlatform(copying, value, Response, ['status', 'url', 'headers']);
  if (value instanceof Map) return copyOfMap(copying, value);
  if (value instanceof Set) return copyOfArray(copying, [...Set.prototype.values.call(value)]);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  return copyOfMembers(copying, [...dataMembers(value), ...responseOf(value)], hiding);
}

function timeOf(date: Date): Date {
  return new Date(Date.prototype.getTime.call(date));
}

function copyOfMembers(
  copying: Copying,
  members: readonly (readonly [string, unknown])[],
  hiding: Hiding = {},
): object {
  const { names, shown } = hiding;
  return Object.fromEntries(
    members.map(([name, value]) => {
      const isDocumented = isIn(names, name) || isIn(shown, name) === false;
      // Whether there is one is no secret, unless the document says so.
      const isHidden = isDocumented || (isSecretName(copying, name) && typeof value !== 'boolean');
      const isSecret = isHidden && value !== undefined && value !== null;
      return [name, isSecret ? HIDDEN : copy(copying, value)];
    }),
  );
}

/** Header fields may be pairs of a name and a value. */
function copyOfArray(copying: Copying, items: readonly unknown[]): unknown {
  if (items.length > LONGEST_ARRAY) return `[${items.length} items]`;
  const [name, ...values] = Array.from({ length: items.length }, (_, index) => dataValue(items, `${index}`));
  const isPair = values.length === 1 && typeof name === 'string' && isSecretName(copying, name);
  if (isPair) return [name, HIDDEN];
  return items.length === 0 ? [] : [name, ...values].map((item) => copy(copying, item));
}

function copyOfMap(copying: Copying, map: ReadonlyMap<unknown, unknown>): unknown {
  const entries = [...Map.prototype.entries.call(map)];
  const named = entries.filter((entry): entry is [string, unknown] => typeof entry[0] === 'string');
  return named.length === entries.length ? copyOfMembers(copying, named) : copyOfArray(copying, entries);
}

/** Bodies, headers and responses of an APIError are getters, and so left out. */
function copyOfError(copying: Copying, error: Error): object {
  const names = [
    'name',
    'message',
    'stack',
    'code',
    'status',
    'outcome',
    'codes',
    'requestId',
    'cause',
    'errors',
  ];
  const isPlatform = typeof DOMException === 'function' && error instanceof DOMException;
  const members = names.map((name, index) => {
    // Its name and message are getters, but for Workers.
    const own = isPlatform && index < 2 ? platformValue(DOMException, error, name) : undefined;
    return [name, dataValue(error, name) ?? own] as const;
  });
  return copyOfMembers(
    copying,
    members.filter(([, value]) => value !== undefined),
  );
}

function copyOfPlatform(
  copying: Copying,
  value: object,
  Kind: { readonly prototype: object },
  names: readonly string[],
): object {
  return copyOfMembers(
    copying,
    names.map((name) => [name, platformValue(Kind, value, name)]),
  );
}

/** What the platform's own getter gives, whatever the object has of that name. */
function platformValue(Kind: { readonly prototype: object }, value: object, name: string): unknown {
  return Reflect.get(Kind.prototype, name, value);
}

function entriesOf(fields: URLSearchParams | Headers | FormData): [string, unknown][] {
  const entries: [string, unknown][] = [];
  const add = (value: unknown, name: string) => void entries.push([name, value]);
  const { forEach } = [URLSearchParams, Headers, FormData].find((Kind) => fields instanceof Kind)!.prototype;
  Reflect.apply(forEach, fields, [add]);
  return entries;
}

function dataMembers(value: object): [string, unknown][] {
  return Object.keys(value).map((name) => {
    const descriptor = Object.getOwnPropertyDescriptor(value, name);
    return [name, descriptor && 'value' in descriptor ? descriptor.value : '[getter]'];
  });
}

/** The response of a result, which no list of its properties has. */
function responseOf(value: object): [string, unknown][] {
  const response = Object.hasOwn(value, 'response') ? undefined : dataValue(value, 'response');
  return response instanceof Response ? [['response', response]] : [];
}

/** Returns the value of a property, inherited or not, that is no getter; or what the platform's own getter of a stack gives. */
function dataValue(value: object, name: string): unknown {
  const descriptor = descriptorOf(value, name);
  // V8 and Firefox have one, the latter on the prototype.
  const isStack = name === 'stack' && descriptor?.get === descriptorOf(new Error(), 'stack')?.get;
  return isStack && descriptor?.get ? descriptor.get.call(value) : descriptor?.value;
}

function descriptorOf(value: object, name: string): PropertyDescriptor | undefined {
  for (let owner: object | null = value; owner; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (descriptor) return descriptor;
  }
  return undefined;
}

/** The names of what is hidden, or of the only members that are shown. */
interface Hiding {
  readonly names?: unknown;
  readonly shown?: unknown;
}

/** Returns what `hide` has put on a part of a result. */
function hidingOf(value: object): Hiding | true {
  const print: unknown = Object.getOwnPropertyDescriptor(
    value,
    Symbol.for('nodejs.util.inspect.custom'),
  )?.value;
  const hidden = typeof print === 'function' ? dataValue(print, 'hidden') : undefined;
  if (typeof hidden !== 'object' || hidden === null) return hidden === true || {};
  return { names: dataValue(hidden, 'names'), shown: dataValue(hidden, 'shown') };
}

/** Whether a name is in a set; undefined where there is none. */
function isIn(set: unknown, name: string): boolean | undefined {
  return set instanceof Set ? Set.prototype.has.call(set, name) : undefined;
}

function isSecretName({ names }: Copying, name: string, isInQuery?: boolean): boolean {
  return names.has(plainName(name)) || isCredential(name, isInQuery);
}

/** Without case, punctuation and plural. */
function plainName(name: string): string {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return plain.replace(/s$/, '');
}

/** Of a text that is a URL or the path of one: without the user, and without the values of secret parameters. */
function redactedURL(copying: Copying, text: string): string {
  if (!/^([a-z][a-z\d+.-]*:\/\/|\/)/i.test(text)) return text;
  return text
    .replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, `$1${HIDDEN}@`)
    .replace(/([?&;#])([^=&;#]+)=[^&;#]*/g, (all, before: string, name: string) =>
      isSecretName(copying, decoded(name), true) ? `${before}${name}=${HIDDEN}` : all,
    );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
