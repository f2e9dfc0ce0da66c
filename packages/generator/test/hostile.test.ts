import ts from 'typescript';
import { expect, test } from 'vitest';
import { emit } from '../src/index.js';
import type { Layout } from '../src/index.js';
import { filesOf } from './printing.js';
import { rotateDocument } from './rotate.js';
import { zoo } from './zoo.js';

const NASTY = [
  '*/ alert(1); /*',
  "'; process.exit(1); '",
  '`${process.exit(1)}`',
  '"; } export const x = 1; {',
  '\\',
  "\\'",
  '\n// @ts-ignore\n',
  '@ts-expect-error',
  '// @ts-nocheck',
  '@internal',
  '@jsx evil',
  '@jsxImportSource evil',
  '/// <reference path="/etc/passwd" />',
  '/// <reference types="node" />',
  '//# sourceMappingURL=http://evil',
  '\u2028alert(1)\u2029',
  '\r\nalert(1)',
  '\u202E\u2066evil\u2069',
  '\u0000\u0007\u001b[31m',
  '\uD800',
  '</script><!--',
  '--> <b>',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  'a]b[c',
  '{@link evil}',
  '@deprecated',
  'see @deprecated',
  '- @deprecated',
  '\t@deprecated',
  '```',
  '#!/bin/sh',
  'import("evil")',
  'ﷺ'.repeat(50),
  '👩‍👩‍👧‍👦',
  'x'.repeat(5000),
  `${' '.repeat(5000)}x`,
];

const options = (layout: Layout) => ({
  document: rotateDocument,
  layout,
  source: 'openapi.yaml',
  versions: { types: '1.0.0', client: '1.0.0', runtime: '1.0.0' },
});

async function sourcesOf(text: string): Promise<Map<string, ts.SourceFile>> {
  const files = filesOf(await emit(zoo(text), options('workspace')));
  const sources = [...files].filter(([path]) => /\.m?ts$/.test(path));
  return new Map(
    sources.map(([path, contents]) => [
      path,
      ts.createSourceFile(path, contents, ts.ScriptTarget.ES2022, true),
    ]),
  );
}

function commentsOf(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, text);
  const comments: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.MultiLineCommentTrivia || kind === ts.SyntaxKind.SingleLineCommentTrivia)
      comments.push(scanner.getTokenText());
  }
  return comments.join('\n');
}

/** What `createSourceFile` knows and does not declare. */
interface Parsed extends ts.SourceFile {
  readonly parseDiagnostics: readonly ts.Diagnostic[];
  readonly commentDirectives?: readonly { readonly range: ts.TextRange }[];
  readonly pragmas: ReadonlyMap<string, unknown>;
}

/** The shape of a syntax tree, its doc tags included. Numbers and strings are alike as names of members. */
function shapeOf(node: ts.Node): unknown {
  const tags = ts.getJSDocTags(node).map((tag) => tag.tagName.text);
  const children: unknown[] = [];
  ts.forEachChild(node, (child) => {
    children.push(shapeOf(child));
  });
  return [
    KINDS.get(node.kind) ?? ts.SyntaxKind[node.kind],
    ...(tags.length === 0 ? [] : [tags]),
    ...children,
  ];
}

const KINDS = new Map([
  [ts.SyntaxKind.Identifier, 'name'],
  [ts.SyntaxKind.StringLiteral, 'name'],
  [ts.SyntaxKind.NumericLiteral, 'name'],
  [ts.SyntaxKind.ComputedPropertyName, 'name'],
]);

test.each(NASTY)('the text %j is only text', async (text) => {
  for (const [path, source] of await sourcesOf(text)) {
    const { parseDiagnostics, pragmas, referencedFiles, typeReferenceDirectives, commentDirectives } =
      source as Parsed;
    expect(
      parseDiagnostics.map(({ messageText }) => messageText),
      path,
    ).toEqual([]);
    expect([...pragmas.keys()], path).toEqual([]);
    expect([...referencedFiles, ...typeReferenceDirectives], path).toEqual([]);
    const directives = (commentDirectives ?? []).map(({ range }) => source.text.slice(range.pos, range.end));
    expect(
      directives.filter((directive) => !/^\/\/ @ts-expect-error (a required|no such)/.test(directive)),
      path,
    ).toEqual([]);
    expect(path.endsWith('examples.mts') ? [] : directives, path).toEqual([]);
    if (path.endsWith('src/openapi.ts')) continue;
    expect(source.text, path).not.toMatch(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/);
    expect(commentsOf(source.text), path).not.toMatch(/@internal|\/\/[#@/]|@jsx|PURE/);
  }
});

test('no text changes the shape of a resource, its class or its types', async () => {
  const compared = ['src/items.ts', 'src/root.ts', 'src/core.ts', 'src/items/files.ts'];
  const tame = await sourcesOf('tame');
  for (const text of NASTY.filter((nasty) => nasty.trim() !== '' && !['a', 'b'].includes(nasty))) {
    for (const [path, source] of await sourcesOf(text)) {
      const other = tame.get(path);
      if (other === undefined || !compared.some((end) => path.endsWith(end))) continue;
      expect(withoutComputed(shapeOf(source)), `${path} with ${JSON.stringify(text)}`).toEqual(
        withoutComputed(shapeOf(other)),
      );
    }
  }
});

/** `['__proto__']` is one name more in the tree than `name`. */
function withoutComputed(shape: unknown): unknown {
  return JSON.parse(JSON.stringify(shape).replaceAll('["name",["name"]]', '["name"]'));
}
