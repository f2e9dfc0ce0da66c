import type { ServerResponse } from 'node:http';
import { PagePromise, type PaginatedOperation, type PaginationDefinition } from '../src/pagination.js';
import type { OperationDefinition, RequestOptions } from '../src/index.js';
import { clientFor, json, type Loopback, operation, type Seen, serve, type TestOptions } from './loopback.js';

export interface Item {
  id: string;
}

export interface Body {
  data: Item[];
}

/** A list that is the same but for what is given. */
export function list(
  pagination: Omit<PaginationDefinition, 'items'> & Partial<PaginationDefinition>,
  changes: Partial<OperationDefinition> = {},
): PaginatedOperation {
  const query = { after: {}, page: {}, from: {}, limit: {} };
  return {
    ...operation({ query, auth: [['apiToken']], ...changes }),
    pagination: { items: ['data'], ...pagination },
  };
}

export interface Asked {
  params?: object;
  options?: RequestOptions;
  client?: TestOptions;
  path?: object;
}

export function listing(
  url: string,
  definition: PaginatedOperation,
  { params, options, client, path = {} }: Asked = {},
): PagePromise<Body, Item> {
  return new PagePromise(clientFor(url, client), definition, path, params, options);
}

/** Answers with each body in turn, and after the last one with 500. */
export function serveBodies(...bodies: readonly unknown[]): Promise<Loopback> {
  let index = 0;
  return serve((response) => {
    const body = bodies[index++];
    json(response, body === undefined ? 500 : 200, body ?? {});
  });
}

/** Answers each request by its path and query. */
export function serveURLs(
  answers: Readonly<Record<string, (response: ServerResponse, request: Seen) => void>>,
): Promise<Loopback> {
  return serve((response, request) => {
    const answer = answers[request.url];
    if (answer) answer(response, request);
    else json(response, 404, {});
  });
}

/** Items by their ids: `ab` are two. */
export function items(text: string): Item[] {
  return [...text].map((id) => ({ id }));
}

/** The ids of all that an iteration gives. */
export async function ids(iterable: AsyncIterable<Item>): Promise<string> {
  let text = '';
  for await (const { id } of iterable) text += id;
  return text;
}

export function urls({ seen }: Loopback): string[] {
  return seen.map(({ url }) => url);
}
