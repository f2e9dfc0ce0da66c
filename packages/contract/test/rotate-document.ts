/** The operation that the project starts from, as OpenAPI 3.1. */
export const rotateDocument = {
  openapi: '3.1.1',
  info: { title: 'MoQ relays', version: '1' },
  servers: [{ url: 'https://api.example.com/client/v4' }],
  security: [{ api_token: [] }],
  paths: {
    '/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate': {
      post: {
        operationId: 'moq-relays-tokens-rotate',
        parameters: [
          { name: 'account_id', in: 'path', required: true, schema: { type: 'string' } },
          {
            name: 'relay_id',
            in: 'path',
            required: true,
            schema: { type: 'string' },
            example: 'a1b2c3d4e5f67890a1b2c3d4e5f67890',
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['type'],
                properties: { type: { $ref: '#/components/schemas/token-type' } },
              },
              example: { type: 'publish_subscribe' },
            },
          },
        },
        responses: {
          200: {
            description: 'Token rotated successfully.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['success', 'errors', 'messages'],
                  properties: {
                    success: { type: 'boolean' },
                    errors: { type: 'array', items: { $ref: '#/components/schemas/message' } },
                    messages: { type: 'array', items: { $ref: '#/components/schemas/message' } },
                    result: {
                      type: 'object',
                      required: ['token', 'type'],
                      properties: {
                        token: { type: 'string', 'x-sensitive': true },
                        type: { $ref: '#/components/schemas/token-type' },
                      },
                    },
                  },
                },
                examples: {
                  rotated: {
                    value: {
                      errors: [{ code: 0, message: 'message' }],
                      messages: [{ code: 0, message: 'message' }],
                      success: true,
                      result: { token: 'eyJhbGciOiJFZDI1NTE5...', type: 'publish_subscribe' },
                    },
                  },
                },
              },
            },
          },
          400: {
            description: 'Bad request',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/error' } } },
          },
          404: {
            description: 'Not found',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/error' },
                examples: {
                  missing: {
                    value: {
                      success: false,
                      errors: [{ code: 21007, message: 'A MoQ relay with this ID was not found.' }],
                      messages: [],
                      result: null,
                    },
                  },
                },
              },
            },
          },
          500: {
            description: 'Server error',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/error' } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { api_token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      'token-type': { type: 'string', enum: ['publish_subscribe', 'subscribe'] },
      message: { type: 'object', properties: { code: { type: 'integer' }, message: { type: 'string' } } },
      error: {
        type: 'object',
        required: ['success', 'errors', 'messages'],
        properties: {
          success: { type: 'boolean', const: false },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'integer' }, message: { type: 'string' } },
            },
          },
          messages: { type: 'array', items: { $ref: '#/components/schemas/message' } },
          result: { type: ['object', 'null'] },
        },
      },
    },
  },
};
