import { answerTo } from './call.js';
import { type APIClient, APIPromise, settingsOf } from './client.js';
import {
  askedFor,
  type NextPage,
  type Page,
  type PageCall,
  pageError,
  type PaginatedOperation,
  valueAt,
} from './page.js';
import type { Answer } from './call.js';
import type { APIResult } from './result.js';
import type { RequestOptions, Settings } from './settings.js';

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
