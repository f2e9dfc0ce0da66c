import type * as TypeScript from 'typescript';
import type { DocumentNames } from './document-names.js';

/**
 * Prints what openapi-typescript makes in the very bytes of TypeScript's printer, at a fifth of its cost, and nothing
 * else. Of a document it prints names and values alone, each as one token: an identifier, a number or a string. Throws
 * `UnexpectedSyntax` for every node, identifier, string and comment that no types of the document can have.
 */
export class SyntaxPrinter {
  readonly #ts: typeof TypeScript;
  readonly #names: DocumentNames;
  readonly #printer: TypeScript.Printer;
  readonly #file: TypeScript.SourceFile;
  /** The references that were found to lead somewhere: the same ones are printed over and over. */
  readonly #references = new Set<string>();

  constructor(ts: typeof TypeScript, names: DocumentNames) {
    this.#ts = ts;
    this.#names = names;
    this.#printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
    this.#file = ts.createSourceFile('openapi.ts', '', ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
  }

  /** A declaration that openapi-typescript adds to every document that needs it. */
  helper(node: TypeScript.Node): string {
    const text = this.#whole(node);
    return text === WITH_REQUIRED ? text : unexpected('a declaration', text);
  }

  /** The lines of members, each with its end. */
  members(members: readonly TypeScript.TypeElement[], indent: string): string {
    let text = '';
    for (const member of members) text += `${this.#member(member, indent)}\n`;
    return text;
  }

  #members(members: readonly TypeScript.TypeElement[], indent: string): string {
    if (members.length === 0) return '{}';
    return `{\n${this.members(members, `${indent}    `)}${indent}}`;
  }

  #member(node: TypeScript.TypeElement, indent: string): string {
    const ts = this.#ts;
    if (ts.isIndexSignatureDeclaration(node)) return indent + this.#index(node, indent);
    if (!ts.isPropertySignature(node) || node.type === undefined)
      return unexpected('a member', this.#whole(node));
    const modifier = node.modifiers === undefined || node.modifiers.length === 0 ? '' : 'readonly ';
    const mark = node.questionToken === undefined ? '' : '?';
    const comments = (ts.getSyntheticLeadingComments(node) ?? []).map((comment) =>
      commentText(comment, indent),
    );
    return `${comments.join('')}${indent}${modifier}${this.#name(node.name)}${mark}: ${this.#type(node.type, indent)};`;
  }

  #name(name: TypeScript.PropertyName): string {
    const ts = this.#ts;
    if (ts.isStringLiteral(name)) return this.#string(name);
    if (!ts.isIdentifier(name) && !ts.isNumericLiteral(name)) return unexpected('a name', this.#whole(name));
    return this.#names.has(name.text) && NAME.test(name.text) ? name.text : unexpected('a name', name.text);
  }

  #index({ parameters, type }: TypeScript.IndexSignatureDeclaration, indent: string): string {
    const names = parameters.map((parameter) => this.#whole(parameter)).join();
    if (names !== 'key: string' && names !== 'name: string') return unexpected('an index', names);
    return `[${names}]: ${this.#type(type, indent)};`;
  }

  #type(node: TypeScript.TypeNode, indent: string): string {
    const ts = this.#ts;
    if (ts.isTypeLiteralNode(node)) return this.#members(node.members, indent);
    if (ts.isUnionTypeNode(node)) return this.#types(node.types, ' | ', indent);
    if (ts.isIntersectionTypeNode(node)) return this.#types(node.types, ' & ', indent);
    if (ts.isArrayTypeNode(node)) return `${this.#type(node.elementType, indent)}[]`;
    if (ts.isParenthesizedTypeNode(node)) return `(${this.#type(node.type, indent)})`;
    if (ts.isTupleTypeNode(node)) return this.#tuple(node, indent);
    if (ts.isIndexedAccessTypeNode(node)) return this.#access(node);
    if (ts.isTypeReferenceNode(node)) return this.#generic(node, indent);
    if (ts.isLiteralTypeNode(node)) return this.#literal(node.literal);
    // What should be a type is an identifier where openapi-typescript writes a string.
    if (ts.isIdentifier(node)) return this.#quoted((node as TypeScript.Identifier).text);
    return KEYWORDS.get(ts.SyntaxKind[node.kind]) ?? unexpected('a type', this.#whole(node));
  }

  #types(nodes: readonly TypeScript.TypeNode[], separator: string, indent: string): string {
    return nodes.map((node) => this.#type(node, indent)).join(separator);
  }

  #tuple({ elements }: TypeScript.TupleTypeNode, indent: string): string {
    const inner = `${indent}    `;
    const lines = elements.map((element) => `${inner}${this.#type(element, inner)}`);
    return `[\n${lines.join(',\n')}${lines.length === 0 ? '' : '\n'}${indent}]`;
  }

  /** `components["schemas"]["Name"]` and its like. */
  #access(node: TypeScript.TypeNode): string {
    const [path, text] = this.#path(node);
    if (this.#references.has(text)) return text;
    if (!this.#names.leads(path)) return unexpected('a reference', text);
    this.#references.add(text);
    return text;
  }

  #path(node: TypeScript.TypeNode): readonly [names: string[], text: string] {
    const ts = this.#ts;
    if (ts.isTypeReferenceNode(node) && node.typeArguments === undefined) {
      const root = this.#identifier(node.typeName);
      return [[root], root];
    }
    if (!ts.isIndexedAccessTypeNode(node)) return unexpected('a reference', this.#whole(node));
    const { objectType, indexType } = node;
    if (!ts.isLiteralTypeNode(indexType) || !ts.isStringLiteral(indexType.literal))
      return unexpected('a reference', this.#whole(node));
    const [names, text] = this.#path(objectType);
    names.push(indexType.literal.text);
    return [names, `${text}[${this.#string(indexType.literal)}]`];
  }

  #generic({ typeName, typeArguments }: TypeScript.TypeReferenceNode, indent: string): string {
    const name = this.#identifier(typeName);
    if (typeArguments === undefined) return this.#names.leads([name]) ? name : unexpected('a type', name);
    if (!GENERICS.has(name)) return unexpected('a type', name);
    return `${name}<${this.#types(typeArguments, ', ', indent)}>`;
  }

  #identifier(name: TypeScript.EntityName): string {
    return this.#ts.isIdentifier(name) ? name.text : unexpected('a type', this.#whole(name));
  }

  #literal(node: TypeScript.LiteralTypeNode['literal']): string {
    const ts = this.#ts;
    if (ts.isStringLiteral(node)) return this.#string(node);
    const text = WORDS.get(ts.SyntaxKind[node.kind]) ?? this.#whole(node);
    return WORD.test(text) ? text : unexpected('a value', text);
  }

  #string(node: TypeScript.StringLiteral): string {
    const { text } = node;
    if (!this.#names.has(text)) return unexpected('a string', text);
    return isPlain(text) ? `"${text}"` : string(this.#whole(node));
  }

  /** A string that is printed as JSON has it. */
  #quoted(text: string): string {
    if (!STRING.test(text) || !this.#names.has(JSON.parse(text) as string))
      return unexpected('a string', text);
    return text;
  }

  #whole(node: TypeScript.Node): string {
    return this.#printer.printNode(this.#ts.EmitHint.Unspecified, node, this.#file);
  }
}

