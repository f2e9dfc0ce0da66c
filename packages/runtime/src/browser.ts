// A browser has no environment and no codes of faults, sets `User-Agent` itself, shows redirects to nobody, and cannot be
// told how to print an object.
import type { PlatformFault } from './server.js';
import type { Fetch } from './settings.js';

export function environmentVariable(): undefined {}

export function userAgent(): undefined {}

/** A browser's console is not read by those who could do something about it. */
export function warnOfDeprecation(): void {}

export function hide(): void {}

export function hideText<Result>(result: Result): Result {
  return result;
}

export function platformFault(): PlatformFault {
  return {};
}

export function followed(send: Fetch, url: string, init: RequestInit): Promise<Response> {
  return send(url, init);
}
