/**
 * OpenAPI 3.0, 3.1 and 3.2 as data: for every object of the specification, every keyword that it may have, what stands there,
 * and what Specline does with it. A keyword that is not in this table is refused, so that nothing is dropped in silence.
 */

/** What stands at a keyword: a plain value, any JSON, or one or many objects of a kind of this table. */
export type Shape =
  | { readonly is: 'text' | 'flag' | 'number' | 'data' | 'texts' }
  | { readonly is: 'object' | 'list' | 'map'; readonly of: Kind };

export interface Keyword {
  readonly shape: Shape;
  readonly required?: true;
  /** Why Specline knowingly does nothing with it. */
  readonly ignored?: string;
  /** Why a document that has it is refused. */
  readonly refused?: string;
  /** The first version line that has it, where that is not 3.0. */
  readonly since?: '3.1' | '3.2';
}

export type Kind =
  | 'document'
  | 'info'
  | 'server'
  | 'serverVariable'
  | 'tag'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'responses'
  | 'response'
  | 'header'
  | 'example'
  | 'link'
  | 'callback'
  | 'components'
  | 'securityScheme'
  | 'securityRequirement'
  | 'schema'
  | 'discriminator';

const text: Keyword = { shape: { is: 'text' } };
const flag: Keyword = { shape: { is: 'flag' } };
const number: Keyword = { shape: { is: 'number' } };
const data: Keyword = { shape: { is: 'data' } };
const texts: Keyword = { shape: { is: 'texts' } };
const one = (of: Kind): Keyword => ({ shape: { is: 'object', of } });
const list = (of: Kind): Keyword => ({ shape: { is: 'list', of } });
const map = (of: Kind): Keyword => ({ shape: { is: 'map', of } });
const required = (keyword: Keyword): Keyword => ({ ...keyword, required: true });
const ignored = (keyword: Keyword, reason: string): Keyword => ({ ...keyword, ignored: reason });
const refused = (keyword: Keyword, reason: string): Keyword => ({ ...keyword, refused: reason });
const since = (version: '3.1' | '3.2', keyword: Keyword): Keyword => ({ ...keyword, since: version });

const DOCUMENTATION = 'documentation that no type or call depends on';
const ANNOTATION = 'an annotation that no type or call depends on';

const ENCODING = 'multipart bodies without names are not supported yet';

const parameterLike = {
  description: text,
  required: flag,
  deprecated: flag,
  allowEmptyValue: ignored(flag, 'deprecated by OpenAPI itself; an empty string is sent as it is'),
  style: text,
  explode: flag,
  allowReserved: flag,
  schema: one('schema'),
  content: map('mediaType'),
  example: data,
  examples: map('example'),
};

/** Keywords that a validator checks and no TypeScript type expresses; the model keeps them as they stand. */
const assertions = {
  multipleOf: number,
  maximum: number,
  minimum: number,
  maxLength: number,
  minLength: number,
  pattern: text,
  maxItems: number,
  minItems: number,
  uniqueItems: flag,
  maxProperties: number,
  minProperties: number,
  not: one('schema'),
  if: since('3.1', one('schema')),
  then: since('3.1', one('schema')),
  else: since('3.1', one('schema')),
  contains: since('3.1', one('schema')),
  minContains: since('3.1', number),
  maxContains: since('3.1', number),
  dependentRequired: since('3.1', data),
  dependentSchemas: since('3.1', map('schema')),
  propertyNames: since('3.1', one('schema')),
  unevaluatedItems: since('3.1', one('schema')),
  unevaluatedProperties: since('3.1', one('schema')),
  exclusiveMaximum: data,
  exclusiveMinimum: data,
  contentEncoding: since('3.1', text),
  contentMediaType: since('3.1', text),
} as const satisfies Record<string, Keyword>;

export const ASSERTIONS = Object.keys(assertions) as readonly (keyof typeof assertions)[];

const schema: Record<string, Keyword> = {
  ...assertions,
  type: data,
  enum: data,
  const: since('3.1', data),
  format: text,
  nullable: flag,
  properties: map('schema'),
  patternProperties: since('3.1', map('schema')),
  additionalProperties: one('schema'),
  required: texts,
  items: one('schema'),
  prefixItems: since('3.1', list('schema')),
  allOf: list('schema'),
  anyOf: list('schema'),
  oneOf: list('schema'),
  discriminator: one('discriminator'),
  title: text,
  description: text,
  default: data,
  example: data,
  examples: since('3.1', data),
  deprecated: flag,
  readOnly: flag,
  writeOnly: flag,
  xml: ignored(data, 'the client speaks JSON'),
  externalDocs: ignored(data, DOCUMENTATION),
  $defs: since('3.1', map('schema')),
  $comment: since('3.1', ignored(text, ANNOTATION)),
  $schema: since('3.1', ignored(text, ANNOTATION)),
  contentSchema: since('3.1', ignored(one('schema'), 'the type of an encoded string is string')),
  $id: since('3.1', refused(text, 'a schema with a base of its own is not supported')),
  $anchor: since('3.1', refused(text, 'references by anchor are not supported')),
  $dynamicAnchor: since('3.1', refused(text, 'dynamic references are not supported')),
  $dynamicRef: since('3.1', refused(text, 'dynamic references are not supported')),
};

