import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { DecodeError, NotFoundError } from '../src/index.js';
import { type StandardIssue, type StandardSchemaV1, validated } from '../src/extensions.js';
import { clientFor, json, operation, place, rotated, rotateWith, serve } from './loopback.js';
import { rejection, shown } from './rejections.js';

const canary = 'canary-c0de';

interface Token {
  readonly token: string;
}

function schemaOf<Output>(
  validate: StandardSchemaV1<unknown, Output>['~standard']['validate'],
  vendor = 'another',
): StandardSchemaV1<unknown, Output> {
  return { '~standard': { version: 1, vendor, validate } };
}

function failing(issues: readonly StandardIssue[], vendor?: string): StandardSchemaV1<unknown, Token> {
  return schemaOf<Token>(() => ({ issues }), vendor);
}

async function rotating() {
  const server = await serve((response) => json(response, 200, rotated, { 'cf-ray': 'ray' }));
  return { ...server, client: clientFor(server.url) };
}

test('what the schema makes of the data', async () => {
  const { client, seen } = await rotating();
  const schema = schemaOf((value) => ({ value: { length: (value as Token).token.length } }));
  const call = validated(rotateWith(client), schema);
  const typed: Promise<{ length: number }> = call;
  expect(await typed).toEqual({ length: 11 });
  expect(seen.length).toBe(1);
});

test('a schema that takes its time', async () => {
  const { client } = await rotating();
  expect(
    await validated(
      rotateWith(client),
      schemaOf(async (value) => ({ value })),
    ),
  ).toEqual(rotated.result);
});

test('messages of ours', async () => {
  const { client } = await rotating();
  const issues = [
    { message: 'must be string', path: ['items', 0, 'name'] },
    { message: 'must be object', path: [{ key: 'items' }, { key: Symbol('s') }] },
    { message: 'must have required property a' },
  ];
  const error = await rejection(validated(rotateWith(client), failing(issues, 'specline')));
  expect(error).toBeInstanceOf(DecodeError);
  expect(error.message).toBe(
    `${place}: 200, applied, but it is not valid: items.0.name must be string; items.Symbol(s) must be object; ` +
      'all of it must have required property a',
  );
  expect(error).toMatchObject({ outcome: 'applied', status: 200, requestId: 'ray', body: rotated.result });
});

test('messages of others may quote a value, and are left out', async () => {
  const { client } = await rotating();
  const issues = Array.from({ length: 7 }, (_, index) => ({ message: canary, path: ['items', index] }));
  const error = await rejection(validated(rotateWith(client), failing(issues)));
  expect(error.message).toBe(
    `${place}: 200, applied, but it is not valid: items.0; items.1; items.2; items.3; items.4; and 2 more`,
  );
  expect(shown(error)).not.toContain(canary);
  expect(shown(error)).not.toContain(rotated.result.token);
});

test.each([
  [
    'throws',
    () => {
      throw new Error(canary);
    },
  ],
  ['rejects', () => Promise.reject(new Error(canary))],
])('a validator that %s', async (_name, validate) => {
  const { client } = await rotating();
  const error = await rejection(validated(rotateWith(client), schemaOf(validate)));
  expect(error).toBeInstanceOf(DecodeError);
  expect(error.message).toBe(`${place}: 200, applied, but its validator failed`);
  expect(error.body).toEqual(rotated.result);
  expect(shown(error)).not.toContain(canary);
});

test('a call that fails fails as it does', async () => {
  const { url } = await serve((response) => json(response, 404, {}));
  const schema = schemaOf(() => ({ value: 1 }));
  expect(await rejection(validated(rotateWith(clientFor(url)), schema))).toBeInstanceOf(NotFoundError);
});

test.each([
  ['another object', (value: unknown) => ({ value: structuredClone(value) })],
  ['the same object', (value: unknown) => ({ value })],
  ['an object around it', (value: unknown) => ({ value: { ...(value as object), inner: value } })],
])('what is sensitive stays out of what Node prints: %s', async (_name, validate) => {
  const { url } = await serve((response) => json(response, 200, { pem: canary, list: [{ pem: canary }] }));
  const secret = operation({ sensitive: ['pem'] });
  const value = await validated(clientFor(url).send(secret, {}, {}), schemaOf(validate));
  expect(inspect(value, { depth: Infinity })).not.toContain(canary);
  expect(value).toMatchObject({ pem: canary });
});
