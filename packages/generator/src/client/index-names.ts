import type { Model } from '@specline/openapi';
import { Scope } from './names.js';

/** What of the runtime is a part of every client's surface. */
export const RUNTIME_VALUES = [
  'APIConnectionError',
  'APIConnectionTimeoutError',
  'APIError',
  'APIPromise',
  'APIUserAbortError',
  'AuthenticationError',
  'BadRequestError',
  'ConflictError',
  'DecodeError',
  'InternalServerError',
  'InvalidRequestError',
  'NotFoundError',
  'OutcomeUnknownError',
  'PermissionDeniedError',
  'RateLimitError',
  'UnprocessableEntityError',
];
export const RUNTIME_TYPES = ['Outcome', 'RequestOptions'];

/** What options name besides: types that give way where the document has one of their name. */
export const OPTION_TYPES = ['LogLevel', 'Logger'];

/** What the options of some methods are. */
export const KEYED_OPTIONS = 'IdempotentRequestOptions';

/** What the index has for itself and of the runtime. */
export const INDEX_NAMES: readonly string[] = [
  'APIClient',
  'APIResource',
  'ClientOptions',
  'IdempotentRequestOptions',
  'RootMethods',
  'definition',
  ...RUNTIME_VALUES,
  ...RUNTIME_TYPES,
];

/** What the class of errors is called too, as the vendor's SDKs call it; undefined where that means something else. */
export function errorAlias(model: Pick<Model, 'surface'>): string | undefined {
  const name = `${clientClass(model)}Error`;
  return INDEX_NAMES.includes(name) ? undefined : name;
}

/** The class of the client: its own name, unless that is a reserved word or stands for something else in the index. */
export function clientClass({ surface }: Pick<Model, 'surface'>): string {
  return new Scope(INDEX_NAMES).take(surface.client);
}
