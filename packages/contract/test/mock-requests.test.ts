import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMock } from '../src/index.js';
import type { Mock } from '../src/index.js';

const responses = { 200: { description: 'Fine.' } };
const content = { 'application/json': { schema: { type: 'object' } } };
const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { responses },
    },
    '/pets': { post: { requestBody: { required: true, content }, responses } },
    '/packed': {
      post: {
        parameters: [{ name: 'Content-Encoding', in: 'header', schema: { type: 'string' } }],
        requestBody: { required: true, content },
        responses,
      },
    },
    '/trace': { trace: { responses } },
  },
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ document });
});
afterAll(() => mock.close());

/** Sends a request as it is written, and resolves with the head of the response and its body. */
function exchanged(
  target: string,
  fields: readonly string[] = [],
  body = '',
): Promise<readonly [string, string]> {
  const { hostname, port, host } = new URL(mock.url);
  const head = [`${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...fields];
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () =>
      resolve([text.slice(0, text.indexOf('\r\n\r\n')), text.slice(text.indexOf('\r\n\r\n'))]),
    );
  });
}

test('OPTIONS * tells the methods of the server', async () => {
  const [head] = await exchanged('OPTIONS *');
  expect(head).toMatch(/^HTTP\/1\.1 204 /);
  expect(head).toMatch(/^allow: OPTIONS, GET, POST, TRACE$/im);
});

test('TRACE is a method like others', async () => {
  const [head] = await exchanged('TRACE /pets/1');
  expect(head).toMatch(/^HTTP\/1\.1 405 /);
  expect(head).toMatch(/^allow: GET$/im);
  expect((await exchanged('TRACE /nowhere'))[0]).toMatch(/^HTTP\/1\.1 404 /);
  expect((await exchanged('TRACE /trace'))[0]).toMatch(/^HTTP\/1\.1 200 /);
});

test.each(['%zz', '%ff', 'a%', '%c3', '%e2%82', '%ed%a0%80', 'a%2', '%%41', '%u0041', '%C0%AF'])(
  'the path parameter %s is no percent-encoded UTF-8',
  async (id) => {
    const [head, body] = await exchanged(`GET /pets/${id}`);
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(body).toContain('path parameter id: is not percent-encoded UTF-8');
  },
);

test.each(['a', '%41', '%e2%82%ac', '%F0%9F%90%B6', '100%25', '%2F'])(
  'the path parameter %s is',
  async (id) => {
    expect((await exchanged(`GET /pets/${id}`))[0]).toMatch(/^HTTP\/1\.1 200 /);
  },
);

const JSON_BODY = ['content-type: application/json', 'content-length: 2'];

test.each(['gzip', 'br', 'deflate, gzip', 'x-own', 'GZIP', 'zstd'])(
  'a body that is said to be packed with %s is refused',
  async (coding) => {
    const [head, body] = await exchanged('POST /pets', [...JSON_BODY, `content-encoding: ${coding}`], '{}');
    expect(head).toMatch(/^HTTP\/1\.1 415 /);
    expect(body).toContain(`body: has content coding ${coding}, which is not documented`);
  },
);

test('a body that is said not to be packed, or whose document has the header, is read', async () => {
  const plain = await exchanged('POST /pets', [...JSON_BODY, 'content-encoding: identity'], '{}');
  const documented = await exchanged('POST /packed', [...JSON_BODY, 'content-encoding: own'], '{}');
  expect([plain[0], documented[0]]).toEqual([
    expect.stringMatching(/^HTTP\/1\.1 200 /),
    expect.stringMatching(/^HTTP\/1\.1 200 /),
  ]);
});
