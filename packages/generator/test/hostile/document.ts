import type { Json } from '@specline/openapi';

/** Gives the text for a place of a document, by the place's name. */
export type Text = (place: string) => string;

interface Mutable {
  [name: string]: Json;
}

/** A document with a text in every place that holds one, and the `sdk.yaml` and `defaults.yaml` beside it. */
export interface Documents {
  readonly document: Json;
  readonly sdk: Json;
  readonly defaults: Json;
}

export function documentsOf(text: Text): Documents {
  return { document: documentOf(text), sdk: sdkOf(text), defaults: defaultsOf(text) };
}

/** An object of entries, `__proto__` included; a later entry of the same name wins. */
function record(...entries: readonly (readonly [name: string, value: Json])[]): Json {
  return Object.fromEntries(entries);
}

function documentOf(text: Text): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: text('title'),
      version: text('version'),
      summary: text('summary'),
      description: text('description'),
      termsOfService: text('terms'),
      contact: { name: text('contact') },
      license: { name: text('license'), 'x-note': text('extension') },
    },
    externalDocs: { url: text('docs'), description: text('docs description') },
    tags: [{ name: text('tag'), description: text('tag description') }],
    servers: [
      {
        url: `https://example.com/${text('server')}`,
        description: text('server description'),
        variables: record([text('variable'), { default: text('variable default') }]),
      },
    ],
    security: [record([text('scheme'), [text('scope')]], ['login', []])],
    ...(record([`x-${text('extension name')}`, text('extension value')]) as object),
    paths: paths(text),
    components: {
      schemas: schemas(text),
      securitySchemes: record(
        [
          text('scheme'),
          { type: 'apiKey', in: 'header', name: text('key'), description: text('scheme description') },
        ],
        ['login', { type: 'http', scheme: 'bearer', bearerFormat: text('bearer') }],
      ),
      examples: record([
        text('example name'),
        { summary: text('example summary'), value: text('example value') },
      ]),
    },
  };
}

/** What separates the segments of a path, or ends one. */
const SEPARATORS = /[/{}:?#]/g;

function paths(text: Text): Json {
  const id = text('path parameter');
  return record(
    [`/things/{${id}}/parts`, { parameters: [pathParameter(id, text)], post: create(text), get: list(text) }],
    [
      `/q${text('path').replaceAll(SEPARATORS, '')}q/parts`,
      { get: { responses: { '200': { description: 'Done.' } } } },
    ],
    [`/raw/${text('raw path')}`, { delete: { responses: { '204': { description: text('gone') } } } }],
    [
      '/files',
      {
        put: {
          requestBody: { content: record([`x/${text('media type')}`, {}]) },
          responses: {
            '200': { description: 'Bytes.', content: record([`y/${text('received type')}`, {}]) },
          },
        },
      },
    ],
  );
}

function pathParameter(name: string, text: Text): Json {
  return {
    name,
    in: 'path',
    required: true,
    description: text('path parameter description'),
    schema: { type: 'string', example: text('path example') },
  };
}

function create(text: Text): Json {
  return {
    operationId: text('operationId'),
    summary: text('operation summary'),
    description: text('operation description'),
    tags: [text('operation tag')],
    deprecated: true,
    'x-stability': text('stability'),
    externalDocs: { url: text('operation docs') },
    parameters: [
      parameter('query', text, { style: 'deepObject', schema: { $ref: reference(text('schema')) } }),
      parameter('header', text, { schema: { type: 'array', items: { type: 'string' } } }),
      parameter('cookie', text, { content: record(['application/json', { schema: { type: 'string' } }]) }),
    ],
    requestBody: {
      required: true,
      description: text('body description'),
      content: record([
        `application/json; charset=${text('charset')}`,
        {
          schema: {
            type: 'object',
            required: [text('field'), 'name'],
            properties: record([text('field'), { type: 'string', ...facts('field', text) }], ['name', true]),
          },
          examples: record([text('body example name'), { value: record([text('field'), text('sent')]) }]),
        },
      ]),
    },
    responses: {
      '201': {
        description: text('created'),
        headers: record([
          text('received header'),
          { description: text('header description'), schema: { type: 'string' } },
        ]),
        links: record([text('link'), { operationId: text('operationId'), description: text('link text') }]),
        content: { 'application/json': { schema: { $ref: reference(text('schema')) } } },
      },
      '4XX': {
        description: text('refused'),
        content: { 'application/json': { schema: { $ref: reference(text('other schema')) } } },
      },
      default: {
        description: text('otherwise'),
        content: record([
          'text/plain',
          { example: text('plain example'), schema: { type: 'string', enum: [text('plain value')] } },
        ]),
      },
    },
  };
}

function list(text: Text): Json {
  return {
    responses: {
      '200': {
        description: text('listed'),
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: record([
                text('envelope'),
                { type: 'array', items: { $ref: reference(text('union')) } },
              ]),
            },
          },
        },
      },
    },
  };
}

