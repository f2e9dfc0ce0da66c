import type { Member, Model, Parameter, Type } from '@specline/openapi';
import {
  directed,
  call,
  intersection,
  json,
  list,
  model,
  number,
  object,
  oneOf,
  operation,
  parameter,
  plain,
  reference,
  response,
  schema,
  string,
  SURFACE,
  tuple,
  union,
} from './models.js';

const at = (name: string) => `#/components/schemas/${name}`;

function memberOf({ name, in: place, required, type }: Parameter): Member {
  return { name, in: place, required, type };
}

/** A model with every kind of type and every place of a value. `text` stands wherever a document has free text. */
export function zoo(text: string): Model {
  const facts = { description: text, title: text, default: text };
  const limit = parameter('limit', 'query', number(facts), { description: text });
  const filter = parameter('filter', 'query', object({ [`${text}?`]: string() }), {
    serialization: { kind: 'style', style: 'deepObject', explode: true, allowReserved: true },
  });
  const id = parameter('id', 'query', string());
  const trace = parameter('X-Trace', 'header', list(string()));
  const session = parameter('session', 'cookie', string());
  const sort = parameter('sort', 'query', list(string()), {
    serialization: { kind: 'content', mediaType: 'application/json' },
  });
  const item = parameter('item id', 'path', oneOf(['a', text]));
  const parameters = [item, limit, filter, id, trace, session, sort];
  const fields: Type[] = [string(facts), reference(at('Account'))];
  return model({
    title: text,
    description: text,
    servers: [{ url: `https://example.com/${text}`, description: text }],
    securitySchemes: [
      { name: text, pointer: '#/s/1', kind: 'api-key', in: 'header', parameter: text, description: text },
      { name: 'basic', pointer: '#/s/2', kind: 'basic' },
    ],
    surface: {
      ...SURFACE,
      auth: [
        { scheme: text, option: 'key', env: text },
        { scheme: 'basic', option: 'login' },
      ],
      baseURLEnv: text,
      requestId: text,
    },
    schemas: schemas(text),
    operations: [
      operation({
        method: 'post',
        path: `/items/{item id}/delete`,
        description: text,
        stability: text,
        deprecated: { sunset: text, replacedBy: text },
        parameters,
        body: {
          pointer: '#/body/1',
          required: true,
          mediaTypes: ['application/json'],
          content: json(object({ [text]: fields[0] ?? string(), id: fields[1] ?? string() })),
        },
        responses: [
          response('200', text, union(object({ [text]: string(facts) }), plain('null'))),
          response('204', text),
          response('4XX', text, reference(at('Account'))),
          response('default', text, oneOf([text, 'plain'], facts, true)),
        ],
        security: [
          [
            { scheme: text, scopes: [] },
            { scheme: 'basic', scopes: [] },
          ],
          [],
        ],
        call: call(['items'], 'delete', {
          prefix: 'ItemDelete',
          positional: { parameter: 'item id', argument: 'itemId' },
          members: [
            ...[limit, filter, id, sort, trace, session].map(memberOf),
            { name: text, in: 'body', required: true, type: fields[0] ?? string(), description: text },
            { name: 'id', in: 'body', required: true, type: fields[1] ?? string(), group: 'body' },
          ],
          paramsRequired: true,
          body: 'spread',
          result: union(object({ [text]: string(facts) }), plain('null')),
          mayBeEmpty: true,
        }),
      }),
      operation({
        method: 'get',
        path: '/ping',
        summary: text,
        responses: [response('200', text, string())],
        call: call([], 'ping', { prefix: 'Ping', result: string() }),
      }),
      upload(),
    ],
  });
}

function upload(): Model['operations'][number] {
  const type = object({ file: plain('binary'), 'name?': string() });
  const content = {
    ...json(type),
    pointer: '#/body/2/content/multipart~1form-data',
    mediaType: 'multipart/form-data',
    format: 'multipart' as const,
  };
  return operation({
    method: 'put',
    path: '/items/files',
    body: { pointer: '#/body/2', required: false, mediaTypes: ['multipart/form-data', 'text/csv'], content },
    responses: [
      {
        ...response('200', 'Bytes.'),
        content: { ...json(plain('binary')), mediaType: 'image/png', format: 'binary' },
      },
    ],
    call: call(['items', 'files'], 'options', {
      prefix: 'FileOptions',
      members: [{ name: 'body', in: 'body', required: false, type }],
      body: 'member',
      result: plain('binary'),
    }),
  });
}

function schemas(text: string): Model['schemas'] {
  const account = object({ 'name?': string(), [text]: number() });
  const [name] = account.properties;
  return [
    directed(
      schema('Account', {
        ...account,
        properties: [
          ...account.properties,
          { name: 'created', type: string(), required: true, access: 'read-only' },
          { name: 'password', type: string(), required: true, access: 'write-only' },
          { name: 'parent', type: reference(at('Account')), required: false },
          ...(name === undefined ? [] : [{ ...name, name: '__proto__' }]),
          ...(name === undefined ? [] : [{ ...name, name: 'constructor' }]),
        ],
      }),
    ),
    directed(schema('Holder', object({ 'account?': reference(at('Account')) }))),
    schema('Anything', plain('unknown')),
    schema('Nothing', plain('never')),
    schema(
      'Json',
      union(
        string(),
        number(),
        list(reference(at('Json'))),
        object({}, { additional: reference(at('Json')) }),
      ),
    ),
    schema('Tree', list(reference(at('Tree')))),
    schema('Loop', reference(at('Round'))),
    schema('Round', union(reference(at('Loop')), string())),
    schema('Free', object({})),
    schema('Closed', object({}, { additional: false })),
    schema('Numbers', object({}, { additional: number() })),
    schema('Mixed', object({ 'a?': string() }, { additional: number() })),
    schema('Patterned', object({ 'a?': string() }, { patterns: [{ pattern: text, type: number() }] })),
    schema(
      'OnlyPatterns',
      object(
        {},
        {
          patterns: [
            { pattern: '^x', type: number() },
            { pattern: '^y', type: string() },
          ],
        },
      ),
    ),
    schema('Pair', tuple([string(), union(number(), string())], 1, plain('boolean'))),
    directed(
      schema(
        'Both',
        intersection(
          reference(at('Holder')),
          object({ b: string() }),
          union(reference(at('Free')), reference(at('Numbers'))),
        ),
      ),
    ),
    schema('Open', oneOf(['a', 'b', 1, true], {}, true)),
    schema('Colour', oneOf(['red', text, -1.5, 1e21, false])),
  ];
}
