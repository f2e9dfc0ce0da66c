import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';
import { expect, test } from 'vitest';
import { DocumentNames } from '../src/types/document-names.js';
import { SyntaxPrinter, UnexpectedSyntax } from '../src/types/syntax-printer.js';

const ts: typeof TypeScript = createRequire(import.meta.url)('typescript');
const { factory } = ts;

function printer(): SyntaxPrinter {
  const names = new DocumentNames();
  const schema = { type: 'object', properties: { name: {} }, enum: ['a', 'so "it" is', 'é'] };
  names.visit(schema, 'schema');
  names.visit({ schemas: { Pet: schema } }, 'components');
  names.visit({ operationId: 'pets' }, 'operation');
  names.complete({ components: { schemas: { Pet: schema } } });
  return new SyntaxPrinter(ts, names);
}

type Named = Parameters<typeof factory.createPropertySignature>[1];

function printed(type: TypeScript.Node, name: Named = 'name', comment?: string): string {
  const member = factory.createPropertySignature(undefined, name, undefined, type as TypeScript.TypeNode);
  if (comment !== undefined)
    ts.addSyntheticLeadingComment(member, ts.SyntaxKind.MultiLineCommentTrivia, comment, true);
  return printer().members([member], '');
}

const text = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
const string = (value: string) => factory.createLiteralTypeNode(factory.createStringLiteral(value));
const named = (name: string, types?: readonly TypeScript.TypeNode[]) =>
  factory.createTypeReferenceNode(factory.createIdentifier(name), types);
const path = (root: string, ...names: readonly string[]) =>
  names.reduce<TypeScript.TypeNode>(
    (node, name) => factory.createIndexedAccessTypeNode(node, string(name)),
    named(root),
  );

test.each<[string, TypeScript.Node, string]>([
  ['a string', string('a'), '"a"'],
  ['a string with quotes', string('so "it" is'), '"so \\"it\\" is"'],
  ['a string of other letters', string('é'), '"\\u00E9"'],
  ['a string as JSON', factory.createIdentifier('"a"'), '"a"'],
  ['a reference', path('components', 'schemas', 'Pet'), 'components["schemas"]["Pet"]'],
  ['an operation', path('operations', 'pets'), 'operations["pets"]'],
  ['a type of the compiler', named('Record', [text, text]), 'Record<string, string>'],
  ['a number', factory.createLiteralTypeNode(factory.createNumericLiteral(1e21)), '1e+21'],
  [
    'a negative number',
    factory.createLiteralTypeNode(
      factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, factory.createNumericLiteral(1)),
    ),
    '-1',
  ],
])('prints %s', (_, type, want) => {
  expect(printed(type)).toBe(`name: ${want};\n`);
});

const CODE = 'never;\nvoid process.exit();\ntype Rest = never';

test.each<[string, TypeScript.Node, string]>([
  [
    'code for a name of a type',
    named(CODE),
    'a type that the document cannot have: "never;\\nvoid process.exit();\\ntype Rest = never"',
  ],
  ['code that begins a reference', path(CODE, 'a'), 'a reference that the document cannot have: '],
  ['a type that nobody declares', named('Evil'), 'a type that the document cannot have: "Evil"'],
  [
    'a generic type that nobody declares',
    named('Evil', [text]),
    'a type that the document cannot have: "Evil"',
  ],
  [
    'a component that is not there',
    path('components', 'schemas', 'name'),
    'a reference that the document cannot have: ',
  ],
  [
    'an operation that is not there',
    path('operations', 'Pet'),
    'a reference that the document cannot have: ',
  ],
  [
    'a name in a reference that is none of the document',
    path('operations', 'pets', 'evil'),
    'a string that the document cannot have: "evil"',
  ],
  [
    'a string that the document does not have',
    string('evil'),
    'a string that the document cannot have: "evil"',
  ],
  ['code for a string', factory.createIdentifier(`"a" ${CODE}`), 'a string that the document cannot have: '],
  [
    'a string that ends early',
    factory.createIdentifier('"a" | "b"'),
    'a string that the document cannot have: "\\"a\\" | \\"b\\""',
  ],
  [
    'code for a number',
    factory.createLiteralTypeNode(factory.createNumericLiteral(CODE)),
    'a value that the document cannot have: ',
  ],
  [
    'an import',
    factory.createImportTypeNode(string('evil')),
    'a type that the document cannot have: "import(\\"evil\\")"',
  ],
  [
    'a query',
    factory.createTypeQueryNode(factory.createIdentifier('evil')),
    'a type that the document cannot have: "typeof evil"',
  ],
])('refuses %s', (_, type, want) => {
  expect(() => printed(type)).toThrow(UnexpectedSyntax);
  expect(() => printed(type)).toThrow(want);
});

test.each<[string, Named, string]>([
  ['code', CODE, 'a name that the document cannot have: '],
  ['a name that the document does not have', 'evil', 'a name that the document cannot have: "evil"'],
  [
    'a string that the document does not have',
    factory.createStringLiteral('evil'),
    'a string that the document cannot have: "evil"',
  ],
  [
    'a computed name',
    factory.createComputedPropertyName(factory.createIdentifier('evil')),
    'a name that the document cannot have: "[evil]"',
  ],
])('refuses %s for the name of a member', (_, name, want) => {
  expect(() => printed(text, name)).toThrow(want);
});

test.each(['evil', '* */ evil /* ', '* @ts-ignore ', '* \n * @internal\n ', '*\n/// <reference path="a" />'])(
  'refuses the comment %j',
  (comment) => {
    expect(() => printed(text, 'name', comment)).toThrow('a comment that the document cannot have: ');
  },
);

test('refuses members and declarations of other kinds', () => {
  const method = factory.createMethodSignature(undefined, 'name', undefined, undefined, [], text);
  expect(() => printer().members([method], '')).toThrow(
    'a member that the document cannot have: "name(): string;"',
  );
  const parameter = factory.createParameterDeclaration(undefined, undefined, 'evil', undefined, text);
  const index = factory.createIndexSignature(undefined, [parameter], text);
  expect(() => printer().members([index], '')).toThrow(
    'an index that the document cannot have: "evil: string"',
  );
  const statement = factory.createExpressionStatement(factory.createIdentifier('evil'));
  expect(() => printer().helper(statement)).toThrow('a declaration that the document cannot have: "evil;"');
});
