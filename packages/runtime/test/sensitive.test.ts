import { deepStrictEqual } from 'node:assert/strict';
import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { OperationDefinition, Sensitive } from '../src/definition.js';
import { validated } from '../src/extensions.js';
import type { StandardResult, StandardSchemaV1 } from '../src/extensions.js';
import type { Stream } from '../src/index.js';
import { eventData, jsonEvents, jsonLines, serverSentEvents } from '../src/stream.js';
import { clientFor, json, operation, serve } from './loopback.js';

const canary = 'canary-5d1f';
const whole = { depth: Infinity, showHidden: true };

function schemaOf(validate: (value: unknown) => StandardResult<unknown>): StandardSchemaV1 {
  return { '~standard': { version: 1, vendor: 'test', validate } };
}

async function answered(body: unknown, changes: Parameters<typeof operation>[0] = {}) {
  const { url } = await serve((response) => json(response, 200, body));
  return clientFor(url).send<unknown, unknown>(
    operation({ sensitive: ['token', 'key'], ...changes }),
    {},
    {},
  );
}

test.each([
  ['a member', { token: canary, type: 'a' }, "{ token: '[hidden]', type: 'a' }"],
  ['two in one object', { token: canary, key: canary, a: 1 }, "{ token: '[hidden]', key: '[hidden]', a: 1 }"],
  ['nested', { a: { b: { key: canary } } }, "{ a: { b: { key: '[hidden]' } } }"],
  [
    'in a list',
    [{ token: canary }, { a: [{ key: canary }] }],
    "[ { token: '[hidden]' }, { a: [ { key: '[hidden]' } ] } ]",
  ],
  ['a list', { token: [canary, canary] }, "{ token: '[hidden]' }"],
  ['an object', { key: { a: canary, token: canary } }, "{ key: '[hidden]' }"],
  ['null', { token: null }, "{ token: '[hidden]' }"],
  [
    'within another',
    { token: canary, a: { token: canary } },
    "{ token: '[hidden]', a: { token: '[hidden]' } }",
  ],
  ['none', { other: 'a' }, "{ other: 'a' }"],
  ['no object', 'a', "'a'"],
])('inspect hides %s; JSON, members and equality stay', async (_, body, want) => {
  const data = await answered(body);
  expect(
    inspect(data, whole)
      .replace(/,\n? *\[length\]: \d+/g, '')
      .replace(/\s+/g, ' '),
  ).toBe(want);
  expect(JSON.stringify(data)).toBe(JSON.stringify(body));
  deepStrictEqual(data, body);
  expect(structuredClone(data)).toEqual(body);
  expect(
    Reflect.ownKeys(Object(data)).filter((key) => Object.getOwnPropertyDescriptor(data, key)?.enumerable),
  ).toEqual(Object.keys(Object(body)));
});

test.each<[what: string, sensitive: Sensitive, body: unknown, want: string]>([
  ['all of an object', true, { user: 'u', pass: canary }, '[hidden]'],
  ['all of a list', true, [canary, [canary]], '[hidden]'],
  ['all of a map of maps', true, { a: { b: canary } }, '[hidden]'],
  ['a text alone, which cannot be', true, 'text', "'text'"],
  ['a map but for its members', [{ shown: ['id'] }], { id: 1, a: canary }, "{ id: 1, a: '[hidden]' }"],
  [
    'such maps in lists',
    [{ shown: ['id'] }],
    [{ id: 1 }, [{ a: { id: canary } }]],
    "[ { id: 1 }, [ { a: '[hidden]' } ] ]",
  ],
  [
    'such a map as a member',
    ['t', { in: 'm', shown: ['id'] }],
    { id: 1, m: [{ id: { a: 1, t: canary }, k: canary }], a: 2 },
    "{ id: 1, m: [ { id: { a: 1, t: '[hidden]' }, k: '[hidden]' } ], a: 2 }",
  ],
])('inspect hides %s', async (_, sensitive, body, want) => {
  const data = await answered(body, { sensitive });
  expect(inspect(data, { depth: Infinity }).replace(/\s+/g, ' ')).toBe(want);
  expect(JSON.stringify(data)).toBe(JSON.stringify(body));
  deepStrictEqual(data, body);
});

