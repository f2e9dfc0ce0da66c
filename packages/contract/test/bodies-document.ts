const text = { type: 'string' };
const ok = {
  description: 'OK',
  content: { 'application/json': { schema: { type: 'object', properties: { ok: { type: 'boolean' } } } } },
};

/** Every kind of body, status and credential, unions, recursion, readOnly and writeOnly. */
export const bodiesDocument = {
  openapi: '3.1.0',
  info: { title: 'Bodies', version: '1' },
  servers: [{ url: '/{version}', variables: { version: { default: 'v1' } } }],
  paths: {
    '/form': {
      post: {
        security: [{ basic: [] }],
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['To'],
                properties: { To: text, Count: { type: 'integer' }, Media: { type: 'array', items: text } },
              },
            },
          },
        },
        responses: {
          201: ok,
          '4XX': { description: 'Wrong', content: { 'application/json': { schema: { type: 'object' } } } },
        },
      },
    },
    '/upload/{name}.json': {
      parameters: [
        { name: 'name', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z]{3,8}$' } },
      ],
      post: {
        security: [{ key: [] }],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: {
                  file: { type: 'string', format: 'binary' },
                  note: text,
                  point: { type: 'object', properties: { x: { type: 'integer' } } },
                },
              },
            },
          },
        },
        responses: {
          200: ok,
          default: { description: 'Error', content: { 'application/json': { schema: { type: 'object' } } } },
        },
      },
    },
    '/raw:store': {
      put: {
        security: [{ token: [], session: [] }, {}],
        requestBody: {
          content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
        },
        responses: { 204: { description: 'Stored' }, 409: { description: 'Conflict' } },
      },
      get: {
        responses: {
          200: {
            description: 'Bytes',
            content: { 'application/octet-stream': {}, 'text/plain': { schema: text } },
          },
          302: { description: 'Elsewhere' },
        },
      },
      head: { responses: { 200: { description: 'Bytes', content: { 'application/octet-stream': {} } } } },
    },
    '/tree': {
      post: {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } },
        },
        responses: {
          default: {
            description: 'OK',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } },
          },
        },
      },
    },
    '/pets': {
      post: {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
        },
        responses: {
          200: {
            description: 'OK',
            headers: { 'X-Rate': { required: true, schema: { type: 'integer' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
          202: ok,
        },
      },
    },
  },
  components: {
    securitySchemes: {
      basic: { type: 'http', scheme: 'basic' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      token: { type: 'apiKey', in: 'query', name: 'token' },
      session: { type: 'apiKey', in: 'cookie', name: 'session' },
    },
    schemas: {
      Tree: {
        type: 'object',
        required: ['name'],
        properties: {
          id: { type: 'integer', readOnly: true },
          secret: { type: 'string', writeOnly: true },
          name: { type: 'string', minLength: 2, maxLength: 8 },
          children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
          parent: { anyOf: [{ $ref: '#/components/schemas/Tree' }, { type: 'null' }] },
        },
      },
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
      },
      Cat: {
        type: 'object',
        required: ['kind'],
        properties: { kind: text, lives: { type: 'integer', maximum: 9 } },
      },
      Dog: {
        allOf: [
          { type: 'object', required: ['kind'], properties: { kind: text } },
          { properties: { tags: { type: 'object', additionalProperties: text } } },
        ],
      },
    },
  },
};
