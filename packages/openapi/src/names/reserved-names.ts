/** Names that every object inherits. */
export const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Names that a class or the base class of every client has already. */
const OF_CLIENTS: ReadonlySet<string> = new Set([
  'baseURL',
  'prototype',
  'then',
  'send',
  'request',
  'withOptions',
  'maxRetries',
  'timeout',
]);

/** Whether a resource or method cannot have a name. */
export function isTakenMember(name: string): boolean {
  return OF_CLIENTS.has(name) || INHERITED.has(name) || name.startsWith('_');
}

/** Options that every client has (`BaseClientOptions` of the runtime), and that one of its own is named after. */
const OPTIONS: ReadonlySet<string> = new Set([
  'allowInsecure',
  'baseURL',
  'defaultHeaders',
  'defaultQuery',
  'fetch',
  'fetchOptions',
  'logLevel',
  'logger',
  'maxRetries',
  'maxRetryAfter',
  'serverVariables',
  'timeout',
]);

/** Whether the option of a credential cannot have a name. */
export function isTakenOption(name: string): boolean {
  return OPTIONS.has(name) || INHERITED.has(name);
}
