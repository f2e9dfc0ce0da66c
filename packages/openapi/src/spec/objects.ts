import {
  ANNOTATION,
  DOCUMENTATION,
  data,
  flag,
  ignored,
  list,
  map,
  one,
  required,
  since,
  text,
  textMap,
  texts,
} from './keyword.js';
import type { Keyword, Kind, Shape } from './keyword.js';
import { SCHEMA_KEYWORDS } from './schema-keywords.js';
import { methodSince, METHODS } from './http.js';

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

/**
 * OpenAPI 3.0, 3.1 and 3.2 as data: for every object of the specification, every keyword that it may have, what stands
 * there, and what Specline does with it. A keyword that is not in this table is refused, so that nothing is dropped in
 * silence.
 */
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
    externalDocs: ignored(one('externalDocs'), DOCUMENTATION),
  },
  info: {
    title: required(text),
    version: required(text),
    summary: since('3.1', ignored(text, DOCUMENTATION)),
    description: text,
    termsOfService: ignored(text, DOCUMENTATION),
    contact: ignored(one('contact'), DOCUMENTATION),
    license: ignored(one('license'), 'the licence of the packages is that of defaults.yaml'),
  },
  contact: { name: text, url: text, email: text },
  license: { name: required(text), identifier: since('3.1', text), url: text },
  externalDocs: { url: required(text), description: text },
  server: {
    url: required(text),
    name: since('3.2', ignored(text, DOCUMENTATION)),
    description: text,
    variables: map('serverVariable'),
  },
  serverVariable: { default: required(text), enum: texts, description: text },
  tag: {
    name: required(text),
    summary: since('3.2', text),
    description: text,
    externalDocs: one('externalDocs'),
    parent: since('3.2', text),
    kind: since('3.2', text),
  },
  paths: {},
  pathItem: {
    ...Object.fromEntries(METHODS.map((method) => [method, operationKeyword(methodSince(method))])),
    additionalOperations: since('3.2', map('operation')),
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
    externalDocs: ignored(one('externalDocs'), DOCUMENTATION),
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
    prefixEncoding: since('3.2', list('encoding')),
    itemEncoding: since('3.2', one('encoding')),
  },
  encoding: {
    contentType: text,
    headers: ignored(map('header'), 'parts are sent with their content type alone'),
    style: text,
    explode: flag,
    allowReserved: flag,
    encoding: since('3.2', map('encoding')),
    prefixEncoding: since('3.2', list('encoding')),
    itemEncoding: since('3.2', one('encoding')),
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
    flows: ignored(one('oauthFlows'), 'how a token is obtained; the client takes the token'),
    openIdConnectUrl: ignored(text, 'how a token is obtained; the client takes the token'),
  },
  oauthFlows: {
    implicit: one('oauthFlow'),
    password: one('oauthFlow'),
    clientCredentials: one('oauthFlow'),
    authorizationCode: one('oauthFlow'),
    deviceAuthorization: since('3.2', one('oauthFlow')),
  },
  oauthFlow: {
    authorizationUrl: text,
    deviceAuthorizationUrl: since('3.2', text),
    tokenUrl: text,
    refreshUrl: text,
    scopes: required(textMap),
  },
  securityRequirement: {},
  schema: SCHEMA_KEYWORDS,
  discriminator: {
    propertyName: required(text),
    mapping: textMap,
    defaultMapping: since('3.2', text),
  },
  xml: {
    nodeType: since('3.2', text),
    name: text,
    namespace: text,
    prefix: text,
    attribute: flag,
    wrapped: flag,
  },
};

function operationKeyword(version: ReturnType<typeof methodSince>): Keyword {
  return version === '3.2' ? since(version, one('operation')) : one('operation');
}

/** Objects that only document: whatever is wrong in them, it is clear what the packages are to be. */
export const DOCUMENTING: ReadonlySet<Kind> = new Set<Kind>([
  'contact',
  'license',
  'externalDocs',
  'tag',
  'example',
  'link',
  'oauthFlows',
  'oauthFlow',
  'xml',
]);

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

/** Where in `components` a reusable object of each kind stands. */
export const SECTIONS: Partial<Record<Kind, string>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  example: 'examples',
  requestBody: 'requestBodies',
  header: 'headers',
  securityScheme: 'securitySchemes',
  link: 'links',
  callback: 'callbacks',
  mediaType: 'mediaTypes',
};
