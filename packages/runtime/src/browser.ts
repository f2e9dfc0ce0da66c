// A browser has no environment and no codes of faults, sets `User-Agent` itself, shows redirects to nobody, and cannot be
// told how to print an object.
import type { AuthScheme } from './definition.js';
import type { Fetch } from './settings.js';

export function environmentVariable(): undefined {}

export function environmentText(): undefined {}

export function platformHeaders(): undefined {}

/** A browser's console is not read by those who could do something about it. */
export function warnOfDeprecation(): void {}

export function hide(): void {}

export function hideError(): void {}

export function hideText(): void {}

/** The names of the document, and the usual ones: a secure page sends nothing over `http:`. */
export function hasCredentials(
  url: string,
  headers: Headers,
  auth: Readonly<Record<string, AuthScheme>> = {},
): boolean {
  const names = [...headers.keys(), ...new URL(url).searchParams.keys()];
  return names.some(
    (name) =>
      /authorization|api.?key|secret/i.test(name) ||
      Object.values(auth).some((scheme) => scheme.name?.toLowerCase() === name.toLowerCase()),
  );
}

export function concealed(response: Response): Response {
  return response;
}

export function isBlocked(): undefined {}

export function isUnsent(): undefined {}

export function isLate(): undefined {}

export function textOf(): undefined {}

export function causeOf(): undefined {}

export function followed(send: Fetch, url: string, init: RequestInit): Promise<Response> {
  return send(url, init);
}
