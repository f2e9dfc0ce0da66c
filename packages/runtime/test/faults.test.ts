import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import * as runtime from '../src/index.js';
import {
  failure,
  clientFor,
  closedURL,
  json,
  operation,
  place,
  rotated,
  rotateWith,
  serve,
  serveBytes,
} from './loopback.js';

const get = (url: string, method = 'GET', options = {}) =>
  clientFor(url).send(operation({ method }), {}, {}, options);

const advice = 'it may have been applied: look before you repeat it';

test.each([
  ['POST', runtime.OutcomeUnknownError, 'unknown', `; ${advice}`],
  ['PATCH', runtime.OutcomeUnknownError, 'unknown', `; ${advice}`],
  ['PUT', runtime.APIConnectionError, 'unknown', ''],
  ['DELETE', runtime.APIConnectionError, 'unknown', ''],
  ['GET', runtime.APIConnectionError, 'not-applied', ''],
])('%s: the connection is reset after the request arrived', async (method, errorClass, outcome, rest) => {
  const { url, requests } = await serveBytes((socket) => socket.resetAndDestroy());
  const error = await failure(get(url, method));
  expect(error.constructor).toBe(errorClass);
  expect(error).toMatchObject({ outcome, status: undefined, cause: { code: 'ECONNRESET' } });
  expect(error.message).toBe(`${method} /things: no response (ECONNRESET)${rest}`);
  expect(requests()).toBe(1);
});

