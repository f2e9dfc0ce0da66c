import { type Answer, answerTo } from './call.js';
import { type APIClient, APIPromise, settingsOf } from './client.js';
import type { APIResult, OperationDefinition } from './definition.js';
import { DecodeError, InvalidRequestError, placeOf } from './errors.js';
import { expandedPath } from './request.js';
import { parsedURL, type RequestOptions, type Settings } from './settings.js';

/** A list that comes in pages, as a generated module states it. */
export interface PaginatedOperation extends OperationDefinition {
  readonly pagination: PaginationDefinition;
}

/** The names of the members on the way to a place; without any, all of it. */
export type Place = readonly string[];

/** How the pages of a list follow each other. Places are in the body, the envelope included. */
export interface PaginationDefinition {
  readonly style: PageStyle;
  readonly items: Place;
  /** A page without the list is an empty one. Else it is a `DecodeError`. */
  readonly optional?: true;
  /** Where `params` has what asks for a page. */
  readonly parameter?: Place;
  /** What the server takes for the parameter where it is not sent. */
  readonly first?: number;
  /** The next cursor or URL. */
  readonly next?: Place;
  /** The next cursor, in the last item. */
  readonly last?: Place;
  /** Whether there is another page. */
  readonly more?: Place;
  /** The number of all pages, or of all items. */
  readonly total?: Place;
}

/** What a page is asked for with. */
export interface PageCall {
  readonly operation: PaginatedOperation;
  /** Path parameters that are arguments of their own. */
  readonly path: object;
  readonly params: object | null | undefined;
  readonly options: RequestOptions;
}

/** A page that has come. */
export interface Page {
  readonly call: PageCall;
  /** That of the client. */
  readonly baseURL: string;
  /** All of it, the envelope included. */
  readonly body: unknown;
  readonly items: readonly unknown[];
  readonly response: Response;
  readonly requestId: string | undefined;
}

/** What follows a page: the call for it, and what no other page of the list has. */
export interface NextPage {
  readonly key: unknown;
  readonly call: PageCall;
}

/**
 * Returns what follows a page; undefined after the last.
 *
 * @throws DecodeError when the page does not tell
 */
export type PageStyle = (page: Page) => NextPage | undefined;

/** Returns what stands at a place; undefined where nothing does. */
export function valueAt(value: unknown, place: Place): unknown {
  return place.reduce((owner: unknown, name) => {
    const members = Object(owner);
    return Object.hasOwn(members, name) ? members[name] : undefined;
  }, value);
}

/** Returns what a page is asked for with: a cursor, a number or an offset; undefined where that is left to the server. */
export function askedFor({ operation, params, options }: PageCall): unknown {
  const { parameter = [] } = operation.pagination;
  return valueAt(options.query, parameter.slice(-1)) ?? valueAt(params, parameter);
}

/** Returns the error of a page that is not what the document says. */
export function pageError(page: Omit<Page, 'items'>, fault: string): DecodeError {
  const { call, response, body, requestId } = page;
  const message = `${placeOf(call.operation)}: ${response.status}, applied, but ${fault}`;
  return new DecodeError(message, { outcome: 'applied', response, body, requestId });
}

/** Each page names the next by a cursor, in its body or in its last item; one that names none is the last. */
export const byCursor: PageStyle = (page) => {
  const { call, body, items } = page;
  const { next, last } = call.operation.pagination;
  const cursor = last ? valueAt(items.at(-1), last) : valueAt(body, next ?? []);
  if (cursor === undefined || cursor === null || cursor === '') {
    if (last && items.length > 0) throw pageError(page, 'its last item has no cursor');
    return undefined;
  }
  if (typeof cursor !== 'string' && typeof cursor !== 'number')
    throw pageError(page, 'its cursor is neither text nor a number');
  return asking(call, cursor);
};

/** Pages are numbered; after the last by their total number, or at an empty one, they end. */
export const byPage: PageStyle = (page) => counted(page, 1);

