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

/** What the index has for itself and of the runtime. */
export const INDEX_NAMES: readonly string[] = [
  'APIClient',
  'APIResource',
  'ClientOptions',
  'RootMethods',
  'definition',
  ...RUNTIME_VALUES,
  ...RUNTIME_TYPES,
];

/** The class of the client: its own name, unless that is a reserved word or stands for something else in the index. */
export function clientClass({ surface }: Pick<Model, 'surface'>): string {
  return new Scope(INDEX_NAMES).take(surface.client);
}
