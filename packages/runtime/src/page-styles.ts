import { InvalidRequestError } from './errors.js';
import { placeOf } from './errors.js';
import {
  askedFor,
  type NextPage,
  type Page,
  type PageCall,
  pageError,
  type PageStyle,
  valueAt,
} from './page.js';

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
