import { expect, test } from 'vitest';
import type { Json, Sensitive } from '../src/index.js';
import { modelOf } from './fixtures.js';

const to = (name: string | number) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Json, more: Json = {}) => ({ type: 'object', properties, ...(more as {}) });
const marked = { 'x-sensitive': true };
const text = { type: 'string' };
const secret = { ...text, ...marked };

const LEVELS = 200;
const schemas: Json = {
  Text: text,
  Key: { type: 'string', format: 'password' },
  Keys: { type: 'array', items: to('Key') },
  Token: object({ id: text, value: to('Key') }),
  Node: object({ value: secret, next: to('Node'), kids: { type: 'array', items: to('Node') } }),
  Map: { additionalProperties: { anyOf: [to('Key'), to('Map')] } },
  Pet: object({ kind: text }, { discriminator: { propertyName: 'kind' } }),
  Dog: { allOf: [to('Pet'), object({ chip: secret })] },
  Puppy: { allOf: [to('Dog'), object({ tag: secret })] },
  Base: object(
    { kind: text },
    { discriminator: { propertyName: 'kind', mapping: { mapped: 'Mapped' }, defaultMapping: 'Other' } },
  ),
  Heir: { allOf: [to('Base'), object({ heir: secret })] },
  Mapped: object({ mapped: secret }),
  Other: object({ other: secret }),
  Parts: object({ key: secret }),
  Cat: { allOf: [to('Pet'), object({ name: text, friend: to('Pet') })] },
  // Each of these has the next one twice: there are more ways through them than anybody can go.
  ...Object.fromEntries(
    Array.from({ length: LEVELS }, (_, level) => [
      `Level${level}`,
      object({ a: to(`Level${level + 1}`), b: to(`Level${level + 1}`) }),
    ]),
  ),
  [`Level${LEVELS}`]: secret,
};

const responses = (schema: Json) => ({
  200: { description: '', content: { 'application/json': { schema } } },
});

function sensitiveIn(given: Json, openapi = '3.1.0'): Sensitive | undefined {
  const paths = { '/': { get: { responses: given } } };
  const { model, problems } = modelOf({ openapi, paths, components: { schemas } });
  expect(problems).toEqual([]);
  return model.operations[0]?.sensitive;
}

test.each<[what: string, schema: Json, want: Sensitive | undefined]>([
  ['nothing', object({ a: text, b: to('Text') }), undefined],
  ['a mark that says no', object({ a: { ...text, 'x-sensitive': false } }), undefined],
  ['a definition that nothing refers to', { $defs: { a: secret }, ...object({ a: text }) }, undefined],

  ['a member', object({ result: object({ token: secret, id: text }) }), ['token']],
  ['format: password', object({ a: { type: 'string', format: 'password' } }), ['a']],
  ['a writeOnly text', object({ a: { type: ['string', 'null'], writeOnly: true } }), ['a']],
  ['a writeOnly number', object({ a: { type: 'integer', writeOnly: true } }), undefined],
  ['a writeOnly object', object({ a: { properties: { b: text }, writeOnly: true } }), undefined],
  ['a member that is an object', object({ a: object({ b: text }, marked), b: text }), ['a']],
  ['a list', object({ keys: { type: 'array', items: secret } }), ['keys']],
  ['a list of lists', object({ keys: { items: { items: { items: secret } } } }), ['keys']],
  ['a tuple', object({ pair: { prefixItems: [text, secret] } }), ['pair']],
  ['items beside a tuple', object({ pair: { prefixItems: [text], items: secret } }), ['pair']],
  ['unevaluatedItems', object({ a: { type: 'array', unevaluatedItems: secret } }), ['a']],
  ['contains', object({ a: { type: 'array', contains: secret } }), ['a']],
  ['a map', object({ keys: { additionalProperties: to('Key') } }), ['keys']],
  ['a map of objects', object({ keys: { additionalProperties: to('Token') } }), ['value']],
  ['unevaluatedProperties', object({ a: { type: 'object', unevaluatedProperties: secret } }), ['a']],
  ['names', object({ a: { type: 'object', propertyNames: secret, properties: { b: text } } }), ['a']],
  ['by pattern', object({ keys: { patternProperties: { '^x': secret } } }), ['keys']],

  ['beside a reference', object({ a: { ...to('Text'), ...marked }, b: to('Text') }), ['a']],
  ['behind a reference', object({ a: to('Key') }), ['a']],
  ['allOf', object({ a: { allOf: [to('Text'), marked] } }), ['a']],
  ['allOf in allOf', { allOf: [object({ a: { allOf: [{ allOf: [text, marked] }] } })] }, ['a']],
  ['allOf that marks a member', { allOf: [object({ a: text }), { properties: { a: marked } }] }, ['a']],
  ['beside allOf', object({ a: { allOf: [to('Text')], format: 'password' } }), ['a']],
  ['oneOf', object({ a: { oneOf: [to('Keys'), object({ u: text })] } }), ['a']],
  [
    'anyOf',
    { anyOf: [to('Token'), object({ other: { anyOf: [secret, { type: 'null' }] } })] },
    ['other', 'value'],
  ],
  [
    'then and else',
    { if: { required: ['a'] }, then: object({ t: secret }), else: object({ e: secret }) },
    ['t', 'e'],
  ],
  ['dependentSchemas', object({ a: text }, { dependentSchemas: { a: object({ t: secret }) } }), ['t']],
  ['encoded text', object({ a: { ...text, contentSchema: object({ b: to('Token') }) } }), ['a']],
  ['what repeats itself', to('Node'), ['value']],
  ['what has many ways through it', to('Level0'), ['a', 'b']],
  ['what a discriminator picks', object({ pet: to('Pet') }), ['chip', 'tag']],
  ['what a discriminator picks of a response', to('Base'), ['mapped', 'other', 'heir']],
  [
    'a part of a schema',
    { additionalProperties: { $ref: '#/components/schemas/Parts/properties/key' } },
    true,
  ],
  ['what builds on another', { items: to('Dog') }, ['chip']],

  ['all of it', object({ user: text, pass: text }, marked), true],
  ['a text', secret, true],
  ['a list of it', { type: 'array', items: secret }, true],
  ['a list of lists of it', { type: 'array', items: to('Keys') }, true],
  ['a map of it', { type: 'object', additionalProperties: secret }, true],
  ['a map of maps of it', to('Map'), true],
  ['by pattern, of all', { type: 'object', patternProperties: { '^k': secret } }, true],
  ['one of several', { anyOf: [object({ a: text }), { allOf: [{ items: secret }] }] }, true],

  ['a map with members', object({ id: text }, { additionalProperties: secret }), [{ shown: ['id'] }]],
  [
    'such maps within',
    {
      items: object({
        a: { items: object({ id: text, n: text }, { unevaluatedProperties: secret }) },
        t: secret,
      }),
    },
    ['t', { in: 'a', shown: ['id', 'n'] }],
  ],
  [
    'members that no pattern of it matches',
    object({ id: text, 'x-id': text }, { patternProperties: { '^x-': secret } }),
    [{ shown: ['id'] }],
  ],
  [
    'members that no word of it matches',
    object(
      { id: text, key: text, xkey: text, keys: text },
      { patternProperties: { '(key|token)$': secret } },
    ),
    [{ shown: ['id', 'keys'] }],
  ],
  [
    'members that it does not begin with',
    object({ id: text, key: text, xkey: text, keys: text }, { patternProperties: { '^key': secret } }),
    [{ shown: ['id', 'xkey'] }],
  ],
  [
    'members that it is not',
    object({ key: text, xkey: text, keys: text }, { patternProperties: { '^(?:key|token)$': secret } }),
    [{ shown: ['xkey', 'keys'] }],
  ],
  [
    'members that do not have it',
    object({ id: text, key: text, xkeys: text }, { patternProperties: { key: secret } }),
    [{ shown: ['id'] }],
  ],
  [
    'a pattern of two, one of which begins',
    object({ id: text }, { patternProperties: { '^a|id$': secret } }),
    true,
  ],
  [
    'a pattern of a letter that may be there',
    object({ id: text }, { patternProperties: { '^ix?d': secret } }),
    true,
  ],
  ['an escape', object({ id: text }, { patternProperties: { '\\w$': secret } }), true],
  ['a pattern of any letters', object({ id: text }, { patternProperties: { 'x|': secret } }), true],
  [
    'one of two such maps',
    {
      anyOf: [
        object({ id: text, a: text }, { additionalProperties: secret }),
        object({ id: text, b: text }, { additionalProperties: secret }),
      ],
    },
    [{ shown: ['id'] }],
  ],
  [
    'a map of such maps',
    object({ m: { additionalProperties: object({ id: text }, { additionalProperties: secret }) } }),
    ['m'],
  ],
])('%s', (_, schema, want) => {
  expect(sensitiveIn(responses(schema))).toEqual(want);
});

