import { describe, expect, test } from 'vitest';
import { createJudge, receivedRequest, verifyClient } from '../src/index.js';
import type { CallInput } from '../src/index.js';
import { referenceOptions } from './reference-client.js';
import type { Client } from './reference-client.js';

const list = { type: 'array', items: { type: 'string' } };
const object = { type: 'object', properties: { x: { type: 'string' } } };

function documentOf(media: object, type: string, openapi = '3.1.0'): object {
  const post = { requestBody: { content: { [type]: media } }, responses: { 204: { description: '' } } };
  return { openapi, paths: { '/a': { post } } };
}

async function bodyOf(document: object, body: FormData | string): Promise<unknown> {
  const headers = typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  const request = new Request('http://host/a', { method: 'POST', headers, body });
  const verdict = await createJudge(document).checkRequest(await receivedRequest(request));
  return verdict.problems.length > 0 ? verdict.problems : verdict.body;
}

function formData(...parts: readonly (readonly [name: string, value: string | Blob])[]): FormData {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  return form;
}

describe('fields of a form are read by their encoding', () => {
  const schema = { type: 'object', properties: { tags: list, filter: object, other: object } };
  test.each([
    ['a delimiter', { tags: { style: 'pipeDelimited' } }, 'tags=a%7Cb', { tags: ['a', 'b'] }],
    ['a comma', { tags: { explode: false } }, 'tags=a,b', { tags: ['a', 'b'] }],
    ['brackets', { filter: { style: 'deepObject' } }, 'filter[x]=1', { filter: { x: '1' } }],
    ['brackets beside an object that is not there', {}, 'filter[x]=1', { filter: { x: '1' } }],
    [
      'JSON',
      { filter: { contentType: 'application/json' } },
      'filter=%7B%22x%22%3A%221%22%7D',
      { filter: { x: '1' } },
    ],
  ])('%s', async (_, encoding, body, want) => {
    const document = documentOf({ schema, encoding }, 'application/x-www-form-urlencoded');
    expect(await bodyOf(document, body)).toEqual(want);
  });
});

describe('parts are read by their encoding', () => {
  const schema = {
    type: 'object',
    properties: {
      tags: list,
      filter: object,
      text: { type: 'string' },
      objects: { type: 'array', items: object },
    },
  };
  const styled = { tags: { explode: false }, filter: { style: 'deepObject' } };
  test.each([
    ['a comma', styled, formData(['tags', 'a,b']), { tags: ['a', 'b'] }],
    ['brackets', styled, formData(['filter[x]', 'ü']), { filter: { x: 'ü' } }],
    ['text with a type', {}, formData(['text', new Blob(['ü'], { type: 'text/csv' })]), { text: 'ü' }],
    ['objects', {}, formData(['objects', '{"x":"1"}'], ['objects', '{}']), { objects: [{ x: '1' }, {}] }],
  ])('%s', async (_, encoding, form, want) => {
    expect(await bodyOf(documentOf({ schema, encoding }, 'multipart/form-data'), form)).toEqual(want);
  });

  test('OpenAPI 3.0 gives a style no meaning', async () => {
    const document = documentOf({ schema, encoding: styled }, 'multipart/form-data', '3.0.3');
    expect(await bodyOf(document, formData(['tags', 'a,b']))).toEqual({ tags: ['a,b'] });
  });
});

test('bytes, other parts and text of its own structure arrive as given, whatever their schemas say', async () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  for (const type of ['application/pdf', 'multipart/mixed', 'text/csv', 'application/yaml']) {
    const report = await verifyClient(referenceOptions(documentOf({ schema }, type)));
    expect(report.cases.flatMap(({ problems }) => problems)).toEqual([]);
    expect([report.documented.requestFields, report.covered]).toEqual([0, report.documented]);
  }
});

test.each([
  ['an object is JSON', { type: 'object', properties: { a: { type: 'string' } } }, 'application/json'],
  ['a text is text', { type: 'string' }, 'text/plain'],
  ['what is not described is bytes', undefined, 'application/octet-stream'],
])('under a range, %s', async (_, schema, type) => {
  const document = documentOf(schema === undefined ? {} : { schema }, '*/*');
  const options = referenceOptions(document);
  const types = new Set<string | undefined>();
  const report = await verifyClient({
    ...options,
    calls: Object.fromEntries(
      Object.entries(options.calls).map(([name, call]) => [
        name,
        (client: Client, input: CallInput) => {
          types.add(input.mediaType);
          return call(client, input);
        },
      ]),
    ),
  });
  expect(report.cases.flatMap(({ problems }) => problems)).toEqual([]);
  expect([...types].filter((name) => name !== undefined)).toEqual([type]);
});
