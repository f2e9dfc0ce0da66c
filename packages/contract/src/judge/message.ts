/** A request as it arrived, nothing decoded. */
export interface HttpRequest {
  readonly method: string;
  /** The path as it was sent, percent-encoding and all. */
  readonly path: string;
  /** The query as it was sent, without the question mark. */
  readonly query: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A response as it is sent or arrived. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A body that is not read to its end. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** Reads a body of up to `most` bytes. Throws BodyTooLarge. */
export async function bodyUpTo(
  { body }: Pick<Response, 'body'>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length;
    if (size > most) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    chunks.push(read.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Reads a `Request` to its end. Throws BodyTooLarge where its body has more than `most` bytes: none by default. */
export async function receivedRequest(request: Request, most = Infinity): Promise<HttpRequest> {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: new Headers(request.headers),
    // TRACE has no content (RFC 9110, section 9.3.8), and no `Request` may have this method.
    body: request.method === 'TRACE' ? new Uint8Array() : await bodyUpTo(request, most),
  };
}

/** A name and a value as they stand in a query or a cookie, still encoded. */
export type Pair = readonly [name: string, value: string];

/** The pairs of a query or a urlencoded form. */
export function queryPairs(query: string): Pair[] {
  return query === '' ? [] : query.split('&').map((pair) => split(pair, '='));
}

/** The pairs of a `Cookie` header (RFC 6265, section 4.2.1). */
export function cookiePairs(header: string | null): Pair[] {
  return header === null || header === '' ? [] : header.split(';').map((pair) => split(pair.trim(), '='));
}

/** The text before and after the first separator; all of it where there is none. */
export function split(text: string, separator: string): Pair {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Decodes UTF-8. Throws TypeError where the bytes are not UTF-8. */
export function textOf(body: Uint8Array<ArrayBuffer>): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body);
}
