import { expect, test } from 'vitest';
import {
  APIPromise,
  APIUserAbortError,
  APIConnectionTimeoutError,
  DecodeError,
  NotFoundError,
} from '../src/index.js';
import { byCursor, byLink, PagePromise } from '../src/pagination.js';
import { json, serve } from './loopback.js';
import { ids, items, list, listing, serveBodies, serveURLs, urls } from './page-loopback.js';

const cursors = list({ style: byCursor, parameter: ['after'], next: ['meta', 'next'] });
const cursorPage = (text: string, next?: unknown) => ({ data: items(text), meta: { next } });

test('gives the items of all pages, and whole pages', async () => {
  const pages = [cursorPage('ab', 'c1'), cursorPage('c', 7), cursorPage('d', null)];
  const server = await serveBodies(...pages);
  expect(await ids(listing(server.url, cursors, { params: { limit: 2 } }))).toBe('abcd');
  expect(urls(server)).toEqual(['/things?limit=2', '/things?after=c1&limit=2', '/things?after=7&limit=2']);
  const again = await serveBodies(...pages);
  const found = [];
  for await (const page of listing(again.url, cursors).pages()) found.push(page);
  expect(found).toEqual(JSON.parse(JSON.stringify(pages)));
});

test('awaited, it is the first page like any other call', async () => {
  const server = await serveBodies(cursorPage('ab', 'c1'));
  const promise = listing(server.url, cursors);
  expect(promise).toBeInstanceOf(Promise);
  expect(promise).toBeInstanceOf(APIPromise);
  expect(promise).toBeInstanceOf(PagePromise);
  const body = cursorPage('ab', 'c1');
  const [data, both, result, response] = await Promise.all([
    promise,
    promise.withResponse(),
    promise.asResult(),
    promise.asResponse(),
  ]);
  expect([data, both.data]).toEqual([body, body]);
  expect(result).toEqual({ ok: true, status: 200, data, body });
  expect(result).toHaveProperty('response', response);
  expect(await promise.then(({ data: { length } }) => length).finally(() => {})).toBe(2);
  expect(server.seen).toHaveLength(1);
});

test('within an envelope, the pages are what the call resolves to', async () => {
  const enveloped = list(
    { style: byCursor, items: ['result'], parameter: ['after'], next: ['info', 'next'] },
    { envelope: 'result' },
  );
  const bodies = ['ab', 'c'].map((text, index) => ({
    success: true,
    result: items(text),
    info: { next: index === 0 ? 'x' : '' },
  }));
  const server = await serveBodies(...bodies);
  const found = [];
  for await (const page of listing(server.url, enveloped).pages()) found.push(page);
  expect(found).toEqual([items('ab'), items('c')]);
});

test('sends nothing until it is used, one request at a time, and nothing more after break', async () => {
  const server = await serveURLs({
    '/things': (response) => json(response, 200, cursorPage('ab', 'c1')),
    '/things?after=c1': (response) => json(response, 200, cursorPage('c', 'c2')),
  });
  const promise = listing(server.url, cursors);
  const pages = promise.pages();
  await fetch(`${server.url}/before`);
  for await (const { id } of promise) {
    if (id === 'b') await fetch(`${server.url}/between`);
    if (id === 'c') break;
  }
  await fetch(`${server.url}/after`);
  expect(urls(server)).toEqual(['/before', '/things', '/between', '/things?after=c1', '/after']);
  expect((await pages.next()).value).toEqual(cursorPage('ab', 'c1'));
  expect(server.seen).toHaveLength(5);
});

test('awaited and iterated, even twice, the first page is sent once', async () => {
  const server = await serveURLs({
    '/things': (response) => json(response, 200, cursorPage('ab', 'c1')),
    '/things?after=c1': (response) => json(response, 200, cursorPage('c')),
  });
  const promise = listing(server.url, cursors);
  expect((await promise).data).toHaveLength(2);
  expect(await ids(promise)).toBe('abc');
  expect(await ids(promise)).toBe('abc');
  expect(urls(server)).toEqual(['/things', '/things?after=c1', '/things?after=c1']);
});

test('what the caller changes later counts for no page', async () => {
  const server = await serveBodies(cursorPage('a', 'c1'), cursorPage('b'));
  const params: Record<string, unknown> = { limit: 1 };
  const promise = listing(server.url, cursors, { params });
  params['limit'] = 2;
  await ids(promise);
  expect(urls(server)).toEqual(['/things?limit=1', '/things?after=c1&limit=1']);
  expect(params).toEqual({ limit: 2 });
});

test('headers go with every page, and so does what the call adds to the query', async () => {
  const server = await serveBodies(cursorPage('a', 'c1'), cursorPage('b'));
  const options = { headers: { 'x-trace': 't' }, query: { debug: 1, after: 'c0' } };
  await ids(listing(server.url, cursors, { options }));
  expect(urls(server)).toEqual(['/things?debug=1&after=c0', '/things?after=c1&debug=1']);
  for (const { headers } of server.seen)
    expect([headers['x-trace'], headers.authorization]).toEqual(['t', 'Bearer the-token']);
});