test('OpenAPI 3.0: beside a reference too', () => {
  const schema = {
    properties: { a: { ...to('Text'), ...marked }, b: { allOf: [to('Text')], format: 'password' } },
  };
  expect(sensitiveIn(responses(schema), '3.0.3')).toEqual(['a', 'b']);
});

test.each<[what: string, responses: Json, want: Sensitive | undefined, errors?: Sensitive]>([
  [
    'any JSON of a success, whichever the client prefers',
    {
      200: {
        description: '',
        content: {
          'application/json': { schema: object({ a: secret }) },
          'application/problem+json': { schema: object({ b: secret }) },
          'text/plain': { schema: secret },
        },
      },
    },
    ['a', 'b'],
  ],
  [
    'successes and errors apart',
    {
      201: { description: '', content: { '*/*': { schema: object({ a: secret }) } } },
      404: { description: '', content: { 'application/json': { schema: secret } } },
      default: { description: '', content: { 'application/json': { schema: object({ b: secret }) } } },
    },
    ['a'],
    true,
  ],
  [
    'default where no success has a status',
    { default: { description: '', content: { 'application/json': { schema: object({ a: secret }) } } } },
    ['a'],
    ['a'],
  ],
  ['a text', { 200: { description: '', content: { 'text/plain': { schema: secret } } } }, true],
  [
    'a response',
    { 200: { description: '', 'x-sensitive': true, content: { 'application/json': {} } } },
    true,
  ],
])('%s', (_, given, want, errors) => {
  const paths = { '/': { get: { responses: given } } };
  const [operation] = modelOf({ paths }).model.operations;
  expect([operation?.sensitive, operation?.sensitiveErrors]).toEqual([want, errors]);
});

const events = (item: Json) => ({ 200: { description: '', content: { 'text/event-stream': item } } });

test.each<[what: string, item: Json, want: Sensitive | undefined]>([
  ['the data of an event', { itemSchema: object({ data: secret }) }, ['data']],
  [
    'what the data of an event hold',
    { itemSchema: object({ data: { ...text, contentSchema: object({ a: secret }) } }) },
    ['a'],
  ],
  [
    'data that are secret as a whole',
    { itemSchema: object({ data: { ...text, contentSchema: object({ a: text }, marked) } }) },
    ['data'],
  ],
  ['an event', { itemSchema: object({ data: text }, marked) }, true],
  ['what older documents describe', { schema: object({ a: secret }) }, ['a']],
])('of a stream: %s', (_, item, want) => {
  expect(sensitiveIn(events(item), '3.2.0')).toEqual(want);
});
