import type { Json } from '@specline/openapi';
import { expect, test } from 'vitest';
import type { Change } from '../src/index.js';
import { changesOf, json, lines, operation, received, sent } from './fixtures.js';
import type { Document } from './fixtures.js';

const text = { type: 'string' };
const object = (properties: Document, more: Document = {}): Json => ({ type: 'object', properties, ...more });

test('a change says where it is on both sides, what it means for whom, and how that is called', () => {
  const old = sent(object({ name: text }), {});
  const next = sent(object({ name: text, owner: text }, { required: ['owner'] }));
  const pointer = '#/paths/~1pets/post/requestBody/content/application~1json/schema/properties/owner';
  const change: Change = {
    id: 'request-property-added-required',
    layer: 'wire',
    bump: 'major',
    pointer,
    newPointer: pointer,
    direction: 'sent',
    operation: 'POST /pets',
    operations: ['POST /pets'],
    call: 'client.pets.create()',
    message: 'client.pets.create(): owner of the request body is new and required',
  };
  expect(changesOf(old, next)).toEqual([change]);
});

test('a schema that many operations share changes once, with all that it concerns', () => {
  const shared = (pet: Json): Document => ({
    paths: Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [
        `/${name}`,
        {
          get: {
            responses: {
              '200': {
                description: 'Here.',
                ...json({ type: 'array', items: { $ref: '#/components/schemas/pet' } }),
              },
            },
          },
        },
      ]),
    ),
    components: { schemas: { pet } },
  });
  const changes = changesOf(shared(object({ age: text })), shared(object({ age: { type: 'integer' } })));
  expect(changes.map(({ pointer, operations, message }) => ({ pointer, operations, message }))).toEqual([
    {
      pointer: '#/components/schemas/pet/properties/age',
      operations: ['GET /a', 'GET /b', 'GET /c'],
      message: 'client.a.list() and 2 more: Pet.age was string and is integer',
    },
  ]);
});

test('beside what is gone stands what its resource has instead', () => {
  const pets = (...methods: string[]): Document => ({
    paths: {
      '/pets': Object.fromEntries(
        methods.map((method) => [method, { responses: { '204': { description: 'Done.' } } }]),
      ),
    },
  });
  expect(lines(changesOf(pets('put', 'get'), pets('get', 'post', 'patch')))).toEqual([
    'major wire operation-removed | client.pets.replaceAll() is gone; client.pets now has create(), editAll()',
    'minor wire operation-added | client.pets.create() is new',
    'minor wire operation-added | client.pets.editAll() is new',
  ]);
});

const cat = object({ kind: { const: 'cat' }, lives: { type: 'integer' } }, { required: ['kind'] });
const dog = object({ kind: { const: 'dog' }, breed: text }, { required: ['kind'] });
const union = (...members: Json[]): Json => ({ oneOf: members });

/** Two snippets, and the exact list of changes. */
const cases: readonly (readonly [what: string, old: Document, next: Document, want: readonly string[]])[] = [
  [
    'a member of a union that changed is still that member',
    received(union(cat, dog)),
    received(union(object({ kind: { const: 'dog' }, breed: text, size: text }, { required: ['kind'] }), cat)),
    ['minor wire response-property-added-optional | client.pets.create(): size of the response 200 is new'],
  ],
  [
    'what held at once and must now hold exclusively',
    sent(object({ id: text, pet: object({ a: text, b: text }, { required: ['a', 'b'] }) })),
    sent(
      object({
        id: text,
        pet: union(
          object({ a: text, b: text }, { required: ['a'] }),
          object({ a: text, b: text }, { required: ['b'] }),
        ),
      }),
    ),
    [
      'major wire request-union-made-exclusive | client.pets.create(): pet of the request body must be exactly one of its alternatives',
      'minor wire request-property-became-optional | client.pets.create(): pet.b of the request body is no longer required',
      'minor wire request-union-member-added | client.pets.create(): pet of the request body may also be object',
    ],
  ],
  [
    'any value became one of several types',
    received(object({ a: {} })),
    received(object({ a: { type: ['string', 'integer'] } })),
    [
      'minor wire response-type-narrowed | client.pets.create(): a of the response 200 was any value and is string or integer',
    ],
  ],
  [
    'required without being described',
    sent(object({ a: text }, { required: ['b'] })),
    sent(object({ a: text })),
    [
      'minor wire request-property-became-optional | client.pets.create(): b of the request body is no longer required',
    ],
  ],
  [
    'in a condition the other way round',
    sent({ not: object({ a: { ...text, minLength: 2 } }) }),
    sent({ not: object({ a: { ...text, minLength: 1 } }) }),
    [
      'major wire request-assertion-changed | client.pets.create(): not.a of the request body has the minLength 1 instead of 2',
    ],
  ],
  [
    'a property that only the server writes',
    sent(object({ id: text, born: { ...text, readOnly: true } }, { required: ['born'] })),
    sent(object({ id: text, born: text }, { required: ['born'] })),
    [
      'major wire request-property-added-required | client.pets.create(): born of the request body is no longer read-only, and required',
    ],
  ],
  [
    'a property that is not seen',
    sent(object({ id: text })),
    sent(object({ id: text, born: { ...text, readOnly: true } })),
    [
      'minor types request-hidden-property-changed | client.pets.create(): born of the request body is new and read-only',
    ],
  ],
  [
    'a scheme that is sent otherwise',
    operation(
      { security: [{ key: [] }] },
      { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'A' } } } },
    ),
    operation(
      { security: [{ key: [] }] },
      { components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'A' } } } },
    ),
    [
      'major wire security-credential-changed | client.pets.create(): the credential key is sent as apiKey query A, not apiKey header A',
    ],
  ],
  [
    'a scope that is needed besides',
    operation({ security: [{ key: ['a'] }] }),
    operation({ security: [{ key: ['a', 'b'] }] }),
    ['major wire security-requirement-added | client.pets.create() needs key (a, b)'],
  ],
  [
    'names that mean something elsewhere',
    sent(object({ constructor: text, toString: text })),
    sent(object({ constructor: { type: 'integer' }, hasOwnProperty: text, toString: text })),
    [
      'major wire request-type-replaced | client.pets.create(): constructor of the request body was string and is integer',
      'minor wire request-property-added-optional | client.pets.create(): hasOwnProperty of the request body is new',
    ],
  ],
];

test.each(cases)('%s', (_, old, next, want) => {
  expect(lines(changesOf(old, next))).toEqual(want);
});

test('schemas that lead to themselves are compared once', () => {
  const tree = (leaf: Json): Document =>
    received(
      { $ref: '#/components/schemas/tree' },
      {
        components: {
          schemas: {
            tree: object({
              leaf,
              left: { $ref: '#/components/schemas/tree' },
              right: { allOf: [{ $ref: '#/components/schemas/tree' }, { description: 'The right one.' }] },
            }),
          },
        },
      },
    );
  expect(lines(changesOf(tree(text), tree({ type: ['string', 'null'] })))).toEqual([
    'major wire response-became-nullable | client.pets.create(): Tree.leaf may be null',
  ]);
});