const answers: [string, string][] = [
  ['closed without an answer', ''],
  ['closed within the headers', 'HTTP/1.1 200 OK\r\ncontent-type: appl'],
  ['not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
];

test.each(answers)('%s', async (_, bytes) => {
  const { url, requests } = await serveBytes((socket) => socket.end(bytes));
  const error = await failure(rotateWith(clientFor(url)));
  expect([error.constructor, error.outcome, requests()]).toEqual([runtime.OutcomeUnknownError, 'unknown', 1]);
});

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

const brokenOff: [string, (socket: Socket) => void][] = [
  ['shorter than its length', (socket) => socket.end(`${head}content-length: 100\r\n\r\n{"success"`)],
  [
    'without its last chunk',
    (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\n5\r\n{"suc\r\n`),
  ],
  ['reset', (socket) => socket.write(`${head}content-length: 9\r\n\r\n{`, () => socket.resetAndDestroy())],
  ['not gzip', (socket) => socket.end(`${head}content-encoding: gzip\r\ncontent-length: 4\r\n\r\nabcd`)],
];

test.each(brokenOff)('a success whose body is %s is a DecodeError', async (_, respond) => {
  const { url, requests } = await serveBytes(respond);
  const error = await failure(rotateWith(clientFor(url)));
  expect(error.constructor).toBe(runtime.DecodeError);
  expect(error.message).toBe(`${place}: 200, applied, but it broke off`);
  expect(error).toMatchObject({ status: 200, outcome: 'applied' });
  expect(error.cause).toBeInstanceOf(runtime.APIConnectionError);
  expect(requests()).toBe(1);
});

test('an error status whose body breaks off keeps its class', async () => {
  const { url } = await serveBytes((socket) => socket.end('HTTP/1.1 404 No\r\ncontent-length: 9\r\n\r\n{'));
  const error = await failure(rotateWith(clientFor(url)));
  expect([error.constructor, error.outcome, error.body]).toEqual([
    runtime.NotFoundError,
    'not-applied',
    undefined,
  ]);
});

test('a refused connection was never sent', async () => {
  const error = await failure(rotateWith(clientFor(await closedURL())));
  expect(error.constructor).toBe(runtime.APIConnectionError);
  expect(error).toMatchObject({ outcome: 'not-applied', cause: { code: 'ECONNREFUSED' } });
  expect(error.message).toBe(`${place}: no response (ECONNREFUSED)`);
});

test('a host that does not exist was never sent to', async () => {
  const error = await failure(rotateWith(clientFor('https://specline.invalid')));
  expect([error.constructor, error.outcome]).toEqual([runtime.APIConnectionError, 'not-applied']);
  expect(error.message).toMatch(/: no response \((ENOTFOUND|EAI_AGAIN)\)$/);
});

test('a server without TLS was never sent to', async () => {
  const { url } = await serve((response) => json(response, 200, rotated));
  const error = await failure(rotateWith(clientFor(url.replace('http:', 'https:'))));
  expect([error.constructor, error.outcome]).toEqual([runtime.APIConnectionError, 'not-applied']);
});

test.each([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'INVALID_CA',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
  'EAI_AGAIN',
])('%s was never sent', async (code) => {
  const fetch = () =>
    Promise.reject(new TypeError('canary', { cause: Object.assign(new Error('canary'), { code }) }));
  const error = await failure(rotateWith(clientFor('http://localhost', { fetch })));
  expect(error).toMatchObject({ outcome: 'not-applied', cause: { code } });
  expect(error).not.toBeInstanceOf(runtime.OutcomeUnknownError);
});

test.each([
  ['UND_ERR_SOCKET', { code: 'UND_ERR_SOCKET' }, false],
  ['EPIPE', { code: 'EPIPE', syscall: 'write' }, false],
  ['ENETUNREACH on connecting', { code: 'ENETUNREACH', syscall: 'connect' }, true],
  ['ENETUNREACH on writing', { code: 'ENETUNREACH', syscall: 'write' }, false],
  ['no code', {}, false],
  [
    'a look-up of Deno',
    { cause: new Error('error sending request: client error (Connect): dns error') },
    true,
  ],
  ['a handshake of Bun', { code: 'EPROTO', message: 'The TLS handshake failed' }, true],
  ['a break of Deno', { cause: new Error('client error (SendRequest): connection error') }, false],
])('%s: never sent is %s', async (_, fault, unsent) => {
  const fetch = () => Promise.reject(Object.assign(new Error('canary'), fault));
  const error = await failure(rotateWith(clientFor('http://localhost', { fetch })));
  expect(error.outcome).toBe(unsent ? 'not-applied' : 'unknown');
});

test.each([
  ['before the headers', () => {}],
  ['within the headers', (socket: Socket) => socket.write(head)],
])('POST: a stall %s ends with the timeout', async (_, respond) => {
  const { url, requests } = await serveBytes(respond);
  const error = await failure(rotateWith(clientFor(url), { timeout: 500 }));
  expect(error.constructor).toBe(runtime.OutcomeUnknownError);
  expect(error.message).toBe(`${place}: no whole response in time; raise timeout; ${advice}`);
  expect(error.outcome).toBe('unknown');
  expect(error.cause).toBeInstanceOf(runtime.APIConnectionTimeoutError);
  expect(requests()).toBe(1);
});

test.each([
  ['GET', 'not-applied'],
  ['DELETE', 'unknown'],
])('%s: a stall ends with the timeout', async (method, outcome) => {
  const { url } = await serveBytes(() => {});
  const error = await failure(get(url, method, { timeout: 500 }));
  expect([error.constructor, error.outcome]).toEqual([runtime.APIConnectionTimeoutError, outcome]);
  expect(error.message).toBe(`${method} /things: no whole response in time; raise timeout`);
});

test('a stall within the body of a success ends with the timeout, applied', async () => {
  const { url } = await serveBytes((socket) => socket.write(`${head}content-length: 100\r\n\r\n{"success"`));
  const error = await failure(rotateWith(clientFor(url, { timeout: 500 })));
  expect([error.constructor, error.outcome]).toEqual([runtime.DecodeError, 'applied']);
  expect(error.cause).toBeInstanceOf(runtime.APIConnectionTimeoutError);
});

test('a stall within the body of an error ends with the timeout, and keeps its class', async () => {
  const { url } = await serveBytes((socket) =>
    socket.write('HTTP/1.1 404 No\r\ncontent-length: 100\r\n\r\n{'),
  );
  expect((await failure(rotateWith(clientFor(url), { timeout: 500 }))).constructor).toBe(
    runtime.NotFoundError,
  );
});

test('a fetch and a credential that ignore the signal end with the timeout', async () => {
  const never = () => new Promise<never>(() => {});
  const stuck = clientFor('http://localhost', { fetch: never, timeout: 20 });
  expect(await failure(rotateWith(stuck))).toBeInstanceOf(runtime.OutcomeUnknownError);
  const waiting = clientFor('http://localhost', { apiToken: never, timeout: 20 });
  const error = await failure(rotateWith(waiting));
  expect([error.constructor, error.outcome]).toEqual([runtime.APIConnectionTimeoutError, 'not-applied']);
});

test('an abort before sending', async () => {
  const { url, seen } = await serve((response) => json(response, 200, rotated));
  const error = await failure(rotateWith(clientFor(url), { signal: AbortSignal.abort(new Error('canary')) }));
  expect(error.message).toBe(`${place}: aborted by the caller`);
  expect([error.constructor, error.outcome, error.cause]).toEqual([
    runtime.APIUserAbortError,
    'not-applied',
    undefined,
  ]);
  expect(seen).toEqual([]);
});

test.each([undefined, 'timeout', new DOMException('', 'TimeoutError')])(
  "an abort is the caller's, whatever its reason: %s",
  async (reason) => {
    const controller = new AbortController();
    const { url, requests } = await serveBytes(() => controller.abort(reason));
    const client = clientFor(url, { maxRetries: 2 });
    const error = await failure(client.send(operation({}), {}, {}, { signal: controller.signal }));
    expect([error.constructor, error.cause, requests()]).toEqual([runtime.APIUserAbortError, undefined, 1]);
  },
);

test.each([
  ['before the headers', '', 'POST'],
  ['within the body of a success', `${head}content-length: 100\r\n\r\n{`, 'POST'],
  ['within the body of an error', 'HTTP/1.1 404 No\r\ncontent-length: 100\r\n\r\n{', 'GET'],
])('an abort %s', async (_, bytes, method) => {
  const controller = new AbortController();
  const { url } = await serveBytes((socket) => {
    socket.write(bytes);
    setTimeout(() => controller.abort(), 30);
  });
  const error = await failure(get(url, method, { signal: controller.signal }));
  expect([error.constructor, error.outcome]).toEqual([runtime.APIUserAbortError, 'unknown']);
});

test('a signal that outlives many calls holds nothing of them', async () => {
  const { url } = await serve((response) => json(response, 200, rotated));
  const { signal } = new AbortController();
  let listeners = 0;
  signal.addEventListener = (
    (add) =>
    (...args: Parameters<typeof add>) => (listeners++, add.apply(signal, args))
  )(signal.addEventListener);
  signal.removeEventListener = (
    (remove) =>
    (...args: Parameters<typeof remove>) => (listeners--, remove.apply(signal, args))
  )(signal.removeEventListener);
  for (let call = 0; call < 3; call++) await rotateWith(clientFor(url), { signal });
  await failure(rotateWith(clientFor(url), { signal, headers: { 'a b': '' } }));
  await failure(get(await closedURL(), 'GET', { signal, maxRetries: 1 }));
  expect(listeners).toBe(0);
});

test('1xx before the response, and a header without end', async () => {
  const body = JSON.stringify(rotated);
  const noise = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n';
  const { url } = await serveBytes((socket) =>
    socket.end(`${noise}${head}content-length: ${body.length}\r\n\r\n${body}`),
  );
  expect(await rotateWith(clientFor(url))).toEqual(rotated.result);
  const endless = await serveBytes((socket) => socket.write(`${head}x: ${'a'.repeat(1 << 20)}`));
  expect((await failure(rotateWith(clientFor(endless.url)))).outcome).toBe('unknown');
});

test('an untrusted certificate was never sent to', async () => {
  const { key, cert } = await import('./certificate.js');
  let requests = 0;
  const server = createServer({ key, cert }, (_, response) => (requests++, response.end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const error = await failure(
    rotateWith(clientFor(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
  expect([error.constructor, error.outcome, requests]).toEqual([
    runtime.APIConnectionError,
    'not-applied',
    0,
  ]);
  expect(error.message).toMatch(/: no response \((DEPTH_ZERO_)?SELF_SIGNED_CERT\)$/);
});

test.each(['GET', 'POST'])(
  '%s to a port that fetch blocks is not sent, and not tried again',
  async (method) => {
    let tries = 0;
    const send: runtime.Fetch = (url, init) => (tries++, fetch(url, init));
    const client = clientFor('http://127.0.0.1:1', { fetch: send, maxRetries: 2 });
    const error = await failure(client.send(operation({ method }), {}, {}));
    expect([error.constructor, error.outcome, tries]).toEqual([
      runtime.InvalidRequestError,
      'not-applied',
      1,
    ]);
    expect(error.message).toBe(`${method} /things: not sent: fetch blocks the port of baseURL; pass another`);
  },
);
