import type { Plan } from './request-case.js';
import type { Operation } from '../document/operations.js';
import type { HttpRequest } from '../judge/message.js';
import { writtenRequest } from './write-request.js';

/**
 * A planned request with the headers that are sent with every one. They replace parameters of their names, but for cookies,
 * which are added, and for what the plan says of the body.
 */
export function requestFor(operation: Operation, plan: Plan, headers: Headers): HttpRequest {
  const written = writtenRequest(operation, plan, []);
  const merged = new Headers(written.headers);
  const documented = operation.responses.flatMap(({ content }) => content.map(({ name }) => name));
  const accepted = documented.filter(isFieldValue);
  if (accepted.length > 0) merged.set('accept', [...new Set(accepted)].join(', '));
  for (const [name, value] of headers) {
    if (name === 'content-type' && plan.body !== undefined) continue;
    const cookies = name === 'cookie' ? written.headers.get(name) : null;
    merged.set(name, cookies === null ? value : `${cookies}; ${value}`);
  }
  return { ...written, headers: merged };
}

/** Whether a header can hold a text as it is. */
export function isFieldValue(text: string): boolean {
  return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text);
}

/** The headers without some of them, and without some cookies. */
export function withoutHeaders(
  headers: Headers,
  names: readonly string[],
  cookies: readonly string[] = [],
): Headers {
  const left = new Headers(headers);
  for (const name of names) left.delete(name);
  const kept = (left.get('cookie') ?? '')
    .split(/;\s*/)
    .filter((pair) => pair !== '' && !cookies.includes(pair.split('=')[0] ?? ''));
  if (kept.length > 0) left.set('cookie', kept.join('; '));
  else left.delete('cookie');
  return left;
}
