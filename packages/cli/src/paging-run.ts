import { APIClient, APIError } from '@specline/runtime';
import { parameters } from '@specline/runtime/parameters';
import { byCursor, byLink, byOffset, byPage, PagePromise } from '@specline/runtime/pagination';
import type { ReleasedCall } from '@specline/openapi';

type Paging = NonNullable<ReleasedCall['pagination']>;

const STYLES = { cursor: byCursor, link: byLink, offset: byOffset, page: byPage } as const;

const HOST = 'https://example.com';

/** The requests that a loop over all pages makes with one setting, against a server that has its pages by another. */
export async function pagesAskedFor(setting: Paging | undefined, server: Paging): Promise<string> {
  if (setting === undefined) return 'nothing to loop over';
  const { style, ...places } = setting;
  const requests: string[] = [];
  const fetch = (url: string) => {
    requests.push(url.slice(HOST.length));
    return Promise.resolve(pageOf(server, requests.length));
  };
  const client = new APIClient({ fetch }, { name: 'client', version: '1.0.0', baseURL: HOST, auth: {} });
  const query = Object.fromEntries((places.parameter ?? []).slice(-1).map((name) => [name, {}]));
  const pagination = { ...places, style: STYLES[style] };
  const responses = { 200: 'json' as const };
  const operation = { method: 'GET', path: '/', query, parameters, responses, pagination };
  try {
    for await (const item of new PagePromise(client, operation, {})) void item;
    return `asks for ${requests.join(', ')}`;
  } catch (error) {
    if (error instanceof APIError) return `asks for ${requests.join(', ')} and fails: ${error.message}`;
    throw error;
  }
}

/** Two pages with an item each, and an empty one. */
function pageOf({ style, items, next, last, more, total }: Paging, number: number): Response {
  const isLast = number > 2;
  const target = style === 'link' ? '/next' : 'next';
  const item = last === undefined ? 'item' : placed(last, target);
  const members = [
    placed(items, isLast ? [] : [item]),
    ...(next === undefined || isLast ? [] : [placed(next, target)]),
    ...(more === undefined ? [] : [placed(more, !isLast)]),
    ...(total === undefined ? [] : [placed(total, 2)]),
  ];
  const body = members.reduce((whole, part) => merged(whole, part));
  const link = style === 'link' && next === undefined && !isLast ? { link: '</next>; rel="next"' } : {};
  return Response.json(body, { headers: link });
}

function placed(place: readonly string[], value: unknown): unknown {
  return place.reduceRight((inner, name) => ({ [name]: inner }), value);
}

function merged(a: unknown, b: unknown): unknown {
  if (!isObject(a) || !isObject(b)) return b;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(
    names.map((name) => [name, name in a && name in b ? merged(a[name], b[name]) : (a[name] ?? b[name])]),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
