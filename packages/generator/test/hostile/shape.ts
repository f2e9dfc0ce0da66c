import ts from 'typescript';

/** What `createSourceFile` knows and does not declare. */
interface Parsed extends ts.SourceFile {
  readonly parseDiagnostics: readonly ts.Diagnostic[];
  readonly commentDirectives?: readonly { readonly range: ts.TextRange }[];
  readonly pragmas: ReadonlyMap<string, unknown>;
}

export function parsed(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

/** All that a file tells a compiler besides its code: errors, directives, pragmas, references. */
export function messagesOf(source: ts.SourceFile): string[] {
  const { parseDiagnostics, commentDirectives, pragmas, referencedFiles, typeReferenceDirectives } =
    source as Parsed;
  const directives = (commentDirectives ?? []).map(({ range }) => source.text.slice(range.pos, range.end));
  return [
    ...parseDiagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ...directives.filter((directive) => !EXPECTED.test(directive.trim())),
    ...pragmas.keys(),
    ...[...referencedFiles, ...typeReferenceDirectives].map(({ fileName }) => fileName),
  ];
}

/**
 * The kinds of nodes of a syntax tree and its doc tags, as text. Two trees that differ in names alone are the same:
 * whether a name stands in quotes or not, in which order names put members and imports, and what the compiler needs
 * where a name is one that every object inherits (`as const`, one fault less among many alike).
 */
export function shapeOf(node: ts.Node): string {
  const children: string[] = [];
  ts.forEachChild(node, (child) => {
    children.push(shapeOf(child));
  });
  const tags = ts.getJSDocTags(node).map((tag) => `@${tag.tagName.text}`);
  const kind = KINDS.get(node.kind) ?? ts.SyntaxKind[node.kind];
  if (kind === 'name' || node.kind === ts.SyntaxKind.ImportSpecifier) return kind;
  if (node.kind === ts.SyntaxKind.ShorthandPropertyAssignment) return 'PropertyAssignment(name,name)';
  if (ts.isAsExpression(node) && ts.isConstTypeReference(node.type)) return children[0] ?? '';
  if (SORTED.has(node.kind)) children.sort();
  if (ts.isSourceFile(node)) return [...new Set(children)].join('\n');
  return `${kind}${tags.join('')}(${children.join()})`;
}

const KINDS = new Map([
  [ts.SyntaxKind.Identifier, 'name'],
  [ts.SyntaxKind.StringLiteral, 'name'],
  [ts.SyntaxKind.NumericLiteral, 'name'],
  [ts.SyntaxKind.ComputedPropertyName, 'name'],
  [ts.SyntaxKind.ImportSpecifier, 'ImportSpecifier'],
  [ts.SyntaxKind.ElementAccessExpression, 'access'],
  [ts.SyntaxKind.PropertyAccessExpression, 'access'],
]);

const SORTED: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeLiteral,
  ts.SyntaxKind.ObjectLiteralExpression,
  ts.SyntaxKind.UnionType,
]);

/** What the code of validators calls of the language. */
const LANGUAGE = /^(Array|Math|Object|isFinite|isNaN|undefined)$/;

/** The names that a module neither declares nor imports, and that are not the language's. */
export function strangers(source: ts.SourceFile): string[] {
  const known = new Set<string>();
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) (isDeclared(node) ? known : used).add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...used].filter((name) => !known.has(name) && !LANGUAGE.test(name));
}

/** Whether a name is one that its place makes: of a variable, a function, a label, or a member. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  const isNamed =
    ts.isPropertyAssignment(parent) || ts.isExportSpecifier(parent) || ts.isLabeledStatement(parent);
  if (isNamed) return ('label' in parent ? parent.label : parent.name) === node;
  return (
    ts.isImportSpecifier(parent) ||
    ((ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isBindingElement(parent)) &&
      parent.name === node)
  );
}

/** All comments of a file, but for the directives that generated tests are made of. */
export function commentsOf(source: ts.SourceFile): string {
  const text = withoutPatterns(source);
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, text);
  const comments: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.MultiLineCommentTrivia || kind === ts.SyntaxKind.SingleLineCommentTrivia)
      comments.push(scanner.getTokenText());
  }
  return comments.filter((comment) => !EXPECTED.test(comment)).join('\n');
}

/** The text with a number in place of each regular expression, which a scanner alone takes for something else. */
function withoutPatterns(source: ts.SourceFile): string {
  let { text } = source;
  const visit = (node: ts.Node): void => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    if (ts.isRegularExpressionLiteral(node))
      text = text.slice(0, start) + '0'.repeat(end - start) + text.slice(end);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return text;
}

/** The generated examples say so of values that a type has to refuse. */
const EXPECTED = /^\/\/ @ts-expect-error (a required member is missing|no such value)$/;

/** What tools look for in comments. */
export const DIRECTIVES =
  /@(internal|ts-|jsx|license|preserve|cc_on|flow)|[@#]__|\/\/[#@/]|#(end)?region|source(Mapping)?URL=|(eslint|oxlint|prettier)-(disable|enable|ignore)/i;

/** Controls, what turns the direction of text, what ends a line for some readers, and halves of letters. */
export const INVISIBLE = /(?!\n)[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;
