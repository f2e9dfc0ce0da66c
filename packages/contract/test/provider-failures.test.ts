import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { mockHandler, UnreachableError, verifyProvider } from '../src/index.js';
import { petsDocument, petsServer, served, TOKEN } from './provider-server.js';

const document = petsDocument;
const headers = { authorization: TOKEN };

/** A document of one operation. */
function documentOf(get: object, components: object = {}): object {
  return { openapi: '3.1.0', info: { title: 'One', version: '1' }, paths: { '/one': { get } }, components };
}

const plain = documentOf({ responses: { 200: { description: 'Done.' } } });

test('who does not answer in time is asked once in an operation', async () => {
  let asked = 0;
  const url = await served(() => (asked += 1));
  const parameters = [{ name: 'q', in: 'query', schema: { type: 'string' } }];
  const slow = documentOf({ parameters, responses: { 200: { description: 'Done.' } } });
  const { results } = await verifyProvider({ document: slow, url, timeout: 100 });
  expect(results).toMatchObject([
    { subject: '200', verdict: 'not-seen', reason: 'nothing was answered' },
    {
      subject: 'no answer',
      verdict: 'broken',
      problems: [{ message: 'no complete answer within 100 ms' }],
    },
  ]);
  expect(asked).toBe(1);
});

test('a body that never ends is no answer, a stream of events is one', async () => {
  const url = await served((request, response) => {
    response.writeHead(200, { 'content-type': request.headers.accept ?? '' }).write('data: 1\n\n');
  });
  const one = (type: string): object =>
    documentOf({ responses: { 200: { description: 'Data.', content: { [type]: {} } } } });
  const verdicts = async (type: string, timeout: number): Promise<string[]> =>
    (await verifyProvider({ document: one(type), url, timeout })).results.map(
      ({ subject, verdict }) => `${subject} ${verdict}`,
    );
  expect(await verdicts('text/event-stream', 30_000)).toEqual(['200 kept']);
  expect(await verdicts('text/plain', 200)).toEqual(['200 not-seen', 'no answer broken']);
});

test('a body without end is not read to its end', async () => {
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  let sent = 0;
  const url = await served((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const go = (): void => {
      while (!response.destroyed && response.write(chunk)) sent += 1;
    };
    response.on('drain', go);
    go();
  });
  const { results } = await verifyProvider({ document: plain, url });
  expect(results[1]).toMatchObject({
    subject: 'no answer',
    problems: [{ message: 'the body has more than 32 MiB, decoded' }],
  });
  expect(sent).toBeLessThan(200);
});

test('a small body that unpacks to a large one is not unpacked to its end', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const url = await served((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
  });
  const { results } = await verifyProvider({ document: plain, url });
  expect(results[1]).toMatchObject({ problems: [{ message: 'the body has more than 32 MiB, decoded' }] });
});

test('a connection that is cut is no answer', async () => {
  const url = await served((request) => request.socket.destroy());
  const { results } = await verifyProvider({ document: plain, url });
  expect(results[1]).toMatchObject({
    subject: 'no answer',
    problems: [{ message: expect.stringMatching(/^no answer \((UND_ERR_SOCKET|ECONNRESET)\)$/) as string }],
  });
});

test('a server that goes away meanwhile is told as broken, one that was never there is an error', async () => {
  const server = createServer(petsServer());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  const { results } = await verifyProvider({
    document,
    url,
    headers,
    onOperation: (_, index) => index === 1 && close(),
  });
  expect(results.filter(({ operation }) => operation === 'GET /pets/{id}')).toMatchObject([
    { subject: '200', verdict: 'not-seen' },
    { subject: '404', verdict: 'not-seen' },
    { subject: 'no answer', verdict: 'broken', problems: [{ message: 'no answer (ECONNREFUSED)' }] },
    { subject: 'refuses a request without credentials', verdict: 'broken' },
  ]);
  await expect(verifyProvider({ document, url, headers })).rejects.toThrow(
    new UnreachableError(`${url} cannot be reached (ECONNREFUSED); check the URL, and that the server runs`),
  );
});