test('%o, %O and console.log', async () => {
  const data = await answered([canary], { sensitive: true });
  expect(format('%o %O', data, { data }, data)).not.toContain(canary);
});

test.each([
  ['an object', { key: { a: canary } }],
  ['a list', { key: [[canary]] }],
])('%s that is secret, taken out of what holds it', async (_, body) => {
  const { key } = (await answered(body)) as typeof body;
  expect(inspect(key, whole)).toBe('[hidden]');
  expect(inspect(Object.values(key), whole)).not.toContain(`{ a: '${canary}' }`);
});

test('a result that is secret as a whole, out of its envelope and validated', async () => {
  const { url } = await serve((response) =>
    json(response, 200, { success: true, result: { token: canary } }),
  );
  const call = clientFor(url).send(operation({ sensitive: ['result'], envelope: 'result' }), {}, {});
  expect(inspect(await call)).toBe('[hidden]');
  const schema = schemaOf((value) => ({ value: structuredClone(value) }));
  expect(inspect(await validated(call, schema))).toBe('[hidden]');
  const frozen = schemaOf((value) => ({ value: Object.freeze(structuredClone(value)) }));
  expect(await validated(call, frozen)).toEqual({ token: canary });
});

test.each<[what: string, body: unknown, definition: Partial<OperationDefinition>, want: string]>([
  ['a response', canary, { sensitive: true }, "data: '[hidden]', body: '[hidden]'"],
  [
    'in an envelope',
    { result: canary, a: 1 },
    { sensitive: ['result'], envelope: 'result' },
    "data: '[hidden]', body: { result: '[hidden]', a: 1 }",
  ],
])('a text, with what it came in: %s', async (_, body, definition, want) => {
  const { url } = await serve((response) => json(response, 200, body));
  const call = clientFor(url).send(operation(definition), {}, {});
  expect(await call).toBe(canary);
  for (const result of [await call.withResponse(), await call.asResult()]) {
    expect(result).toMatchObject({ data: canary, body });
    expect(inspect(result, { breakLength: Infinity })).toContain(want);
  }
});

test('a value of a validator that leads back to itself', async () => {
  const { url } = await serve((response) => json(response, 200, { token: canary }));
  const call = clientFor(url).send(operation({ sensitive: ['token'] }), {}, {});
  const value = { token: canary, inner: {} };
  value.inner = value;
  expect(
    inspect(
      await validated(
        call,
        schemaOf(() => ({ value })),
      ),
      whole,
    ),
  ).not.toContain(canary);
});

test('the body of an error', async () => {
  const { url } = await serve((response) => json(response, 404, { token: canary, a: 1 }));
  const result = await clientFor(url)
    .send(operation({ sensitiveErrors: ['token'], responses: { 404: 'json' } }), {}, {})
    .asResult();
  const { body } = result as { body: unknown };
  expect(inspect(body, whole)).toBe("{ token: '[hidden]', a: 1 }");
  expect(body).toEqual({ token: canary, a: 1 });
});

test('what is within a secret, and taken out of it', async () => {
  const { key } = (await answered({ key: [{ token: canary }] })) as { key: unknown };
  expect(inspect(key, whole)).not.toContain(canary);
});

test('what the caller changes later is shown, and what is secret is not', async () => {
  const data = (await answered({ token: 'old', a: 1 })) as Record<string, unknown>;
  Object.assign(data, { token: canary, a: 2, b: 3 });
  expect(inspect(data)).toBe("{ token: '[hidden]', a: 2, b: 3 }");
});

test('a member called __proto__ or constructor', async () => {
  const body: unknown = JSON.parse(`{"__proto__":{"token":"${canary}"},"constructor":1}`);
  const data = await answered(body, { sensitive: ['token', 'constructor'] });
  expect(inspect(data, whole)).not.toContain(canary);
  expect(data).toEqual(body);
});

