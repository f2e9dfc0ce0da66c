import { expect, test } from 'vitest';
import { InvalidRequestError } from '../src/index.js';
import { byCursor, byOffset, byPage } from '../src/pagination.js';
import { ids, items, list, listing, serveBodies, urls } from './page-loopback.js';

const place = 'GET /things: 200, applied, but ';
const cursorPage = (text: string, next?: unknown) => ({ data: items(text), meta: { next } });

test('the cursor is in the last item, and a flag says whether there is more', async () => {
  const flagged = list({ style: byCursor, parameter: ['after'], last: ['id'], more: ['has_more'] });
  const page = (text: string, more: boolean) => ({ data: items(text), has_more: more });
  const server = await serveBodies(page('ab', true), page('cd', false));
  expect(await ids(listing(server.url, flagged))).toBe('abcd');
  expect(urls(server)).toEqual(['/things', '/things?after=b']);

  const contrary = await serveBodies(page('', true));
  await expect(ids(listing(contrary.url, flagged))).rejects.toThrow(
    `${place}it says that there is another page, and not which`,
  );
  const nameless = await serveBodies({ data: [{}], has_more: true });
  await expect(ids(listing(nameless.url, flagged))).rejects.toThrow(`${place}its last item has no cursor`);
});

const counted = (text: string, total?: number) => ({ data: items(text), total });

test.each([
  ['to an empty one', {}, {}, ['ab', 'c', ''], ['/things', '/things?page=2', '/things?page=3']],
  ['from where the caller begins', { page: 5 }, {}, ['a', ''], ['/things?page=5', '/things?page=6']],
  ['from 0', {}, { first: 0 }, ['a', ''], ['/things', '/things?page=1']],
])('pages: %s', async (_, params, changes, texts, want) => {
  const pages = list({ style: byPage, parameter: ['page'], first: 1, total: ['total'], ...changes });
  const server = await serveBodies(...texts.map((text) => counted(text)));
  expect(await ids(listing(server.url, pages, { params }))).toBe(texts.join(''));
  expect(urls(server)).toEqual(want);
});

test.each([
  ['pages', byPage, { parameter: ['page'], first: 1 }, 2, ['/things', '/things?page=2']],
  ['pages from 0', byPage, { parameter: ['page'], first: 0 }, 2, ['/things', '/things?page=1']],
  ['items', byOffset, { parameter: ['from'], first: 0 }, 3, ['/things', '/things?from=2']],
  ['items from 1', byOffset, { parameter: ['from'], first: 1 }, 3, ['/things', '/things?from=3']],
])('the number of all %s ends', async (_, style, facts, total, want) => {
  const server = await serveBodies(counted('ab', total), counted('c', total));
  expect(await ids(listing(server.url, list({ style, total: ['total'], ...facts })))).toBe('abc');
  expect(urls(server)).toEqual(want);
});

test('a page in the query of the call is where it begins, and is not asked for for ever', async () => {
  const pages = list({ style: byPage, parameter: ['page'], first: 1 });
  const server = await serveBodies(counted('a'), counted('b'), counted(''));
  expect(await ids(listing(server.url, pages, { options: { query: { page: 3 } } }))).toBe('ab');
  expect(urls(server)).toEqual(['/things?page=3', '/things?page=4', '/things?page=5']);
});

test.each(['constructor', '__proto__', 'then'])('a parameter may be called %s', async (name) => {
  const query = Object.fromEntries([[name, {}]]);
  const pages = list({ style: byPage, parameter: [name], first: 1 }, { query });
  const server = await serveBodies(counted('a'), counted(''));
  expect(await ids(listing(server.url, pages))).toBe('a');
  expect(urls(server)).toEqual(['/things', `/things?${name}=2`]);
});

test.each(['x', 2 ** 53, Infinity])('a page that is no whole number is an error: %s', async (page) => {
  const pages = list({ style: byPage, parameter: ['page'], first: 1 });
  const server = await serveBodies(counted('a'));
  const error: unknown = await ids(listing(server.url, pages, { params: { page } })).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error).toMatchObject({
    message: 'GET /things: what asks for a page is not a whole number; pass another',
  });
  expect(server.seen).toHaveLength(1);
});

test.each([
  ['spread', ['after'], { kind: 'k' }, ['{"kind":"k"}', '{"kind":"k","after":"x"}']],
  ['member', ['body', 'after'], { body: { kind: 'k' } }, ['{"kind":"k"}', '{"kind":"k","after":"x"}']],
  ['member', ['body', 'after'], {}, ['', '{"after":"x"}']],
] as const)('the cursor is a field of the body: %s, %j, %j', async (from, parameter, params, want) => {
  const search = list(
    { style: byCursor, parameter, next: ['meta', 'next'] },
    { method: 'POST', query: {}, body: { mediaType: 'application/json', from } },
  );
  const server = await serveBodies(cursorPage('a', 'x'), cursorPage('b'));
  expect(await ids(listing(server.url, search, { params }))).toBe('ab');
  expect(server.seen.map(({ body }) => body.toString())).toEqual(want);
});

test('a parameter in a group of its own', async () => {
  const grouped = list(
    { style: byCursor, parameter: ['query', 'id'], next: ['meta', 'next'] },
    { path: '/{id}/things', query: { id: { group: 'query' } } },
  );
  const server = await serveBodies(cursorPage('a', 'x'), cursorPage('b'));
  const params = { id: 'p', query: { id: 'w' } };
  expect(await ids(listing(server.url, grouped, { params }))).toBe('ab');
  expect(urls(server)).toEqual(['/p/things?id=w', '/p/things?id=x']);
});
