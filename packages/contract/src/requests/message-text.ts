import type { HttpRequest, HttpResponse } from '../judge/message.js';
import { textOf } from '../judge/message.js';

/** A request as text: `POST /pets?dry=true`, its headers, its body. */
export function requestText({ method, path, query, headers, body }: HttpRequest): string {
  return messageText(`${method} ${path}${query === '' ? '' : `?${query}`}`, headers, body);
}

/** A response as text: its status, its headers, its body. */
export function responseText({ status, headers, body }: HttpResponse): string {
  return messageText(String(status), headers, body);
}

function messageText(first: string, headers: Headers, body: Uint8Array<ArrayBuffer>): string {
  const fields = [...headers].map(([name, value]) => `${name}: ${value}`);
  return [first, ...fields, ...(body.length === 0 ? [] : ['', bodyText(body)])].join('\n');
}

function bodyText(body: Uint8Array<ArrayBuffer>): string {
  try {
    return textOf(body);
  } catch {
    return `(${body.length} bytes)`;
  }
}