/** A page begins at an item; after the last by their total number, or at an empty page, they end. */
export const byOffset: PageStyle = (page) => counted(page, page.items.length);

function counted({ call, body, items }: Page, step: number): NextPage | undefined {
  const { first = 0, total } = call.operation.pagination;
  if (items.length === 0) return undefined;
  const next = Number(askedFor(call) ?? first) + step;
  if (!Number.isSafeInteger(next)) {
    throw new InvalidRequestError(
      `${placeOf(call.operation)}: what asks for a page is not a whole number; pass another`,
    );
  }
  const all = total && valueAt(body, total);
  return typeof all === 'number' && next - first >= all ? undefined : asking(call, next);
}

/** The same call for another page. */
function asking(call: PageCall, value: string | number): NextPage {
  const { operation, params, options } = call;
  const [name = '', field] = operation.pagination.parameter ?? [];
  const given = field === undefined ? value : { ...Object(valueAt(params, [name])), [field]: value };
  // What stands in the call's own query would ask for the same page again.
  const { [field ?? name]: _, ...query } = options.query ?? {};
  return {
    key: value,
    call: { ...call, params: { ...params, [name]: given }, options: { ...options, query } },
  };
}

/**
 * Each page has the URL of the next, in its body or in the header `Link` with `rel="next"` (RFC 8288); one that has none
 * is the last. Nothing is sent to another origin than the client's.
 */
export const byLink: PageStyle = (page) => {
  const { call, baseURL, body, response } = page;
  const { next } = call.operation.pagination;
  const target = next ? valueAt(body, next) : nextTarget(response.headers.get('link') ?? '');
  if (target === undefined || target === null || target === '') return undefined;
  const url = typeof target === 'string' ? parsedURL(target, urlOf(call, baseURL)) : undefined;
  if (!url) throw pageError(page, 'its link to the next page is no URL');
  if (url.origin !== new URL(baseURL).origin)
    throw pageError(page, 'its link to the next page leads to another origin, to which nothing is sent');
  const operation = { ...call.operation, url: url.origin + url.pathname, query: {} };
  return {
    key: url.pathname + url.search,
    call: { ...call, operation, options: { ...call.options, query: searchValues(url) } },
  };
};

/** What a link is relative to. */
function urlOf({ operation, path, params }: PageCall, baseURL: string): string {
  return operation.url ?? baseURL + expandedPath(operation, path, { ...params });
}

function searchValues({ searchParams }: URL): Record<string, string[]> {
  const values: Record<string, string[]> = Object.create(null);
  for (const [name, value] of searchParams) (values[name] ??= []).push(value);
  return values;
}

