import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { NamedSchema, Type, UnionType } from '@specline/openapi';
import { print } from '../src/print/layout.js';
import { aliasDoc } from '../src/print/type-layout.js';
import { declaration } from '../src/types/declaration.js';
import { openapiTypes } from '../src/types/openapi-typescript.js';
import { schemaNames } from '../src/types/schema-names.js';
import { typeExpression } from '../src/types/type-expression.js';
import {
  directed,
  intersection,
  list,
  model,
  number,
  object,
  oneOf,
  plain,
  reference,
  schema,
  string,
  union,
} from './models.js';
import { formatted } from './printing.js';

const at = (name: string) => `#/components/schemas/${name}`;

/** A union of named schemas that a tag tells apart. */
function tagged(property: string, members: Readonly<Record<string, readonly string[]>>): UnionType {
  const mapping = Object.values(members).flatMap((values, member) =>
    values.map((value) => ({ value, member })),
  );
  const references = Object.keys(members).map((name) => reference(at(name)));
  return {
    pointer: `#/unions/${property}`,
    kind: 'union',
    members: references,
    discriminator: { property, mapping },
  };
}

const SCHEMAS: readonly NamedSchema[] = [
  schema('Cat', object({ kind: string(), lives: number() })),
  schema('Dog', object({ 'kind?': string(), tricks: list(string()) })),
  schema('Fish', object({ fins: number() })),
  schema('Fixed', object({ kind: oneOf(['fixed']) })),
  schema('Loose', object({ 'kind?': oneOf(['loose']) })),
  schema('Wide', object({ kind: oneOf(['wide', 'other']) })),
  schema('Open', object({ kind: oneOf(['open'], {}, true) })),
  schema('Heir', intersection(reference(at('Cat')), object({ more: string() }))),
  schema('Alias', reference(at('Dog'))),
  schema('Numbered', object({ kind: number() })),
  schema('Closed', object({ a: string() }, { additional: false })),
  schema('Text', string()),
  schema('Nullable', object({ kind: union(string(), plain('null')) })),
  schema('Nested', tagged('kind', { Cat: ['cat'], Dog: ['dog'] })),
  schema('Elsewhere', tagged('breed', { Cat: ['cat'], Dog: ['dog'] })),
  schema('Said', union(reference(at('Fixed')), reference(at('Cat')))),
];

const NAMES = schemaNames(model({ schemas: SCHEMAS }));
const PLACE = { direction: 'response' as const, schemas: NAMES, use: (_: unknown, name: string) => name };

const aliasOf = (name: string, type: Type) => print(aliasDoc(name, typeExpression(type, PLACE)));

test.each([
  ['what is any string', { Cat: ['cat'] }, "Cat & {\n  kind: 'cat';\n};"],
  ['what is optional', { Dog: ['dog'] }, "Dog & {\n  kind: 'dog';\n};"],
  ['what is not declared', { Fish: ['fish'] }, "Fish & {\n  kind: 'fish';\n};"],
  ['an optional literal', { Loose: ['loose'] }, "Loose & {\n  kind: 'loose';\n};"],
  ['one of several values', { Wide: ['wide'] }, "Wide & {\n  kind: 'wide';\n};"],
  ['an open list of values', { Open: ['open'] }, "Open & {\n  kind: 'open';\n};"],
  ['several values', { Cat: ['cat', 'tom'] }, "Cat & {\n  kind: 'cat' | 'tom';\n};"],
  ['what is inherited', { Heir: ['heir'] }, "Heir & {\n  kind: 'heir';\n};"],
  ['another name of a schema', { Alias: ['dog'] }, "Alias & {\n  kind: 'dog';\n};"],
  ['what may be null', { Nullable: ['some'] }, "Nullable & {\n  kind: 'some';\n};"],
  ['not what says so already', { Fixed: ['fixed'] }, 'Fixed;'],
  ['not against its own values', { Fixed: ['Fixed'] }, 'Fixed;'],
  ['not what is no string', { Numbered: ['1'] }, 'Numbered;'],
  ['not where nothing may be added', { Closed: ['closed'] }, 'Closed;'],
  ['not what is no object', { Text: ['text'] }, 'Text;'],
  ['not a union that the same tag tells apart', { Nested: ['nested'] }, 'Nested;'],
  ['not a union of which a part says what it is', { Said: ['said'] }, 'Said;'],
  [
    'a union that another tag tells apart',
    { Elsewhere: ['elsewhere'] },
    "Elsewhere & {\n  kind: 'elsewhere';\n};",
  ],
])('a tag narrows %s', (_, members, want) => {
  expect(aliasOf('T', tagged('kind', members))).toBe(`export type T = ${want}`);
});

