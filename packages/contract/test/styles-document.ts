const text = { type: 'string' };
const color = { type: 'array', items: { type: 'string' }, minItems: 1 };
const point = {
  type: 'object',
  required: ['x', 'y'],
  properties: { x: { type: 'integer' }, y: { type: 'string' } },
  additionalProperties: false,
};
const ok = {
  description: 'OK',
  content: { 'application/json': { schema: { type: 'object', properties: { ok: { type: 'boolean' } } } } },
};

function given(place: string, style: string, explode: boolean, name: string, schema: object): object {
  return { name, in: place, style, explode, schema, ...(place === 'path' ? { required: true } : {}) };
}

/** Every style of parameter, in every place. */
export const stylesDocument = {
  openapi: '3.0.3',
  info: { title: 'Styles', version: '1' },
  paths: {
    '/simple/{a}/{b}/{c}/{d}': {
      get: {
        parameters: [
          given('path', 'simple', false, 'a', color),
          given('path', 'simple', true, 'b', point),
          given('path', 'simple', false, 'c', point),
          given('path', 'simple', false, 'd', { type: 'integer' }),
        ],
        responses: { 200: ok },
      },
    },
    '/label/{a}/{b}/{c}/{d}': {
      get: {
        parameters: [
          given('path', 'label', false, 'a', color),
          given('path', 'label', true, 'b', point),
          given('path', 'label', false, 'c', point),
          given('path', 'label', false, 'd', { type: 'boolean' }),
        ],
        responses: { 200: ok },
      },
    },
    '/matrix/{a}/{b}/{c}/{d}': {
      get: {
        parameters: [
          given('path', 'matrix', false, 'a', color),
          given('path', 'matrix', true, 'b', point),
          given('path', 'matrix', true, 'c', color),
          given('path', 'matrix', false, 'd', text),
        ],
        responses: { 200: ok },
      },
    },
    '/query': {
      get: {
        parameters: [
          given('query', 'form', true, 'a', color),
          given('query', 'form', false, 'b', color),
          given('query', 'spaceDelimited', false, 'c', color),
          given('query', 'pipeDelimited', false, 'd', color),
          given('query', 'deepObject', true, 'e', point),
          given('query', 'form', false, 'f', point),
          given('query', 'form', true, 'g', {
            type: 'object',
            properties: { h: { type: 'integer' }, i: text },
            additionalProperties: false,
          }),
          { name: 'j', in: 'query', content: { 'application/json': { schema: point } } },
          { name: 'k', in: 'query', schema: { type: 'string', enum: ['one', 'two words', 'a&b=c'] } },
          {
            name: 'l',
            in: 'query',
            schema: { type: 'number', minimum: 1, maximum: 10, exclusiveMaximum: true },
          },
        ],
        responses: { 200: ok },
      },
    },
    '/headers': {
      get: {
        parameters: [
          given('header', 'simple', false, 'X-List', color),
          given('header', 'simple', true, 'X-Point', point),
          given('header', 'simple', false, 'X-Text', text),
          given('cookie', 'form', true, 'session', text),
          given('cookie', 'form', false, 'list', color),
          { name: 'Accept', in: 'header', schema: text },
        ],
        responses: { 200: ok },
      },
    },
  },
};