export const OBJECTS: Readonly<Record<Kind, Readonly<Record<string, Keyword>>>> = {
  document: {
    openapi: required(text),
    $self: since('3.2', ignored(text, 'references are resolved against the file')),
    info: required(one('info')),
    jsonSchemaDialect: since('3.1', ignored(text, 'schemas are read by the OpenAPI dialect')),
    servers: list('server'),
    paths: one('paths'),
    webhooks: since(
      '3.1',
      ignored(map('pathItem'), 'a request that the server sends; typed in ./openapi only'),
    ),
    components: one('components'),
    security: list('securityRequirement'),
    tags: ignored(list('tag'), DOCUMENTATION),
    externalDocs: ignored(data, DOCUMENTATION),
  },
  info: {
    title: required(text),
    version: required(text),
    summary: since('3.1', ignored(text, DOCUMENTATION)),
    description: text,
    termsOfService: ignored(text, DOCUMENTATION),
    contact: ignored(data, DOCUMENTATION),
    license: ignored(data, 'the licence of the packages is that of defaults.yaml'),
  },
  server: {
    url: required(text),
    name: since('3.2', ignored(text, DOCUMENTATION)),
    description: text,
    variables: map('serverVariable'),
  },
  serverVariable: { default: required(text), enum: texts, description: ignored(text, DOCUMENTATION) },
  tag: { name: required(text), description: text, externalDocs: data },
  paths: {},
  pathItem: {
    get: one('operation'),
    put: one('operation'),
    post: one('operation'),
    delete: one('operation'),
    options: one('operation'),
    head: one('operation'),
    patch: one('operation'),
    trace: one('operation'),
    query: since('3.2', refused(one('operation'), 'operations of the method QUERY are not supported yet')),
    additionalOperations: since(
      '3.2',
      refused(map('operation'), 'operations of other methods are not supported yet'),
    ),
    parameters: list('parameter'),
    summary: ignored(text, DOCUMENTATION),
    description: ignored(text, DOCUMENTATION),
    servers: ignored(list('server'), 'the client has one base URL: the option baseURL'),
  },
  operation: {
    tags: texts,
    summary: text,
    description: text,
    operationId: text,
    parameters: list('parameter'),
    requestBody: one('requestBody'),
    responses: one('responses'),
    deprecated: flag,
    security: list('securityRequirement'),
    externalDocs: ignored(data, DOCUMENTATION),
    callbacks: ignored(map('callback'), 'requests that the server sends; typed in ./openapi only'),
    servers: ignored(list('server'), 'the client has one base URL: the option baseURL'),
  },
  parameter: { name: required(text), in: required(text), ...parameterLike },
  header: parameterLike,
  requestBody: { description: text, content: required(map('mediaType')), required: flag },
  mediaType: {
    schema: one('schema'),
    itemSchema: since('3.2', one('schema')),
    example: data,
    examples: map('example'),
    encoding: map('encoding'),
    prefixEncoding: since('3.2', refused(data, ENCODING)),
    itemEncoding: since('3.2', refused(data, ENCODING)),
  },
  encoding: {
    contentType: text,
    headers: ignored(map('header'), 'parts are sent with their content type alone'),
    style: text,
    explode: flag,
    allowReserved: flag,
    encoding: since('3.2', refused(data, ENCODING)),
    prefixEncoding: since('3.2', refused(data, ENCODING)),
    itemEncoding: since('3.2', refused(data, ENCODING)),
  },
  responses: {},
  response: {
    summary: since('3.2', ignored(text, DOCUMENTATION)),
    description: text,
    headers: map('header'),
    content: map('mediaType'),
    links: ignored(map('link'), DOCUMENTATION),
  },
  example: {
    summary: ignored(text, DOCUMENTATION),
    description: ignored(text, DOCUMENTATION),
    value: data,
    dataValue: since('3.2', data),
    serializedValue: since('3.2', ignored(text, 'the value itself is the example')),
    externalValue: ignored(text, 'no file or host is read for an example'),
  },
  link: {
    operationRef: text,
    operationId: text,
    parameters: data,
    requestBody: data,
    description: text,
    server: one('server'),
  },
  callback: {},
  components: {
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    examples: map('example'),
    requestBodies: map('requestBody'),
    headers: map('header'),
    securitySchemes: map('securityScheme'),
    links: map('link'),
    callbacks: map('callback'),
    pathItems: since('3.1', map('pathItem')),
    mediaTypes: since('3.2', map('mediaType')),
  },
  securityScheme: {
    type: required(text),
    description: text,
    name: text,
    in: text,
    scheme: text,
    deprecated: since('3.2', ignored(flag, ANNOTATION)),
    oauth2MetadataUrl: since('3.2', ignored(text, 'how a token is obtained; the client takes the token')),
    bearerFormat: ignored(text, ANNOTATION),
    flows: ignored(data, 'how a token is obtained; the client takes the token'),
    openIdConnectUrl: ignored(text, 'how a token is obtained; the client takes the token'),
  },
  securityRequirement: {},
  schema,
  discriminator: {
    propertyName: required(text),
    mapping: data,
    defaultMapping: since('3.2', ignored(text, 'a value that no mapping names is typed by its schema alone')),
  },
};

/** The keywords that an object of a kind must have. */
export function requiredKeywords(kind: Kind): readonly string[] {
  return REQUIRED.get(kind) ?? [];
}

const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(OBJECTS).map(([kind, keywords]) => [
    kind,
    Object.keys(keywords).filter((name) => keywords[name]?.required),
  ]),
);

/** Objects whose members are named by the document: what each member is. */
export const MEMBERS: Partial<Record<Kind, Shape>> = {
  paths: { is: 'object', of: 'pathItem' },
  responses: { is: 'object', of: 'response' },
  callback: { is: 'object', of: 'pathItem' },
  securityRequirement: { is: 'texts' },
};

/** Objects that may be a `$ref` instead. */
export const REFERABLE: ReadonlySet<Kind> = new Set<Kind>([
  'pathItem',
  'parameter',
  'requestBody',
  'response',
  'mediaType',
  'header',
  'example',
  'link',
  'callback',
  'securityScheme',
  'schema',
]);