test('a tag that only responses have is not asked for in requests', () => {
  const type = object({ kind: string() });
  const [kind] = type.properties;
  const readOnly = {
    ...type,
    properties: kind === undefined ? [] : [{ ...kind, access: 'read-only' as const }],
  };
  const schemas = schemaNames(model({ schemas: [directed(schema('Made', readOnly))] }));
  const place = { direction: 'request' as const, schemas, use: (_: unknown, name: string) => name };
  expect(typeExpression(tagged('kind', { Made: ['made'] }), place)).toBe('MadeInput');
});

test('what builds on schemas twice, level by level, is asked once', () => {
  const twice = Array.from({ length: 40 }, (_, level) =>
    schema(`L${level}`, intersection(reference(at(`L${level + 1}`)), reference(at(`L${level + 1}`)))),
  );
  const schemas = schemaNames(model({ schemas: [...twice, schema('L40', object({ kind: string() }))] }));
  const place = { ...PLACE, schemas };
  expect(print(aliasDoc('T', typeExpression(tagged('kind', { L0: ['l'] }), place)))).toBe(
    "export type T = L0 & {\n  kind: 'l';\n};",
  );
});

const PET = tagged('kind', { Cat: ['cat'], Dog: ['dog', 'puppy'], Fixed: ['fixed'] });

const USE = `
export function count(pet: Pet): number {
  switch (pet.kind) {
    case 'cat':
      return pet.lives;
    case 'dog':
    case 'puppy':
      return pet.tricks.length;
    case 'fixed':
      return 0;
  }
}

export const cat: Pet = { kind: 'cat', lives: 9 };
// @ts-expect-error these are the members of another
export const wrong: Pet = { kind: 'cat', tricks: [] };
// @ts-expect-error without its tag nothing is known
export const untagged: Pet = { tricks: [] };
`;

const COMPILERS = {
  'TypeScript 7': fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url)),
  'TypeScript 5.9': createRequire(import.meta.url).resolve('typescript/bin/tsc'),
};

test.each(Object.entries(COMPILERS))(
  'a switch over the tag narrows with %s',
  async (_, compiler) => {
    const declarations = SCHEMAS.filter(({ typeName }) => ['Cat', 'Dog', 'Fixed'].includes(typeName)).map(
      ({ typeName, type }) => print(declaration(typeName, type, PLACE)),
    );
    const types = `${[...declarations, aliasOf('Pet', PET)].join('\n\n')}\n`;
    expect(await formatted('pet.ts', types)).toBe(types);
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specline-narrow-')));
    writeFileSync(join(folder, 'pet.ts'), types + USE);
    const compilerOptions = {
      strict: true,
      noImplicitReturns: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['pet.ts'] }));
    expect(spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' }).stdout).toBe('');
    rmSync(folder, { recursive: true });
  },
  60_000,
);

test('the heirs of a schema with a discriminator are named with their tags', () => {
  const heir = {
    allOf: [{ $ref: at('Base') }, { type: 'object', properties: { more: { type: 'string' } } }],
  };
  const base = {
    type: 'object',
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind' },
  };
  const given = {
    openapi: '3.1.0',
    paths: {},
    components: { schemas: { Base: base, Heir: heir, Grand: { allOf: [{ $ref: at('Heir') }] } } },
  };
  expect([...openapiTypes(given, 'api.json').tags]).toEqual([
    [at('Heir'), { property: 'kind', values: ['Heir'] }],
    [at('Grand'), { property: 'kind', values: ['Grand'] }],
  ]);
});

test('schemas that a discriminator picks are named with the tags that they do not have themselves', () => {
  const kind = (part: object) => ({ type: 'object', required: ['kind'], properties: { kind: part } });
  const schemas = {
    Pet: {
      oneOf: ['Cat', 'Said', 'Optional'].map((name) => ({ $ref: at(name) })),
      discriminator: { propertyName: 'kind', mapping: { tom: at('Cat'), tabby: at('Cat') } },
    },
    Cat: kind({ type: 'string' }),
    Said: kind({ const: 'Said' }),
    Optional: { type: 'object', properties: { kind: { enum: ['Optional'] } } },
  };
  const { tags } = openapiTypes({ openapi: '3.1.0', paths: {}, components: { schemas } }, 'api.json');
  expect(Object.fromEntries(tags)).toEqual({
    [at('Cat')]: { property: 'kind', values: ['tom', 'tabby'] },
    [at('Optional')]: { property: 'kind', values: ['Optional'] },
  });
});
