import type { Json } from '@specline/openapi';
import type { Documents, Text } from './document.js';

/** A Swagger 2.0 document with a text in every place that holds one, and extensions. */
export function swaggerDocuments(text: Text): Documents {
  return {
    document: swaggerOf(text),
    sdk: {},
    defaults: { npmScope: '@swagger', license: 'MIT' },
  };
}

function swaggerOf(text: Text): Json {
  return {
    swagger: '2.0',
    info: {
      title: text('title'),
      version: text('version'),
      description: text('description'),
      contact: { name: text('contact'), ...extensions(text, 'contact') },
      license: { name: text('license') },
    },
    host: 'example.com',
    basePath: '/v1',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    tags: [{ name: text('tag'), description: text('tag.description'), ...extensions(text, 'tag') }],
    externalDocs: { url: text('docs'), description: text('docs.description') },
    securityDefinitions: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key', description: text('key.description') },
    },
    security: [{ key: [] }],
    paths: { '/pets/{id}': pets(text), ...extensions(text, 'paths') },
    definitions: definitions(text),
    parameters: {
      shared: { name: `s${text('shared')}`, in: 'query', type: 'string', ...extensions(text, 'shared') },
    },
    responses: { Refused: { description: text('refused'), schema: { $ref: '#/definitions/Pet' } } },
    ...extensions(text, 'root'),
  } as Json;
}

/** An extension of each kind of value. */
function extensions(text: Text, place: string): object {
  const value = text(`${place}.extension`);
  const values = [value, 1, null, [value], { $ref: `#/${value}` }, { $ref: 1 }, { get: { responses: {} } }];
  return Object.fromEntries([
    [`x-${value}`, value],
    ...values.map((extension, index) => [`x-${index}`, extension] as const),
  ]);
}

function pets(text: Text): Json {
  return {
    parameters: [
      { name: 'id', in: 'path', required: true, type: 'string', description: text('id.description') },
      { $ref: '#/parameters/shared' },
    ],
    post: {
      operationId: text('operationId'),
      summary: text('summary'),
      description: text('operation.description'),
      tags: [text('operation.tag')],
      parameters: [
        {
          name: `q${text('query')}`,
          in: 'query',
          type: 'array',
          items: { type: 'string', enum: [text('item'), text('other.item')] },
          collectionFormat: 'csv',
          description: text('query.description'),
          ...extensions(text, 'query'),
        },
        {
          name: text('body'),
          in: 'body',
          schema: { $ref: '#/definitions/Pet' },
          ...extensions(text, 'body'),
        },
      ],
      responses: {
        '200': {
          description: text('done'),
          schema: { $ref: '#/definitions/Pet' },
          headers: { 'X-Left': { type: 'integer', description: text('header.description') } },
          examples: { 'application/json': { [`k${text('example')}`]: text('example') } },
          ...extensions(text, 'response'),
        },
        default: { $ref: '#/responses/Refused' },
        ...extensions(text, 'responses'),
      },
      ...extensions(text, 'operation'),
    },
    put: {
      consumes: ['multipart/form-data'],
      parameters: [
        { name: `f${text('field')}`, in: 'formData', type: 'string', description: text('field.description') },
        { name: 'file', in: 'formData', type: 'file' },
      ],
      responses: { '204': { description: text('gone') } },
    },
    ...extensions(text, 'item'),
  } as Json;
}

function definitions(text: Text): Json {
  const own = `p${text('property')}`;
  return {
    Pet: {
      type: 'object',
      title: text('pet.title'),
      description: text('pet.description'),
      required: [own],
      properties: {
        [own]: { type: 'string', default: text('default'), description: text('property.description') },
        kind: {
          type: 'string',
          enum: [text('value'), text('other.value')],
          'x-enum-varnames': [text('name')],
        },
      },
      example: { [own]: text('pet.example') },
      xml: { name: text('xml') },
      externalDocs: { url: text('pet.docs') },
      ...extensions(text, 'pet'),
    },
  } as Json;
}