test('within an envelope, with the response, and in a result', async () => {
  const { url } = await serve((response) =>
    json(response, 200, { success: true, result: { token: canary } }),
  );
  const call = clientFor(url).send(operation({ sensitive: ['token'], envelope: 'result' }), {}, {});
  expect(await call).toEqual({ token: canary });
  for (const value of [await call, await call.withResponse(), await call.asResult()])
    expect(inspect(value, whole)).not.toContain(canary);
});

test.each([
  ['lines', jsonLines, 'application/jsonl', `{"token":"${canary}"}\n`],
  ['events', jsonEvents, 'text/event-stream', `data: {"token":"${canary}"}\n\n`],
  ['data of events', eventData, 'text/event-stream', `data: {"token":"${canary}"}\n\ndata: [DONE]\n\n`],
  ['events with text', serverSentEvents, 'text/event-stream', `event: token\ndata: ${canary}\n\n`],
  [
    'a sequence',
    jsonLines,
    'application/json-seq',
    `\u001e{"token":"${canary}"}\n\u001e[{"token":\n"${canary}"}]\n\u001e{"token":"${canary}"}`,
  ],
])('in a stream of %s', async (_, stream, type, text) => {
  const { url } = await serve((response) => response.writeHead(200, { 'content-type': type }).end(text));
  const given = operation({ sensitive: ['token', 'data'], responses: { 200: 'stream' }, stream });
  const items: unknown[] = [];
  for await (const item of await clientFor(url).send<Stream<unknown>, unknown>(given, {}, {}))
    items.push(item);
  expect(JSON.stringify(items)).toContain(canary);
  expect(inspect(items, whole)).not.toContain(canary);
});

test('an item of a sequence that arrives before the next one', async () => {
  const { url } = await serve((response) => {
    response.writeHead(200, { 'content-type': 'application/json-seq' });
    response.write(`\u001e{"token":"${canary}"}\n`);
  });
  const given = operation({ sensitive: ['token'], responses: { 200: 'stream' }, stream: jsonLines });
  for await (const item of await clientFor(url).send<Stream<unknown>, unknown>(given, {}, {})) {
    expect(inspect(item)).toBe("{ token: '[hidden]' }");
    break;
  }
});

test('a body that is nested deeper than the stack', async () => {
  const deep = `${'['.repeat(20_000)}{"token":"${canary}"}${']'.repeat(20_000)}`;
  const { url } = await serve((response) => response.setHeader('content-type', 'a/json').end(deep));
  const result = await clientFor(url)
    .send(operation({ sensitive: ['token'] }), {}, {})
    .asResult();
  expect(result.ok).toBe(true);
  expect(inspect(result.ok && result.data, { depth: 4 })).not.toContain(canary);
});

test('the body of a failure is out of what prints a result', async () => {
  const { url } = await serve((response) => json(response, 404, { token: canary }));
  const result = await clientFor(url)
    .send(operation({ responses: { 404: 'json' } }), {}, {})
    .asResult();
  expect(result).toMatchObject({ ok: false, status: 404, body: { token: canary } });
  expect(Object.keys(result)).toEqual(['ok', 'status', 'error']);
  expect(
    inspect(result, { depth: Infinity }) + JSON.stringify(result) + JSON.stringify({ ...result }),
  ).not.toContain(canary);
});

test('many names cost no more for each member', async () => {
  let compared = 0;
  const counting = new Proxy(
    Array.from({ length: 2000 }, (_, index) => `name${index}`),
    {
      get: (target, name) => {
        compared += 1;
        return Reflect.get(target, name);
      },
    },
  );
  const body = Array.from({ length: 200 }, () => ({ a: 1, b: 2, name7: canary }));
  const data = await answered(body, { sensitive: counting });
  expect(inspect(data, whole)).not.toContain(canary);
  expect(compared).toBeLessThan(20_000);
});