/** A node that openapi-typescript made and that no types of a document can have. */
export class UnexpectedSyntax extends Error {
  constructor(what: string, text: string) {
    super(`${what} that the document cannot have: ${JSON.stringify(text.slice(0, 80))}`);
    this.name = 'UnexpectedSyntax';
  }
}

function unexpected(what: string, text: string): never {
  throw new UnexpectedSyntax(what, text);
}

const KEYWORDS = new Map([
  ['StringKeyword', 'string'],
  ['NumberKeyword', 'number'],
  ['BooleanKeyword', 'boolean'],
  ['UnknownKeyword', 'unknown'],
  ['NeverKeyword', 'never'],
]);

const WORDS = new Map([
  ['NullKeyword', 'null'],
  ['TrueKeyword', 'true'],
  ['FalseKeyword', 'false'],
]);

/** The types of TypeScript and of the helper below that openapi-typescript applies. */
const GENERICS: ReadonlySet<string> = new Set(['Record', 'Omit', 'WithRequired']);

const WITH_REQUIRED = 'type WithRequired<T, K extends keyof T> = T & {\n    [P in K]-?: T[P];\n};';

/** An identifier, or a number that is a name. */
const NAME = /^(?:[A-Za-z_$][\w$]*|\d[\d.]*(?:e[+-]?\d+)?)$/;

/** A value that is no string. */
const WORD = /^(?:null|true|false|-?\d[\d.]*(?:e[+-]?\d+)?)$/;

/** A whole string literal: nothing in it ends it. */
const STRING = /^"(?:[^"\\\n\r]|\\[^\n\r])*"$/;

function string(text: string): string {
  return STRING.test(text) ? text : unexpected('a string', text);
}

/** Whether a string stands between quotes as it is. */
function isPlain(text: string): boolean {
  return /^[ !#-[\]-~]*$/.test(text);
}

/** What ends a comment, and what a compiler looks for in one. */
const NO_COMMENT = /\*\/|@(?:ts-|internal|jsx)|\/\/[/#@]/i;

/** A comment, its lines moved to where it stands. Its text is plain: no tabs, and no ends of lines but `\n`. */
function commentText({ text }: TypeScript.SynthesizedComment, indent: string): string {
  if (!text.startsWith('*') || NO_COMMENT.test(text)) return unexpected('a comment', text);
  const [first = '', ...lines] = `/*${text}*/`.split('\n');
  const rest = lines.map(
    (line) => `${indent}${line.replace(/^\s+/, (space) => ' '.repeat(space.length)).trimEnd()}\n`,
  );
  return `${indent}${first.trim()}\n${rest.join('')}`;
}
