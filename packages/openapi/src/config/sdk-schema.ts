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
      'A path prefix of all operations. Its parameters stay in params; names leave out its segments.',
  },
  envelope: {
    type: 'string',
    minLength: 1,
    description: 'The member of a successful body that a method returns.',
  },
  requestId: { ...header, description: 'The response header with the id of the request.' },
  validators: {
    type: 'boolean',
    description: 'Whether to generate validators for the results of methods.',
  },
};

export const SDK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'sdk.yaml',
  description: 'Settings of one API that OpenAPI cannot express.',
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
      description: 'The name of the client class. Default: the name of the API in PascalCase.',
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
        'For each security scheme, the client option and the environment variable that it defaults to.',
    },
    baseURLEnv: {
      ...environment,
      description: 'The environment variable that the option baseURL defaults to.',
    },
    omit: {
      type: 'object',
      additionalProperties: false,
      properties: { operations: texts, tags: texts, pointers: texts },
      description: 'Parts to leave out of the packages: operations as GET /path, tags, JSON pointers.',
    },
    waive: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['pointer', 'reason'],
        properties: { pointer: { type: 'string', pattern: '^#/' }, reason: { type: 'string', minLength: 1 } },
      },
      description: 'Faults of the document to ignore: where each is, and why it does no harm.',
    },
    methods: {
      type: 'object',
      propertyNames: operation,
      additionalProperties: {
        type: 'string',
        pattern: '^[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*$',
      },
      description: 'The method of an operation, as POST /path: a.b.c.',
    },
    openEnums: {
      type: 'boolean',
      description:
        'Whether to treat every enum with more than one value as open, as x-extensible-enum does for one.',
    },
    idempotent: {
      type: 'array',
      items: { type: 'string', ...operation },
      uniqueItems: true,
      description: 'Operations, as POST /path, that are safe to repeat. Clients retry them.',
    },
    idempotencyHeader: {
      ...fieldName,
      description: 'The request header that identifies a repeated POST or PATCH, such as Idempotency-Key.',
    },
    pagination: {
      type: 'object',
      propertyNames: operation,
      additionalProperties: PAGINATION_SCHEMA,
      description: 'Paginated operations, as GET /path, and how to get the next page.',
    },
  },
} as const;

export const DEFAULTS_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'defaults.yaml',
  description: 'Settings of all APIs of a workspace.',
  type: 'object',
  additionalProperties: false,
  required: ['npmScope', 'license'],
  properties: {
    npmScope: {
      type: 'string',
      pattern: '^@[a-z0-9~-][a-z0-9._~-]*$',
      description: 'The npm scope of the packages.',
    },
    license: { type: 'string', minLength: 1, description: 'An SPDX license expression.' },
    repository: {
      type: 'string',
      pattern: '^[a-z+]+://',
      description: 'The URL of the repository, for package.json.',
    },
    ...shared,
  },
} as const;
