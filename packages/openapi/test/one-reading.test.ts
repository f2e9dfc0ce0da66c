import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildModel, loadDocument, wireOf } from '../src/index.js';
import type { Json, Model, Wire } from '../src/index.js';
import { documentWith, folder, operation } from './fixtures.js';

type Reading = readonly { readonly key: string; readonly parts: readonly string[] }[];

const text = { type: 'string' };
const parameter = (name: string, place: string, more: object = {}): Json => ({
  name,
  in: place,
  schema: text,
  ...more,
});
const requestBody = { required: true, content: { 'application/json': { schema: text } } };
const headers = { 'Content-Type': { schema: text }, 'X-Rate': { schema: text } };

/** Path items, and what of each operation both readings have to find. */
const items: readonly (readonly [openapi: string, item: { readonly [name: string]: Json }, want: Reading])[] =
  [
    [
      '3.1.0',
      {
        parameters: [parameter('ACCEPT', 'header'), parameter('X-A', 'header')],
        get: operation({
          parameters: [
            parameter('Authorization', 'header'),
            parameter('content-type', 'header'),
            parameter('accept', 'query'),
            parameter('x', 'query', { style: 'pipeDelimited' }),
            parameter('c', 'cookie', { required: true }),
          ],
        }),
      },
      [
        {
          key: 'GET /a',
          parts: [
            'header X-A simple',
            'query accept form exploded',
            'query x pipeDelimited',
            'cookie c form exploded, required',
          ],
        },
      ],
    ],
    ...['3.0.3', '3.1.0'].map(
      (openapi) =>
        [
          openapi,
          {
            get: operation({ requestBody }),
            head: operation({ requestBody }),
            delete: operation({ requestBody }),
            options: operation({ requestBody }),
          },
          [
            { key: 'GET /a', parts: [] },
            { key: 'HEAD /a', parts: [] },
            { key: 'DELETE /a', parts: ['body'] },
            { key: 'OPTIONS /a', parts: ['body'] },
          ],
        ] as const,
    ),
    [
      '3.1.0',
      { post: { responses: { '200': { description: 'Done.', headers } } } },
      [{ key: 'POST /a', parts: ['response header x-rate'] }],
    ],
    [
      '3.1.0',
      {
        post: operation({ requestBody: { required: true, content: {} } }),
      },
      [{ key: 'POST /a', parts: [] }],
    ],
    [
      '3.2.0',
      {
        query: operation({ requestBody, parameters: [parameter('c', 'cookie', { style: 'cookie' })] }),
        additionalOperations: { PURGE: operation({ requestBody }) },
      },
      [
        { key: 'QUERY /a', parts: ['cookie c cookie exploded', 'body'] },
        { key: 'PURGE /a', parts: ['body'] },
      ],
    ],
  ];

test.each(items)('what is compared is what is generated: %s %j', (openapi, item, want) => {
  const root = folder({ 'openapi.json': documentWith({ openapi, paths: { '/a': item } }) });
  const loaded = loadDocument(join(root, 'openapi.json'), { base: root });
  const { model } = buildModel({ api: 'test', loaded, sdk: {}, defaults: {} });
  expect(generated(model)).toEqual(want);
  expect(compared(wireOf(loaded))).toEqual(want);
});

function generated({ operations }: Model): Reading {
  return operations.map(({ key, parameters, body, responses }) => ({
    key,
    parts: [
      ...parameters.map(({ in: place, name, serialization, required }) =>
        serialization.kind === 'style'
          ? written(place, name, { ...serialization, required })
          : `${place} ${name} ${serialization.mediaType}`,
      ),
      ...(body === undefined ? [] : ['body']),
      ...responses.flatMap((response) =>
        response.headers.map(({ name }) => `response header ${name.toLowerCase()}`),
      ),
    ],
  }));
}

function compared({ operations }: Wire): Reading {
  return operations.map(({ key, parameters, body, responses }) => ({
    key,
    parts: [
      ...parameters.map((one) => written(one.in, one.name, one)),
      ...(body === undefined ? [] : ['body']),
      ...responses.flatMap((response) => response.headers.map(({ name }) => `response header ${name}`)),
    ],
  }));
}

interface Writing {
  readonly style: string;
  readonly explode: boolean;
  readonly required: boolean;
}

function written(place: string, name: string, { style, explode, required }: Writing): string {
  return `${place} ${name} ${style}${explode ? ' exploded' : ''}${required ? ', required' : ''}`;
}