test('the signal ends a later page', async () => {
  const server = await serveBodies(cursorPage('a', 'c1'), cursorPage('b'));
  const controller = new AbortController();
  const promise = listing(server.url, cursors, { options: { signal: controller.signal } });
  const iterating = (async () => {
    for await (const { id } of promise) if (id === 'a') controller.abort();
  })();
  await expect(iterating).rejects.toBeInstanceOf(APIUserAbortError);
  expect(server.seen).toHaveLength(1);
});

test('the timeout is that of each page', async () => {
  let requests = 0;
  const server = await serve((response) => {
    if (requests++ === 0) json(response, 200, cursorPage('a', 'c1'));
  });
  const promise = listing(server.url, cursors, { options: { timeout: 1000 } });
  await expect(ids(promise)).rejects.toBeInstanceOf(APIConnectionTimeoutError);
  expect((await promise).data).toEqual(items('a'));
});

test('a page that fails throws its own error after the items before it', async () => {
  const server = await serveURLs({ '/things': (response) => json(response, 200, cursorPage('ab', 'c1')) });
  const found: string[] = [];
  const iterating = (async () => {
    for await (const { id } of listing(server.url, cursors)) found.push(id);
  })();
  await expect(iterating).rejects.toBeInstanceOf(NotFoundError);
  expect(found).toEqual(['a', 'b']);
  await expect(ids(listing(`${server.url}/none`, cursors))).rejects.toBeInstanceOf(NotFoundError);
});

test.each([
  ['no cursor', cursorPage('ab')],
  ['null', cursorPage('ab', null)],
  ['an empty cursor', cursorPage('ab', '')],
  ['no member on the way', { data: items('ab') }],
])('the last page: %s', async (_, body) => {
  const server = await serveBodies(body);
  expect(await ids(listing(server.url, cursors))).toBe('ab');
  expect(server.seen).toHaveLength(1);
});

const place = 'GET /things: 200, applied, but ';

test.each<[name: string, bodies: unknown[], fault: string, sent: number]>([
  [
    'a cursor that repeats',
    [cursorPage('a', 'x'), cursorPage('b', 'x')],
    'it leads to a page that has been there',
    2,
  ],
  [
    'cursors that go round',
    [cursorPage('a', 'x'), cursorPage('b', 'y'), cursorPage('c', 'x')],
    'it leads to a page that has been there',
    3,
  ],
  ['a cursor that is an object', [cursorPage('a', {})], 'its cursor is neither text nor a number', 1],
  ['no list', [{ meta: {} }], 'it has no list of items', 1],
  ['null for a list', [{ data: null }], 'it has no list of items', 1],
  ['an object for a list', [{ data: { 0: 'a' } }], 'it has no list of items', 1],
  ['text for a body', ['data'], 'it has no list of items', 1],
])('%s is an error', async (_, bodies, fault, sent) => {
  const server = await serveBodies(...bodies);
  const error: unknown = await ids(listing(server.url, cursors)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DecodeError);
  expect(error).toMatchObject({
    message: place + fault,
    status: 200,
    outcome: 'applied',
    body: bodies[sent - 1],
  });
  expect(server.seen).toHaveLength(sent);
});

test('a cursor that the caller began with counts', async () => {
  const server = await serveBodies(cursorPage('a', 'x'));
  await expect(ids(listing(server.url, cursors, { params: { after: 'x' } }))).rejects.toThrow(
    'has been there',
  );
  expect(server.seen).toHaveLength(1);
});

test('an error of a page has the id of its request', async () => {
  const server = await serve((response) => json(response, 200, {}, { 'cf-ray': 'r1' }));
  await expect(ids(listing(server.url, cursors))).rejects.toMatchObject({ requestId: 'r1' });
});

test('an empty page with a cursor is not the last, and a list may be absent where the document says so', async () => {
  const lenient = list({ ...cursors.pagination, optional: true });
  const bodies = [
    cursorPage('', 'x'),
    { meta: { next: 'y' } },
    { data: null, meta: { next: 'z' } },
    cursorPage('a'),
  ];
  const server = await serveBodies(...bodies);
  expect(await ids(listing(server.url, lenient))).toBe('a');
  expect(server.seen).toHaveLength(4);
});

test('empty pages without end are an error', async () => {
  let count = 0;
  const server = await serve((response) => json(response, 200, cursorPage('', `c${count++}`)));
  await expect(ids(listing(server.url, cursors))).rejects.toThrow(
    `${place}it is the 100th page in a row without items`,
  );
  expect(server.seen).toHaveLength(100);
});

test('a response without a body is a page without items', async () => {
  const server = await serve((response) => response.writeHead(204).end());
  const definition = list(cursors.pagination, { responses: { 200: 'json', 204: 'none' } });
  expect(await ids(listing(server.url, definition))).toBe('');
});

test('no message of a page holds a value', async () => {
  const server = await serveBodies(cursorPage('a', 'secret-cursor'), cursorPage('a', 'secret-cursor'));
  const error: unknown = await ids(listing(server.url, cursors)).catch((thrown: unknown) => thrown);
  expect(String((error as Error).stack)).not.toContain('secret-cursor');
  expect(JSON.stringify(error)).not.toContain('secret-cursor');
  const link = await serve((response) =>
    json(response, 200, { data: [] }, { link: '<http://secret.test/>; rel=next' }),
  );
  const refused: unknown = await ids(listing(link.url, list({ style: byLink }))).catch(
    (thrown: unknown) => thrown,
  );
  expect(String((refused as Error).stack)).not.toContain('secret');
});
