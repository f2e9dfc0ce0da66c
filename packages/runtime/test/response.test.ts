import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import * as runtime from '../src/index.js';
import {
  failure,
  clientFor,
  json,
  operation,
  place,
  rotate,
  rotated,
  rotateWith,
  serve,
} from './loopback.js';

async function answered(respond: (response: ServerResponse) => void) {
  const { url } = await serve(respond);
  return rotateWith(clientFor(url));
}

const text = (status: number, body: string, type?: string) => (response: ServerResponse) =>
  response.writeHead(status, type ? { 'content-type': type } : {}).end(body);

const body404 = { success: false, errors: [{ code: 21007, message: 'canary' }], messages: [], result: null };

test.each([
  [400, runtime.BadRequestError, '400 (code 21007)', 'not-applied'],
  [401, runtime.AuthenticationError, '401 (code 21007)', 'not-applied'],
  [402, runtime.APIError, '402 (code 21007)', 'not-applied'],
  [403, runtime.PermissionDeniedError, '403 (code 21007)', 'not-applied'],
  [404, runtime.NotFoundError, '404 (code 21007)', 'not-applied'],
  [408, runtime.APIError, '408 (code 21007)', 'unknown'],
  [409, runtime.ConflictError, '409 (code 21007)', 'not-applied'],
  [422, runtime.UnprocessableEntityError, '422 (code 21007)', 'not-applied'],
  [429, runtime.RateLimitError, '429 (code 21007)', 'not-applied'],
  [500, runtime.InternalServerError, '500 (code 21007)', 'unknown'],
  [503, runtime.InternalServerError, '503 (code 21007)', 'unknown'],
  [599, runtime.InternalServerError, '599 (code 21007)', 'unknown'],
])('status %s', async (status, errorClass, want, outcome) => {
  const error = await failure(answered((response) => json(response, status, body404, { 'cf-ray': 'ray1' })));
  expect(error.constructor).toBe(errorClass);
  expect(error.message).toBe(`${place}: ${want}`);
  expect(error).toMatchObject({ name: errorClass.name, status, codes: [21007], requestId: 'ray1', outcome });
  expect([error.body, error.error]).toEqual([body404, body404]);
  expect(error.headers?.['cf-ray']).toBe('ray1');
  expect(error.response?.status).toBe(status);
});

test.each([
  ['GET', 500, 'not-applied'],
  ['HEAD', 408, 'not-applied'],
  ['PUT', 502, 'unknown'],
  ['DELETE', 408, 'unknown'],
  ['PATCH', 500, 'unknown'],
  ['PATCH', 404, 'not-applied'],
])('outcome of %s %s: %s', async (method, status, outcome) => {
  const { url } = await serve((response) => json(response, status, {}));
  expect(await failure(clientFor(url).send(operation({ method }), {}, {}))).toMatchObject({
    status,
    outcome,
  });
});

test.each([
  ['html', '<h1>canary</h1>', 'text/html', '<h1>canary</h1>'],
  ['nothing', '', undefined, undefined],
  ['broken JSON', '{"canary', 'application/json', '{"canary'],
  ['JSON without errors', '[1]', 'application/json', [1]],
  ['odd errors', '{"errors":[null,{"code":"canary"},{"code":1}]}', 'application/json', expect.anything()],
])('an error status with %s keeps its class', async (_, body, type, want) => {
  const error = await failure(answered(text(404, body, type)));
  expect(error).toBeInstanceOf(runtime.NotFoundError);
  expect(error.body).toEqual(want);
  expect(error.message).not.toContain('canary');
});

const applied = (status: number, fault: string) => `${place}: ${status}, applied, but ${fault}`;

test.each([
  [
    'an undocumented status',
    201,
    JSON.stringify(rotated),
    'application/json',
    applied(201, 'the status is not documented'),
  ],
  ['html', 200, '<p>canary', 'text/html', applied(200, 'it is not JSON')],
  ['JSON under another type', 200, JSON.stringify(rotated), 'text/json-seq', applied(200, 'it is not JSON')],
  ['no media type', 200, JSON.stringify(rotated), undefined, applied(200, 'it is not JSON')],
  [
    'broken JSON',
    200,
    '{"success":true,"result":{"token":"canary"',
    'application/json',
    applied(200, 'it is not JSON'),
  ],
  ['nothing', 200, '', 'application/json', applied(200, 'it is not JSON')],
  ['no envelope', 200, '{"token":"canary"}', 'application/json', applied(200, 'it has no result')],
  ['null', 200, 'null', 'application/json', applied(200, 'it has no result')],
  ['a string', 200, '"canary"', 'application/json', applied(200, 'it has no result')],
])('a success with %s is a DecodeError', async (_, status, body, type, want) => {
  const error = await failure(answered(text(status, body, type)));
  expect(error).toBeInstanceOf(runtime.DecodeError);
  expect(error.message).toBe(want);
  expect(error).toMatchObject({ status, outcome: 'applied', body });
});

