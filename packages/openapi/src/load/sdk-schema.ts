import { PAGINATION_SCHEMA } from './pagination-schema.js';

/** JSON Schema of `sdk.yaml` and `defaults.yaml`: what OpenAPI cannot say. Printed to `packages/openapi/schema/`. */

const name = { type: 'string', pattern: '^[A-Za-z_$][A-Za-z0-9_$]*$' };
const environment = { type: 'string', pattern: '^[A-Z_][A-Z0-9_]*$' };
const packageName = {
  type: 'string',
  pattern: '^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$',
  maxLength: 214,
};
const header = { type: 'string', pattern: '^[A-Za-z0-9-]+$' };

/** A field name: a token (RFC 9110, section 5.6.2). */
const fieldName = { type: 'string', pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" };

/** A key that names an operation: `POST /path`. */
const operation = { pattern: '^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) /' };

const texts = { type: 'array', items: { type: 'string' }, uniqueItems: true };

const shared = {
  scope: {
    type: 'string',
    pattern: '^/',
    description:
      'A path prefix that all operations share; its parameters stay in params and its words out of names.',
  },
  envelope: {
    type: 'string',
    minLength: 1,
    description: 'The member of a successful body that a method resolves to.',
  },
  requestId: { ...header, description: 'The response header that holds the id of the request.' },
  validators: {
    type: 'boolean',
    description: 'Whether the client has validators of what its methods resolve to, as modules of their own.',
  },
};

export const SDK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'sdk.yaml',
  description: 'What OpenAPI cannot say of one API.',
  type: 'object',
  additionalProperties: false,
  properties: {
    ...shared,
    packages: {
      type: 'object',
      additionalProperties: false,
      properties: { types: packageName, client: packageName },
      description: 'The npm names of the two packages.',
    },
    client: {
      ...name,
      description: 'The exported class of the client; by default the name of the API in PascalCase.',
    },
    auth: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['option'],
        properties: { option: name, env: environment },
      },
      description:
        'For each security scheme the option of the client and the environment variable it defaults to.',
    },
    baseURLEnv: {
      ...environment,
      description: 'The environment variable that the option baseURL defaults to.',
    },
    omit: {
      type: 'object',
      additionalProperties: false,
      properties: { operations: texts, tags: texts, pointers: texts },
      description:
        'What of the document the packages leave out: operations as GET /path, tags, JSON pointers.',
    },
    waive: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['pointer', 'reason'],
        properties: { pointer: { type: 'string', pattern: '^#/' }, reason: { type: 'string', minLength: 1 } },
      },
      description: 'Faults of the document that are let through: where each is, and why it does no harm.',
    },
    methods: {
      type: 'object',
      propertyNames: operation,
      additionalProperties: {
        type: 'string',
        pattern: '^[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*$',
      },
      description: 'The name of a method by its operation: POST /path: a.b.c.',
    },
    openEnums: {
      type: 'boolean',
      description:
        'Whether values that the document does not list may arrive for every enum: as x-extensible-enum says of one.',
    },
    idempotent: {
      type: 'array',
      items: { type: 'string', ...operation },
      uniqueItems: true,
      description:
        'The operations, as POST /path, that may be sent again without another effect: their clients retry them.',
    },
    idempotencyHeader: {
      ...fieldName,
      description:
        'The request header by which the server knows a POST or PATCH that is sent again: Idempotency-Key.',
    },
    pagination: {
      type: 'object',
      propertyNames: operation,
      additionalProperties: PAGINATION_SCHEMA,
      description: 'The operations whose results come in pages, as GET /path, and how the pages follow.',
    },
  },
} as const;

export const DEFAULTS_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'defaults.yaml',
  description: 'What all APIs of a workspace share.',
  type: 'object',
  additionalProperties: false,
  required: ['npmScope', 'license'],
  properties: {
    npmScope: {
      type: 'string',
      pattern: '^@[a-z0-9~-][a-z0-9._~-]*$',
      description: 'The npm scope of the packages.',
    },
    license: { type: 'string', minLength: 1, description: 'An SPDX licence expression.' },
    repository: {
      type: 'string',
      pattern: '^[a-z+]+://',
      description: 'The URL of the repository, for package.json.',
    },
    ...shared,
  },
} as const;
