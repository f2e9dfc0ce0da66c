import { expect, test } from 'vitest';
import { APIError, APIPromise, DecodeError, NotFoundError } from '../src/index.js';
import { clientFor, json, operation, rotated, rotateWith, serve, serveBytes } from './loopback.js';

const rotating = () => serve((response) => json(response, 200, rotated));

test('is sent when the method is called, whether or not anyone waits', async () => {
  const { url, seen } = await rotating();
  const promise = rotateWith(clientFor(url));
  await expect.poll(() => seen.length).toBe(1);
  expect(await promise).toEqual(rotated.result);
  expect(promise).toBeInstanceOf(Promise);
  expect(promise).toBeInstanceOf(APIPromise);
});

test('is sent once, and read once, however it is used', async () => {
  const { url, seen } = await rotating();
  const promise = rotateWith(clientFor(url));
  const [data, again, late, response, both, result] = await Promise.all([
    promise,
    promise.then((value) => value),
    promise.finally(() => {}),
    promise.asResponse(),
    promise.withResponse(),
    promise.asResult(),
  ]);
  expect([again, late, both.data]).toEqual([data, data, data]);
  expect(both.data).toBe(data);
  expect(both.response).toBe(response);
  expect(response).toBeInstanceOf(Response);
  expect(result).toEqual({ ok: true, status: 200, data, body: rotated });
  expect(result).toHaveProperty('response', response);
  expect(seen).toHaveLength(1);
});

test('a result is compared, cloned and copied without its response', async () => {
  const { url } = await rotating();
  const members = { data: rotated.result, body: rotated };
  const both = await rotateWith(clientFor(url)).withResponse();
  const result = await rotateWith(clientFor(url)).asResult();
  const plain = { ok: true, status: 200, ...members };
  for (const [value, want] of [
    [both, members],
    [result, plain],
  ]) {
    expect(value).toStrictEqual(want);
    expect(structuredClone(value)).toStrictEqual(want);
    expect({ ...value }).toStrictEqual(want);
    expect('response' in value!).toBe(true);
  }
});

test('asResponse leaves the body to the caller', async () => {
  const { url } = await rotating();
  const response = await rotateWith(clientFor(url)).asResponse();
  expect([response.status, response.bodyUsed]).toEqual([200, false]);
  expect(await response.json()).toEqual(rotated);
});

test('asResponse ends the time limit, and not the signal', async () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
  const { url } = await serveBytes((socket) => {
    socket.write(head);
    setTimeout(() => socket.write('2\r\n{}\r\n'), 1000);
  });
  const controller = new AbortController();
  const response = await rotateWith(clientFor(url), { timeout: 500, signal: controller.signal }).asResponse();
  const reader = response.body!.getReader();
  expect((await reader.read()).value).toHaveLength(2);
  controller.abort();
  await expect(reader.read()).rejects.toThrow('aborted');
});

test('catch, finally and a second argument of then see the error', async () => {
  const { url } = await serve((response) => json(response, 404, {}));
  const promise = rotateWith(clientFor(url));
  let finals = 0;
  expect(await promise.catch((error: unknown) => error)).toBeInstanceOf(NotFoundError);
  expect(await promise.then(null, (error: unknown) => error)).toBeInstanceOf(NotFoundError);
  await expect(promise.finally(() => finals++)).rejects.toBeInstanceOf(NotFoundError);
  await expect(promise.asResponse()).rejects.toBeInstanceOf(NotFoundError);
  await expect(promise.withResponse()).rejects.toBeInstanceOf(NotFoundError);
  expect(finals).toBe(1);
});

test('a chain is a plain promise', async () => {
  const { url } = await rotating();
  const chained = rotateWith(clientFor(url)).then(({ token }) => token);
  expect(chained).not.toBeInstanceOf(APIPromise);
  expect(await chained).toBe('eyJ-rotated');
});

const things = (url: string, responses: Record<string, 'json' | 'none' | 'text'>) =>
  clientFor(url).send(operation({ responses }), {}, {}).asResult();

test.each([
  ['an exact status', 404, { 200: 'json', 404: 'json' }, 404],
  ['a range', 404, { 200: 'json', '4XX': 'json' }, 404],
  ['default', 404, { 200: 'json', default: 'json' }, 404],
  ['an undocumented status', 404, { 200: 'json' }, undefined],
  ['another kind than documented', 404, { 200: 'json', 404: 'text' }, undefined],
  ['a body where none is documented', 404, { 200: 'json', 404: 'none' }, undefined],
  ['an undocumented success', 201, { 200: 'json' }, undefined],
] as const)('asResult: %s', async (_, status, responses, want) => {
  const { url } = await serve((response) => json(response, status, { a: 1 }));
  const result = await things(url, responses);
  expect(result).toMatchObject({ ok: false, status: want, body: want && { a: 1 } });
  expect(!result.ok && result.error).toBeInstanceOf(APIError);
});

test.each([
  ['text', 'json', '<h1>', 'text/html', undefined, undefined],
  ['JSON under another type', 'json', '{}', 'text/html', 404, {}],
  ['documented text', 'text', 'gone', 'text/plain', 404, 'gone'],
  ['no text where text is documented', 'text', '', 'text/plain', undefined, undefined],
  ['no body', 'none', '', 'text/plain', 404, undefined],
] as const)('asResult: an error status with %s', async (_, kind, text, type, status, body) => {
  const { url } = await serve((response) => response.writeHead(404, { 'content-type': type }).end(text));
  expect(await things(url, { 404: kind })).toMatchObject({ ok: false, status, body });
});

test('asResult never rejects', async () => {
  const { url } = await serve((response) => response.end('<html>'));
  expect(await things(url, { 200: 'json' })).toMatchObject({
    ok: false,
    status: undefined,
    error: expect.any(DecodeError),
  });
  const reset = await serveBytes((socket) => socket.resetAndDestroy());
  expect(await things(reset.url, { 200: 'json' })).toMatchObject({
    ok: false,
    status: undefined,
    body: undefined,
  });
  expect(await things('nonsense', { 200: 'json' })).toMatchObject({ ok: false, status: undefined });
});

test('asResult: success: false is no success', async () => {
  const { url } = await serve((response) => json(response, 200, { success: false, errors: [{ code: 1 }] }));
  expect(await rotateWith(clientFor(url)).asResult()).toMatchObject({
    ok: false,
    status: undefined,
    error: { codes: [1] },
  });
});