test('a 204 that is not documented is a DecodeError', async () => {
  const error = await failure(answered((response) => response.writeHead(204).end()));
  expect([error.constructor, error.outcome]).toEqual([runtime.DecodeError, 'applied']);
});

test('success: false under 200 is an error, and what else the envelope says stays', async () => {
  const error = await failure(answered((response) => json(response, 200, body404)));
  expect(error.constructor).toBe(runtime.APIError);
  expect(error.message).toBe(`${place}: 200 with success: false (code 21007)`);
  expect(error).toMatchObject({ status: 200, outcome: 'not-applied', body: body404 });
});

test.each([
  [
    'an envelope whose member is null',
    rotate.responses,
    'result',
    200,
    '{"success":true,"result":null}',
    'application/json',
    null,
  ],
  [
    'no envelope',
    { 200: 'json' },
    undefined,
    200,
    '{"success":false}',
    'application/json; charset=utf-8',
    { success: false },
  ],
  ['a JSON suffix', { 200: 'json' }, undefined, 200, '[1]', 'application/vnd.api+JSON ; v=1', [1]],
  [
    '__proto__',
    { 200: 'json' },
    undefined,
    200,
    '{"__proto__":{"a":1}}',
    'application/json',
    JSON.parse('{"__proto__":{"a":1}}'),
  ],
  [
    'an envelope called constructor',
    { 200: 'json' },
    'constructor',
    200,
    '{"constructor":1}',
    'application/json',
    1,
  ],
  ['text', { 200: 'text' }, undefined, 200, 'é', 'text/plain', 'é'],
  ['empty text', { 200: 'text' }, undefined, 200, '', 'text/plain', ''],
  ['no body', { 204: 'none' }, undefined, 204, '', undefined, undefined],
  ['a body that nobody documented', { 200: 'none' }, undefined, 200, 'surprise', 'text/plain', undefined],
  ['204 with a documented body', { 204: 'json' }, undefined, 204, '', undefined, undefined],
  ['a range', { '2XX': 'json' }, undefined, 207, '1', 'application/json', 1],
] as const)('a success with %s', async (_, responses, envelope, status, body, type, want) => {
  const { url } = await serve(text(status, body, type));
  const given = operation({ responses, ...(envelope && { envelope }) });
  expect(await clientFor(url).send(given, {}, {})).toEqual(want);
});

test('a success that only default could cover is a DecodeError: that is about errors', async () => {
  const { url } = await serve(text(201, '1', 'application/json'));
  const given = operation({ responses: { 200: 'json', default: 'json' } });
  await expect(clientFor(url).send(given, {}, {})).rejects.toBeInstanceOf(runtime.DecodeError);
});

test('binary', async () => {
  const { url } = await serve((response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([1, 255])),
  );
  const blob = await clientFor(url).send<Blob, unknown>(operation({ responses: { 200: 'binary' } }), {}, {});
  expect([blob.type, [...(await blob.bytes())]]).toEqual(['image/png', [1, 255]]);
});

test('HEAD', async () => {
  const { url } = await serve((response) => json(response, 200, { a: 1 }));
  const head = operation({ method: 'HEAD', responses: { 200: 'none' } });
  expect(await clientFor(url).send(head, {}, {})).toBeUndefined();
});

test.each([
  [301, 'POST', 'unknown'],
  [302, 'POST', 'unknown'],
  [303, 'POST', 'unknown'],
  [307, 'POST', 'not-applied'],
  [308, 'POST', 'not-applied'],
  [302, 'GET', 'not-applied'],
])('a redirect with %s after %s is refused', async (status, method, outcome) => {
  const other = await serve((response) => json(response, 200, rotated));
  const { url, seen } = await serve((response) => response.writeHead(status, { location: other.url }).end());
  const error = await failure(clientFor(url).send(operation({ method }), {}, {}));
  expect(error.constructor).toBe(runtime.APIError);
  expect(error.message).toBe(`${method} /things: ${status} is a redirect, not followed; check baseURL`);
  expect(error).toMatchObject({ status, outcome });
  expect([seen.length, other.seen.length]).toEqual([1, 0]);
});

test('a redirect that a browser hides', async () => {
  const hidden = {
    type: 'opaqueredirect',
    status: 0,
    ok: false,
    headers: new Headers(),
    text: async () => '',
  };
  const fetch = async () => hidden as Response;
  const error = await failure(rotateWith(clientFor('http://localhost', { fetch })));
  expect(error.message).toBe(`${place}: 0 is a redirect, not followed; check baseURL`);
  expect(error).toMatchObject({ status: undefined, outcome: 'unknown' });
});

test('every class is a static member of the client and has its name', () => {
  const classes = Object.entries(runtime).filter(([name]) => name.endsWith('Error'));
  expect(Object.keys(runtime.APIClient).toSorted()).toEqual(classes.map(([name]) => name).toSorted());
  for (const [name, errorClass] of classes) {
    expect(Reflect.get(runtime.APIClient, name)).toBe(errorClass);
    expect(errorClass.prototype).toMatchObject({ name });
  }
});