/** A target, a comma, or a parameter with its value quoted or plain; each match begins where the one before ended. */
const PART = /[\s;]*(?:<([^>]*)>|(,)|([^\s;,=<>"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?)/gy;

/**
 * Returns the target of the first link with the relation `next`; undefined where there is none. A link with an anchor is
 * about another resource and does not count (RFC 8288, 3.2 and appendix B).
 */
export function nextTarget(field: string): string | undefined {
  let target: string | undefined;
  let relation: string | undefined;
  let isAnchored = false;
  const isNext = () => !isAnchored && /(^|\s)next(\s|$)/i.test(relation ?? '');
  for (const [, uri, comma, name = '', quoted, plain = ''] of field.matchAll(PART)) {
    if (uri !== undefined || comma) {
      if (isNext()) return target;
      target = uri;
      relation = undefined;
      isAnchored = false;
    } else if (/^anchor$/i.test(name)) isAnchored = true;
    // Of several, the first counts (RFC 8288, 3.3).
    else if (/^rel$/i.test(name)) relation ??= quoted?.replace(/\\(.)/g, '$1') ?? plain;
  }
  return isNext() ? target : undefined;
}

/** A server that sends this many empty pages in a row, each naming another, is taken for one that never ends. */
const MOST_EMPTY = 100;

/**
 * A list under way. Awaited, it is its first page, as any other call; in `for await` it gives the items of all pages, and
 * with `pages()` the pages. Nothing is sent before the first of these is used; then each page is sent once it is needed,
 * with the headers, signal and timeout of the call, and the first only once.
 *
 * A loop throws the error of the page that fails, and `DecodeError` for a page that has no list, leads to one that has
 * been there, or to another origin.
 */
export class PagePromise<T, out Item, out Bodies = unknown>
  extends APIPromise<T, Bodies>
  implements AsyncIterable<Item>
{
  readonly #settings: Settings;
  readonly #call: PageCall;
  readonly #answer: () => Promise<Answer>;

  constructor(
    client: APIClient,
    operation: PaginatedOperation,
    path: object,
    params?: object | null,
    options?: RequestOptions | null,
  ) {
    const settings = settingsOf(client);
    const call = { operation, path, params: { ...params }, options: { ...options } };
    let sent: Promise<Answer> | undefined;
    const answer = () => (sent ??= answerTo(settings, call));
    super(lazily(answer));
    this.#settings = settings;
    this.#call = call;
    this.#answer = answer;
  }

  /** Gives the items of all pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { items } of this.#walk()) yield* items as readonly Item[];
  }

  /** Gives the pages, each as the first one is when it is awaited. */
  async *pages(): AsyncGenerator<T, void, undefined> {
    for await (const { data } of this.#walk()) yield data;
  }

  async *#walk(): AsyncGenerator<Page & { readonly data: T }, void, undefined> {
    const settings = this.#settings;
    const seen = new Set([askedFor(this.#call)]);
    let empty = 0;
    let call = this.#call;
    let page = await pageOf<T>(settings, call, this, this.#answer());
    for (;;) {
      yield page;
      empty = page.items.length > 0 ? 0 : empty + 1;
      if (empty === MOST_EMPTY)
        throw pageError(page, `it is the ${MOST_EMPTY}th page in a row without items`);
      const next = following(page);
      if (!next) return;
      if (seen.has(next.key)) throw pageError(page, 'it leads to a page that has been there');
      seen.add(next.key);
      call = next.call;
      const answer = answerTo(settings, call);
      page = await pageOf(settings, call, new APIPromise<T>(answer), answer);
    }
  }
}

/** An answer that is asked for when something first waits for it. */
function lazily(answer: () => Promise<Answer>): Promise<Answer> {
  const waiting: Pick<Promise<Answer>, 'then'> = {
    // oxlint-disable-next-line unicorn/no-thenable -- waiting is what asks
    then: (fulfilled, rejected) => answer().then(fulfilled, rejected),
  };
  return waiting as Promise<Answer>;
}

async function pageOf<T>(
  { baseURL }: Settings,
  call: PageCall,
  promise: APIPromise<T>,
  answer: Promise<Answer>,
): Promise<Page & { readonly data: T }> {
  const result: APIResult<T> = await promise.asResult<unknown>();
  if (!result.ok) throw result.error;
  const { data, body, response } = result;
  const { requestId } = await answer;
  const page = { call, baseURL, body, response, requestId, data };
  const { items, optional } = call.operation.pagination;
  const list = valueAt(body, items);
  // A response without a body (204) has no items either.
  if ((list ?? undefined) === undefined && (optional || body === undefined)) return { ...page, items: [] };
  if (!Array.isArray(list)) throw pageError(page, 'it has no list of items');
  return { ...page, items: list };
}

function following(page: Page): NextPage | undefined {
  const { style, more } = page.call.operation.pagination;
  const hasMore = more && valueAt(page.body, more);
  if (hasMore === false) return undefined;
  const next = style(page);
  if (!next && hasMore === true) throw pageError(page, 'it says that there is another page, and not which');
  return next;
}
