import { expect, test } from 'vitest';
import { DecodeError } from '../src/index.js';
import { nextTarget } from '../src/pagination.js';
import { byLink } from '../src/pagination.js';
import { json } from './loopback.js';
import { ids, items, list, listing, serveURLs, urls } from './page-loopback.js';

test.each<[name: string, field: string, want: string | undefined]>([
  ['quoted', '</a>; rel="next"', '/a'],
  ['not quoted', '</a>; rel=next', '/a'],
  ['several relations', '</a>; rel="prev  next last"', '/a'],
  ['several links', '</a>; rel="prev", </b>; rel="next", </c>; rel="next"', '/b'],
  ['no space', '</a>;rel=prev,</b>;rel=next', '/b'],
  ['much space', ' </a> ;  rel = "next" ', '/a'],
  ['another case', '</a>; REL="Next"', '/a'],
  ['other parameters', '</a>; title="x; rel=\\"next\\", <b>"; rel="next"; hreflang=de', '/a'],
  ['a parameter without a value', '</a>; crossorigin; rel=next', '/a'],
  ['commas and semicolons in the target', '</a?b=1,2;c>; rel="next"', '/a?b=1,2;c'],
  ['an empty element', ', ,</a>; rel="next",', '/a'],
  ['an empty target', '<>; rel="next"', ''],
  ['the first rel counts', '</a>; rel="prev"; rel="next"', undefined],
  ['a word that only begins so', '</a>; rel="nextish", </b>; rel=next-archive', undefined],
  ['another name', '</a>; xrel="next"; rev="next"', undefined],
  ['text that looks like a link', '</a>; title="</b>; rel=next"', undefined],
  ['about another resource', '</a>; rel="next"; anchor="#x", </b>; rel="next"', '/b'],
  ['nothing', '', undefined],
  ['no link', 'next', undefined],
  ['a quote that does not end', '</a>; rel="next', undefined],
  ['no target', '; rel="next"', undefined],
])('Link: %s', (_, field, want) => {
  expect(nextTarget(field)).toBe(want);
});

test.each(['"', '\\"', '<', '; ', 'a=', ' ', ',', 'a'])(
  'a field of 100,000 × %j is read to its end or given up',
  (part) => {
    expect(nextTarget(`</a>; b="${part.repeat(100_000)}`)).toBeUndefined();
    expect(nextTarget(part.repeat(100_000))).toBeUndefined();
  },
);

const links = list({ style: byLink, next: ['next'] });
const headers = list({ style: byLink });
const page = (text: string, next?: unknown) => ({ data: items(text), next });

test.each([
  ['absolute', (url: string) => `${url}/v1/things?limit=1&page=2`],
  ['a path', () => '/v1/things?limit=1&page=2'],
  ['a query', () => '?limit=1&page=2'],
  ['without scheme', (url: string) => `${url.replace('http:', '')}/v1/things?limit=1&page=2`],
])('follows a link: %s', async (_, target) => {
  const server = await serveURLs({
    '/v1/things?limit=1': (response) =>
      json(response, 200, page('a'), { link: `<${target(server.url)}>; rel="next"` }),
    '/v1/things?limit=1&page=2': (response) => json(response, 200, page('b')),
  });
  const asked = { params: { limit: 1 }, options: { headers: { 'x-trace': 't' } } };
  expect(await ids(listing(`${server.url}/v1`, headers, asked))).toBe('ab');
  const sent = server.seen.map(({ headers: fields }) => [fields['x-trace'], fields.authorization]);
  const want = ['t', 'Bearer the-token'];
  expect(sent).toEqual([want, want]);
});

test('a link in the body, relative to the page it is on; nothing of the first query is added', async () => {
  const server = await serveURLs({
    '/v1/a%2Fb/things?limit=9&after=x': (response) =>
      json(response, 200, page('a', '../more/?page=2&id=1&id=2&q=a+b')),
    '/v1/more/?page=2&id=1&id=2&q=a%20b': (response) => json(response, 200, page('b', '?page=3')),
    '/v1/more/?page=3': (response) => json(response, 200, page('c', null)),
  });
  const definition = list(links.pagination, { path: '/{id}/things' });
  const asked = { path: { id: 'a/b' }, params: { limit: 9 }, options: { query: { after: 'x' } } };
  expect(await ids(listing(`${server.url}/v1`, definition, asked))).toBe('abc');
});

test('a credential in the query goes with every page', async () => {
  const server = await serveURLs({
    '/things?api%20key=k': (response) => json(response, 200, page('a', '/things?page=2&api+key=old')),
    '/things?page=2&api%20key=k': (response) => json(response, 200, page('b', '')),
  });
  const definition = list(links.pagination, { auth: [['queryKey']] });
  await ids(listing(server.url, definition, { client: { queryKey: 'k' } }));
  expect(urls(server)).toEqual(['/things?api%20key=k', '/things?page=2&api%20key=k']);
});

const elsewhere = 'its link to the next page leads to another origin, to which nothing is sent';

test.each<[name: string, target: (url: string) => unknown, fault: string]>([
  ['another host', () => 'https://example.com/things?page=2', elsewhere],
  ['another scheme', (url) => `${url.replace('http:', 'https:')}/things`, elsewhere],
  ['another port', () => 'http://127.0.0.1:1/things', elsewhere],
  ['a host behind slashes', () => '//example.com/things', elsewhere],
  ['a host behind backslashes', () => '\\\\example.com/things', elsewhere],
  ['a host behind a user', (url) => `${url.replace('127.0.0.1', '127.0.0.1@example.com')}/things`, elsewhere],
  ['a scheme without host', () => 'data:application/json,{}', elsewhere],
  ['no URL', () => 'http://[', 'its link to the next page is no URL'],
  ['no text', () => ({ href: '/things' }), 'its link to the next page is no URL'],
])('nothing is sent to %s', async (_, target, fault) => {
  const server = await serveURLs({
    '/things': (response) => json(response, 200, page('a', target(server.url))),
  });
  const error: unknown = await ids(listing(server.url, links)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DecodeError);
  expect(error).toMatchObject({ message: `GET /things: 200, applied, but ${fault}` });
  expect(server.seen).toHaveLength(1);
});

test('a user in a link is not sent', async () => {
  const server = await serveURLs({
    '/things': (response) =>
      json(response, 200, page('a', `${server.url.replace('//', '//u:p@')}/things?page=2`)),
    '/things?page=2': (response) => json(response, 200, page('b')),
  });
  expect(await ids(listing(server.url, links))).toBe('ab');
  expect(server.seen.map(({ headers: { authorization } }) => authorization)).toEqual(
    Array(2).fill('Bearer the-token'),
  );
});

test('links that go round are an error', async () => {
  const server = await serveURLs({
    '/things': (response) => json(response, 200, page('a', '/things?page=2')),
    '/things?page=2': (response) => json(response, 200, page('b', '/things?page=2#again')),
  });
  await expect(ids(listing(server.url, links))).rejects.toThrow('it leads to a page that has been there');
  expect(server.seen).toHaveLength(2);
});
