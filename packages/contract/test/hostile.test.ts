import { afterEach, describe, expect, test, vi } from 'vitest';
import { createJudge, mockHandler, receivedRequest, verifyClient } from '../src/index.js';
import { referenceOptions } from './reference-client.js';

/** A document with one operation that takes and gives this schema. */
function documentOf(schema: string, components = '{}'): object {
  return JSON.parse(`{
    "openapi": "3.1.0",
    "paths": { "/a": { "post": {
      "requestBody": { "required": true, "content": { "application/json": { "schema": ${schema} } } },
      "responses": { "200": { "description": "", "content": { "application/json": { "schema": ${schema} } } } }
    } } },
    "components": { "schemas": ${components} }
  }`);
}

const CODE = '"}); globalThis.hacked = true; ({"';
const quoted = JSON.stringify(CODE);

afterEach(() => {
  expect(Reflect.get(globalThis, 'hacked')).toBeUndefined();
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

describe('text of a document is never code, and prototype names are harmless', () => {
  const rows: readonly [given: string, schema: string, valid: string, invalid: string][] = [
    [
      'a property name',
      `{"type":"object","required":[${quoted}],"properties":{${quoted}:{"type":"integer"}}}`,
      `{${quoted}:1}`,
      '{}',
    ],
    ['an enum value', `{"enum":[${quoted}]}`, quoted, '1'],
    ['a pattern', '{"type":"string","pattern":"^[/`${}\\"]+$"}', '"/"', '"a"'],
    ['a format', `{"type":"string","format":${quoted}}`, '"text"', '1'],
    ['a format of Object', '{"type":"string","format":"constructor"}', '"text"', '1'],
    [
      '__proto__',
      '{"type":"object","properties":{"__proto__":{"type":"object"}},"required":["a"],"patternProperties":{"a":{"const":1}}}',
      '{"a":1,"__proto__":{"polluted":true}}',
      '{}',
    ],
    [
      'constructor',
      '{"type":"object","required":["constructor"],"properties":{"constructor":{"type":"integer"}}}',
      '{"constructor":1}',
      '{}',
    ],
    [
      'hasOwnProperty',
      '{"type":"object","required":["hasOwnProperty"],"properties":{"hasOwnProperty":{"type":"string"}},"additionalProperties":false}',
      '{"hasOwnProperty":"a"}',
      '{}',
    ],
    [
      'keywords of Ajv',
      '{"$data":"/a","$id":"http://host/","$async":true,"formatMinimum":{"$data":"1"},"type":"integer"}',
      '1',
      '"a"',
    ],
    ['unknown keywords', `{"x-code":${quoted},"$comment":${quoted},"type":"integer"}`, '1', '"a"'],
  ];
  test.each(rows)('%s', async (_, schema, valid, invalid) => {
    const judge = createJudge(documentOf(schema));
    const headers = { 'content-type': 'application/json' };
    const send = async (body: string): Promise<number> => {
      const request = new Request('http://host/a', { method: 'POST', headers, body });
      return (await judge.checkRequest(await receivedRequest(request))).problems.length;
    };
    expect(await send(valid)).toBe(0);
    expect(await send(invalid)).toBeGreaterThan(0);
    const report = await verifyClient(referenceOptions(documentOf(schema)));
    expect(report.cases.flatMap(({ problems }) => problems)).toEqual([]);
  });
});

test('what a document says does not move the terminal that shows a report', async () => {
  const document = { openapi: '3.1.0', paths: { '/a\u001b[31m\u202E\n': { get: { responses: {} } } } };
  const { cases } = await verifyClient({ ...referenceOptions(document), calls: {} });
  const name = 'GET /a\\u001b[31m\\u202e\\u000a';
  expect(cases.map((one) => [one.name, one.problems])).toEqual([
    [`${name} has a call`, [`no call; add one to calls as '${name}'`]],
  ]);
  expect(() => createJudge({ openapi: '3.1.0', paths: { '/\u001b': { $ref: '#/\u001b' } } })).toThrow(
    /^#\/paths\/~1\\u001b/,
  );
});

describe('names from a document find nothing inherited', () => {
  test('components', () => {
    const judge = createJudge(documentOf('{"$ref":"#/components/schemas/constructor"}'));
    const schema = judge.operations[0]?.body?.content[0]?.schema;
    if (schema === undefined) throw new Error('no schema');
    expect(judge.sampler.validate(schema, 'request', {})[0]?.message).toContain(
      'leads nowhere; add what it names',
    );
  });

  test('calls', async () => {
    const document = { openapi: '3.1.0', paths: { '/a': { get: { responses: {} } } } };
    const report = await verifyClient({
      ...referenceOptions(document),
      calls: Object.create({ 'GET /a': () => 1 }),
    });
    expect(report.cases.map(({ problems }) => problems)).toEqual([[`no call; add one to calls as 'GET /a'`]]);
  });
});

describe('documents that grow end in bounded time', () => {
  const chain = (keyword: string): string =>
    JSON.stringify(
      Object.fromEntries(
        Array.from({ length: 18 }, (_, index) => [
          `S${index}`,
          index === 17
            ? { type: 'object', properties: { a: { type: 'integer' } } }
            : {
                [keyword]: [
                  { $ref: `#/components/schemas/S${index + 1}` },
                  { $ref: `#/components/schemas/S${index + 1}` },
                ],
              },
        ]),
      ),
    );
  const wide = JSON.stringify(
    Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `S${index}`,
        index === 29
          ? { type: 'integer' }
          : {
              type: 'object',
              properties: Object.fromEntries(
                ['a', 'b', 'c'].map((name) => [name, { $ref: `#/components/schemas/S${index + 1}` }]),
              ),
            },
      ]),
    ),
  );
  const deep = `${'{"type":"array","items":'.repeat(300)}{"type":"integer"}${'}'.repeat(300)}`;
  const rows: readonly [given: string, document: object][] = [
    ['allOf that doubles', documentOf('{"$ref":"#/components/schemas/S0"}', chain('allOf'))],
    ['anyOf that doubles', documentOf('{"$ref":"#/components/schemas/S0"}', chain('anyOf'))],
    ['properties that triple', documentOf('{"$ref":"#/components/schemas/S0"}', wide)],
    ['lists in lists', documentOf(deep)],
  ];
  test.each(rows)('%s', { timeout: 20_000 }, async (_, document) => {
    const handler = mockHandler(document);
    const request = new Request('http://host/a', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[]',
    });
    expect([200, 400, 500]).toContain((await handler(request)).status);
  });
});

test('nothing is fetched, whatever a reference says', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  const judge = createJudge(documentOf('{"$ref":"http://127.0.0.1:9/schema.json"}'));
  const schema = judge.operations[0]?.body?.content[0]?.schema;
  if (schema === undefined) throw new Error('no schema');
  expect(judge.sampler.validate(schema, 'request', 1)[0]?.message).toContain(
    'leaves the document; bundle it first',
  );
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockRestore();
});