test.each([
  ['ftp://127.0.0.1', 'the URL of a server is http or https'],
  ['http://a:b@127.0.0.1', 'the URL of a server has no user name, password, query or fragment'],
  ['http://127.0.0.1?a', 'the URL of a server has no user name, password, query or fragment'],
])('%s is no server', async (url, message) => {
  await expect(verifyProvider({ document: plain, url })).rejects.toThrow(new TypeError(message));
});

test('what fetch cannot send is not sent', async () => {
  const trace = { responses: { 200: { description: 'Echo.' } } };
  const given = {
    openapi: '3.1.0',
    info: { title: 'Trace', version: '1' },
    paths: { '/one': { trace } },
  };
  const { results } = await verifyProvider({ document: given, url: 'http://127.0.0.1:1', unsafe: true });
  expect(results).toMatchObject([{ verdict: 'not-sent', reason: 'fetch sends no TRACE' }]);
});

test('a path is sent as a path, a media type that no header holds is not sent', async () => {
  const paths: unknown[] = [];
  const url = await served((request, response) => {
    paths.push(request.url);
    response.end();
  });
  const content = { 'text/\u65e5': { schema: { type: 'string' } } };
  const responses = { 200: { description: 'Odd.', content } };
  const given = {
    openapi: '3.1.0',
    info: { title: 'Odd', version: '1' },
    paths: {
      '/a#b?c': { get: { responses: { 200: { description: 'Done.' } } } },
      '/d': { post: { requestBody: { required: true, content }, responses } },
    },
  };
  const { results } = await verifyProvider({ document: given, url, unsafe: true });
  expect(paths).toEqual(['/a%23b%3Fc']);
  expect(results).toMatchObject([
    { verdict: 'kept' },
    { verdict: 'not-sent', reason: 'body: is required (#/paths/~1d/post/requestBody)' },
  ]);
});

test('another fetch can stand for the network', async () => {
  const answer = mockHandler(document);
  const { counts } = await verifyProvider({
    document,
    url: 'https://pets.example',
    headers,
    unsafe: true,
    fetch: (input, init) => answer(new Request(input, init)),
  });
  expect(counts).toMatchObject({ broken: 0, 'not-sent': 0 });
});

test('a credential as a content type is not told either', async () => {
  const url = await served((_, response) => {
    response.writeHead(200, { 'content-type': 'AbCdEfGh/IjK' }).end('text');
  });
  const responses = { 200: { description: 'Text.', content: { 'text/plain': {} } } };
  const { results } = await verifyProvider({
    document: documentOf({ responses }),
    url,
    headers: { 'x-key': 'AbCdEfGh/IjK', 'x-version': 't' },
  });
  expect(results[0]?.problems[0]?.message).toBe('has content type ***; documented: text/plain');
});

test('no credential and no name in a secret value is told, whatever the server repeats', async () => {
  const token = TOKEN.replace('Bearer ', '');
  const url = await served((_, response) => {
    const told = { [token]: 1, [`at ${TOKEN}`]: {}, keys: { k3y: { other: 1 } }, [`\u001b${token}`]: 1 };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
  });
  const keys = { type: 'object', 'x-sensitive': true, additionalProperties: { type: 'string' } };
  const schema = { type: 'object', properties: { keys }, additionalProperties: false };
  const responses = { 200: { description: 'Keys.', content: { 'application/json': { schema } } } };
  const schemes = { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } };
  const given = documentOf({ security: [{ token: [] }], responses }, schemes);
  const report = await verifyProvider({ document: given, url, headers });
  expect(report.results[0]?.problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    'body: has "***", which is not documented',
    'body: has "at ***", which is not documented',
    String.raw`body: has "\u001b***", which is not documented`,
    'body/keys: is not of type string',
  ]);
  expect(JSON.stringify(report)).not.toMatch(/s3cr3t|k3y/);
});
