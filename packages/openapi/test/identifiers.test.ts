import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatProblem, loadDocument } from '../src/index.js';
import type { Json } from '../src/index.js';
import { documentWith, folder, modelOf } from './fixtures.js';

type Schemas = Readonly<Record<string, Json>>;

/** Where the schema \`From\` refers to. */
function targetOf(schemas: Schemas, more: Readonly<Record<string, Json>> = {}): unknown {
  const { model, problems } = modelOf({ ...more, components: { schemas } });
  expect(problems).toEqual([]);
  const from = model.schemas.find(({ pointer }) => pointer === '#/components/schemas/From');
  return from?.type.kind === 'reference' ? from.type.to : from?.type;
}

const at = (name: string) => `#/components/schemas/${name}`;

describe('a reference is to what it names', () => {
  test.each<[string, Schemas, string]>([
    ['an anchor', { From: { $ref: '#here' }, To: { $anchor: 'here' } }, at('To')],
    [
      'an anchor in $defs',
      { From: { $ref: '#here' }, To: { $defs: { D: { $anchor: 'here' } } } },
      `${at('To')}/$defs/D`,
    ],
    ['an $id', { From: { $ref: 'https://a.example/to' }, To: { $id: 'https://a.example/to' } }, at('To')],
    [
      'an $id relative to another',
      { From: { $id: 'https://a.example/x/from', $ref: 'to' }, To: { $id: 'https://a.example/x/to' } },
      at('To'),
    ],
    [
      'an anchor of an $id',
      { From: { $ref: 'urn:to#here' }, To: { $id: 'urn:to', properties: { a: { $anchor: 'here' } } } },
      `${at('To')}/properties/a`,
    ],
    [
      'a place in an $id',
      { From: { $ref: 'urn:to#/properties/a%25' }, To: { $id: 'urn:to', properties: { 'a%': {} } } },
      `${at('To')}/properties/a%`,
    ],
    [
      'a place of the document below an $id',
      { From: { $id: 'urn:from', $ref: '#/components/schemas/To' }, To: {} },
      at('To'),
    ],
    ['a dynamic anchor', { From: { $dynamicRef: '#here' }, To: { $dynamicAnchor: 'here' } }, at('To')],
  ])('%s', (_, schemas, want) => {
    expect(targetOf(schemas)).toBe(want);
  });

  test('a place of its own schema, where that has an $id', () => {
    const From = { $id: 'urn:from', $ref: '#/$defs/D', $defs: { D: { type: 'string' } } };
    expect(targetOf({ From })).toBe(`${at('From')}/$defs/D`);
  });

  test('the document by $self', () => {
    const more = { openapi: '3.2.0', $self: 'https://a.example/api' };
    expect(targetOf({ From: { $ref: 'https://a.example/api#/components/schemas/To' }, To: {} }, more)).toBe(
      at('To'),
    );
  });

  test('an anchor of another file', () => {
    const root = folder({
      'api.json': documentWith({ components: { schemas: { From: { $ref: './to.json#here' } } } }),
      'to.json': JSON.stringify({
        $defs: { To: { $anchor: 'here', $dynamicAnchor: 'node', items: { $dynamicRef: '#node' } } },
      }),
    });
    const { document, problems } = loadDocument(join(root, 'api.json'), { base: root });
    expect(problems).toEqual([]);
    expect(document['components']).toEqual({
      schemas: { From: { $ref: at('To') }, To: { items: { $ref: at('To') } } },
    });
  });
});

test('a tree by dynamic reference is recursive, and what another tree would make of it is told', () => {
  const tree = {
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { children: { items: { $dynamicRef: '#node' } } },
  };
  const { model, accounts, problems } = modelOf({
    components: { schemas: { Tree: tree, Other: structuredClone(tree) } },
  });
  expect(problems).toEqual([]);
  for (const [index, name] of ['Tree', 'Other'].entries())
    expect(model.schemas[index]?.type).toMatchObject({
      properties: [{ name: 'children', type: { items: { kind: 'reference', to: at(name) } } }],
    });
  expect(accounts.ignored).toEqual(
    ['Tree', 'Other'].map((name) => ({
      pointer: `${at(name)}/properties/children/items/$dynamicRef`,
      reason: 'read as a reference to the nearest anchor of that name, wherever it is reached from',
    })),
  );
});

test('a dynamic reference beside a reference is one more', () => {
  const From = { $ref: at('To'), $dynamicRef: '#here' };
  const { model } = modelOf({
    components: { schemas: { From, To: { $dynamicAnchor: 'here', type: 'object' } } },
  });
  expect(model.schemas[0]?.type).toMatchObject({
    kind: 'intersection',
    members: [
      { kind: 'reference', to: at('To') },
      { kind: 'reference', to: at('To') },
    ],
  });
});

test.each<[string, Schemas, string]>([
  [
    'no such anchor',
    { From: { $ref: '#here' } },
    '/$ref: $ref leads nowhere: #here; correct the pointer or add its target',
  ],
  [
    'an $id that is not there',
    { From: { $id: 'https://a.example/from', $ref: 'https://a.example/to' } },
    '/$ref: $ref to another host is refused: https://a.example/to; copy the target into the folder of the document',
  ],
])('%s is refused', (_, schemas, want) => {
  expect(modelOf({ components: { schemas } }).problems.map(formatProblem)).toEqual([at('From') + want]);
});
