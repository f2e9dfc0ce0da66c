import type { OperationDefinition } from './definition.js';
import { DecodeError } from './errors.js';
import { placeOf } from './errors.js';
import type { RequestOptions } from './settings.js';

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
