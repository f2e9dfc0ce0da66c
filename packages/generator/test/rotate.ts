import type { Model } from '@specline/openapi';
import {
  call,
  json,
  model,
  object,
  list,
  number,
  oneOf,
  operation,
  parameter,
  plain,
  reference,
  response,
  schema,
  string,
  SURFACE,
  union,
} from './models.js';

const KINDS = ['publish_subscribe', 'subscribe'];
const NOTICE = '#/components/schemas/Notice';
const FAILURE = '#/components/schemas/Failure';

const failed = (code: number, message: string) => ({
  success: false,
  errors: [{ code, message }],
  messages: [],
  result: null,
});

const result = object({
  token: string({ description: 'New token value (shown once). Treat as sensitive.' }),
  type: oneOf(KINDS),
});

const account = parameter('account_id', 'path', string(), {
  description: 'Account identifier.',
  examples: ['023e105f4ecef8ad9ca31a8372d0c353'],
});
const relay = parameter('relay_id', 'path', string(), { examples: ['a1b2c3d4e5f67890a1b2c3d4e5f67890'] });
const kind = oneOf(KINDS, { description: 'Which token type to rotate.' });

/** One operation like the rotation of a relay's token: an envelope, a secret, two schemas. */
export const rotate: Model = model({
  title: 'Relays of Acme',
  description: 'Tokens of relays.',
  securitySchemes: [
    {
      name: 'api_token',
      pointer: '#/components/securitySchemes/api_token',
      kind: 'bearer',
      description: 'Preferred.',
    },
  ],
  surface: {
    ...SURFACE,
    auth: [{ scheme: 'api_token', option: 'apiToken', env: 'ACME_TOKEN' }],
    baseURLEnv: 'ACME_BASE_URL',
    requestId: 'x-request-id',
    repository: 'https://github.com/acme/acme',
  },
  schemas: [
    schema(
      'Notice',
      object({ 'code?': number(), 'message?': string() }, { description: 'A code and what it means.' }),
    ),
    schema(
      'Failure',
      object({
        success: oneOf([false]),
        errors: list(object({ code: number(), message: string() })),
        messages: list(reference(NOTICE)),
        'result?': union(object({}), plain('null')),
      }),
    ),
  ],
  operations: [
    operation({
      method: 'post',
      path: '/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate',
      description: 'Generates a new token for the specified type. The old token is immediately invalidated.',
      stability: 'beta',
      sensitive: ['token'],
      parameters: [account, relay],
      body: {
        pointer: '#/requestBody',
        required: true,
        mediaTypes: ['application/json'],
        content: json(object({ type: kind }), [{ type: 'publish_subscribe' }]),
      },
      responses: [
        response(
          '200',
          'Token rotated.',
          object({ success: oneOf([true]), messages: list(reference(NOTICE)), 'result?': result }),
          [{ success: true, messages: [], result: { token: 'once', type: 'publish_subscribe' } }],
        ),
        response('404', 'No such relay.', reference(FAILURE), [failed(21007, 'A relay was not found.')]),
        response('default', 'Anything else.', reference(FAILURE)),
      ],
      security: [[{ scheme: 'api_token', scopes: [] }]],
      call: call(['moq', 'relays', 'tokens'], 'rotate', {
        prefix: 'TokenRotate',
        positional: { parameter: 'relay_id', argument: 'relayId' },
        members: [
          {
            name: 'account_id',
            in: 'path',
            required: true,
            type: account.type,
            description: 'Account identifier.',
          },
          {
            name: 'type',
            in: 'body',
            required: true,
            type: kind,
            description: 'Which token type to rotate.',
          },
        ],
        paramsRequired: true,
        body: 'spread',
        result,
        envelope: 'result',
      }),
    }),
  ],
});

/** The document that the model was written after. */
export const rotateDocument = {
  openapi: '3.1.0',
  info: { title: 'Relays of Acme', version: '1' },
  paths: {
    '/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate': {
      post: {
        parameters: [
          { name: 'account_id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'relay_id', in: 'path', required: true, schema: { type: 'string' } },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['type'],
                properties: { type: { type: 'string', enum: KINDS } },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'Token rotated.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['success', 'messages'],
                  properties: {
                    success: { const: true },
                    messages: { type: 'array', items: { $ref: NOTICE } },
                    result: {
                      type: 'object',
                      required: ['token', 'type'],
                      properties: { token: { type: 'string' }, type: { type: 'string', enum: KINDS } },
                    },
                  },
                },
              },
            },
          },
          404: {
            description: 'No such relay.',
            content: { 'application/json': { schema: { $ref: FAILURE } } },
          },
          default: {
            description: 'Anything else.',
            content: { 'application/json': { schema: { $ref: FAILURE } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Notice: { type: 'object', properties: { code: { type: 'number' }, message: { type: 'string' } } },
      Failure: {
        type: 'object',
        required: ['success', 'errors', 'messages'],
        properties: {
          success: { const: false },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'number' }, message: { type: 'string' } },
            },
          },
          messages: { type: 'array', items: { $ref: NOTICE } },
          result: { type: ['object', 'null'] },
        },
      },
    },
  },
};
