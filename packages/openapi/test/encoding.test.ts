import { describe, expect, test } from 'vitest';
import type { Json } from '../src/index.js';
import { formatProblem } from '../src/index.js';
import { modelOf, operation } from './fixtures.js';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

const schema: Json = {
  type: 'object',
  properties: {
    text: { type: 'string' },
    object: { type: 'object', properties: {} },
    list: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
  },
};

function encoded(mediaType: string, encoding: Json, openapi = '3.1.0') {
  return modelOf({
    openapi,
    paths: { '/a': { post: operation({ requestBody: { content: { [mediaType]: { schema, encoding } } } }) } },
    components: { schemas: { Part: { type: 'object' } } },
  });
}

describe('how a field is written', () => {
  const style = { kind: 'style', style: 'form', explode: true, allowReserved: false };
  test.each<[string, string, Json, Json]>([
    ['a style', FORM, { style: 'pipeDelimited' }, { ...style, style: 'pipeDelimited', explode: false }],
    ['explode alone', FORM, { explode: false }, { ...style, explode: false }],
    ['reserved characters', FORM, { allowReserved: true }, { ...style, allowReserved: true }],
    [
      'a style of a part',
      MULTIPART,
      { style: 'deepObject' },
      { ...style, style: 'deepObject', explode: false },
    ],
    ['JSON', FORM, { contentType: 'application/json' }, { kind: 'content', contentType: 'application/json' }],
    ['a type', MULTIPART, { contentType: 'image/png' }, { kind: 'content', contentType: 'image/png' }],
  ])('%s', (_, mediaType, encoding, want) => {
    const { model, problems } = encoded(mediaType, { text: encoding });
    expect(problems).toEqual([]);
    expect(model.operations[0]?.body?.content.encoding).toEqual({ text: want });
  });
});

describe('what of it is ignored, with the reason', () => {
  const place = '#/paths/~1a/post/requestBody/content/';
  test.each<[string, string, Json, string, string]>([
    [
      'choices',
      MULTIPART,
      { text: { contentType: 'image/*' } },
      '/text/contentType',
      'which of them it is says the Blob that is given',
    ],
    [
      'text in a form',
      FORM,
      { text: { contentType: 'text/csv' } },
      '/text/contentType',
      'a field of a form is text',
    ],
    [
      'objects as XML',
      MULTIPART,
      { object: { contentType: 'a/xml' } },
      '/object/contentType',
      'objects are sent as JSON',
    ],
    [
      'lists as XML',
      MULTIPART,
      { list: { contentType: 'a/xml' } },
      '/list/contentType',
      'objects are sent as JSON',
    ],
    [
      'a type beside a style',
      FORM,
      { text: { contentType: 'a/b', explode: true } },
      '/text/contentType',
      'a style says how the field is written',
    ],
    ['no such field', FORM, { none: { explode: true } }, '/none', 'the schema declares no property none'],
    [
      'headers',
      MULTIPART,
      { text: { headers: {} } },
      '/text/headers',
      'parts are sent with their content type alone',
    ],
    [
      'another media type',
      'application/json',
      { text: { explode: true } },
      '',
      'OpenAPI gives it no meaning for application/json, or the body is given whole',
    ],
  ])('%s', (_, mediaType, encoding, at, reason) => {
    const { accounts, problems } = encoded(mediaType, encoding);
    expect(problems).toEqual([]);
    const pointer = `${place}${mediaType.replace('/', '~1')}/encoding${at}`;
    expect(accounts.ignored).toEqual([{ pointer, reason }]);
  });

  test('a style of a part in 3.0', () => {
    const { accounts, model } = encoded(MULTIPART, { text: { style: 'form' } }, '3.0.3');
    expect(model.operations[0]?.body?.content.encoding).toBeUndefined();
    expect(accounts.ignored.map(({ reason }) => reason)).toEqual([
      'OpenAPI 3.0 gives it no meaning for multipart/form-data',
    ]);
  });

  test('parts by their place in 3.2', () => {
    const content = {
      'multipart/mixed': { itemSchema: {}, prefixEncoding: [{}], itemEncoding: { contentType: 'a/b' } },
    };
    const { accounts, problems } = modelOf({
      openapi: '3.2.0',
      paths: { '/a': { post: operation({ requestBody: { content } }) } },
    });
    expect(problems).toEqual([]);
    expect(accounts.ignored.map(({ pointer }) => pointer.replace(/.*~1mixed/, ''))).toEqual([
      '/prefixEncoding',
      '/itemEncoding',
    ]);
  });
});

test('a style that does not exist is refused', () => {
  expect(encoded(FORM, { text: { style: 'simple' } }).problems.map(formatProblem)).toEqual([
    '#/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding/text/style: style simple does not exist for a field of a form; use form, spaceDelimited, pipeDelimited, deepObject',
  ]);
});