function parameter(place: string, text: Text, more: { readonly [name: string]: Json }): Json {
  return { name: text(place), in: place, required: true, description: text(`${place} description`), ...more };
}

/** What any schema may say in words. */
function facts(place: string, text: Text): { readonly [name: string]: Json } {
  return {
    title: text(`${place} title`),
    description: text(`${place} description`),
    default: text(`${place} default`),
    example: text(`${place} example`),
    examples: [text(`${place} second example`)],
    format: `x${text(`${place} format`)}`,
    pattern: text(`${place} pattern`),
    contentMediaType: text(`${place} content`),
    $comment: text(`${place} comment`),
    xml: { name: text(`${place} xml`) },
    [`x-${place}`]: text(`${place} extension`),
  };
}

function schemas(text: Text): Json {
  const own = text('property');
  const tag = text('tag property');
  return record(
    [
      text('schema'),
      {
        type: 'object',
        required: [own],
        ...facts('schema', text),
        example: record([own, text('object example')]),
        examples: [],
        properties: record(
          [own, { type: 'string', deprecated: true, ...facts('property', text) }],
          [text('second property'), { type: 'string', enum: [text('value'), text('second value')] }],
          [text('const property'), { const: text('const') }],
          ['secret', { type: 'string', writeOnly: true, description: text('secret') }],
          ['made', { type: 'string', readOnly: true, title: text('made') }],
        ),
      },
    ],
    [
      text('other schema'),
      {
        required: [text('inherited')],
        allOf: [
          { $ref: reference(text('schema')) },
          { type: 'object', properties: record([text('inherited'), { type: 'number' }]) },
        ],
      },
    ],
    [text('enum'), { type: 'string', 'x-extensible-enum': true, enum: [text('open'), text('open too')] }],
    [
      text('map'),
      {
        type: 'object',
        patternProperties: record([text('pattern'), { type: 'string' }]),
        $defs: record([text('definition'), { type: 'string' }]),
      },
    ],
    [text('cat'), { type: 'object', required: [tag], properties: record([tag, { type: 'string' }]) }],
    [
      text('dog'),
      { type: 'object', required: [tag], properties: record([tag, { const: text('dog value') }]) },
    ],
    [
      text('union'),
      {
        oneOf: [{ $ref: reference(text('cat')) }, { $ref: reference(text('dog')) }],
        discriminator: {
          propertyName: tag,
          mapping: record(
            [text('cat value'), reference(text('cat'))],
            [text('dog value'), reference(text('dog'))],
          ),
        },
      },
    ],
  );
}

/** A component's reference: `~` and `/` as RFC 6901 has them, `%` as URIs do. */
function reference(name: string): string {
  return `#/components/schemas/${name.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('%', '%25')}`;
}

function sdkOf(text: Text): Json {
  const sdk: Mutable = {
    client: `C${text('client')}`,
    packages: { types: `t${text('types package')}`, client: `c${text('client package')}` },
    auth: record(['login', { option: `o${text('option')}`, env: `E${text('environment')}` }]),
    baseURLEnv: `B${text('base environment')}`,
    requestId: `R${text('request id')}`,
    envelope: text('envelope'),
    validators: true,
    methods: record(
      [`DELETE /raw/${text('raw path')}`, `raw.m${text('method')}`],
      [`POST /things/{${text('path parameter')}}/parts`, 'things.create'],
      [`GET /things/{${text('path parameter')}}/parts`, 'things.list'],
    ),
  };
  return sdk;
}

function defaultsOf(text: Text): Json {
  return {
    npmScope: `@s${text('npm scope')}`,
    license: text('SPDX'),
    repository: `https://${text('repository')}`,
    scope: `/${text('path scope')}`,
  };
}
