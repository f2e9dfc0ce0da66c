import { InputError } from '@specline/openapi';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import type * as TypeScript from 'typescript';
import { withEscapes } from '../print/invisible.js';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';
import { UnexpectedSyntax } from './syntax-printer.js';
import type { SyntaxPrinter } from './syntax-printer.js';

export interface Transform {
  readonly compiler: typeof TypeScript;
  readonly transformSchema: (schema: OpenAPI3, context: GlobalContext) => TypeScript.Node[];
  readonly context: GlobalContext;
  readonly printer: SyntaxPrinter;
  /** The file that a refusal names. */
  readonly file: string;
}

/**
 * Members that are transformed and printed at a time. Syntax trees take ten times the memory of their text, and to be
 * forgotten soon makes them cheap.
 */
const AT_ONCE = 32;

/** Prints the module that openapi-typescript makes of a document, some members at a time. */
export class ModulePrinter {
  readonly #transform: Transform;
  #operations = '';

  constructor(transform: Transform) {
    this.#transform = transform;
  }

  print(document: JsonObject): string {
    const roots = [
      declared('paths', this.#root(document, 'paths')),
      declared('webhooks', this.#root(document, 'webhooks')),
      declared('components', this.#components(document['components'])),
      declared('$defs', ''),
    ];
    return withEscapes([...roots, ...this.#footer()].join(''));
  }

  #root(document: JsonObject, name: string): string {
    const text = (node: TypeScript.InterfaceDeclaration) => this.#members(node, '    ');
    return sliced(document[name])
      .map((slice) =>
        this.#each(slice, `#/${name}`, (members) => this.#printed({ [name]: members }, name, text)),
      )
      .join('');
  }

  #components(components: unknown): string {
    if (!isObject(components)) return '';
    const sections = sliced(components['callbacks']).length > 0 ? [...SECTIONS, 'callbacks'] : SECTIONS;
    return sections
      .map((section) => {
        const text = (node: TypeScript.InterfaceDeclaration) => this.#section(node, section);
        const members = sliced(components[section]).map((slice) =>
          this.#each(slice, `#/components/${section}`, (found) =>
            this.#printed({ components: { [section]: found } }, 'components', text),
          ),
        );
        return `    ${section}: ${members.length === 0 ? 'never' : `{\n${members.join('')}    }`};\n`;
      })
      .join('');
  }

  /** Prints members at once. Where that fails, it is tried one by one, to tell which of them it is. */
  #each(members: JsonObject, holder: string, text: (members: JsonObject) => string): string {
    const { file } = this.#transform;
    try {
      return text(members);
    } catch (error) {
      for (const [name, member] of Object.entries(members)) {
        try {
          text({ [name]: member });
        } catch (own) {
          throw refusal(own, file, pointerTo(holder, name));
        }
      }
      throw refusal(error, file, holder);
    }
  }

  /** What openapi-typescript declares for a part of the document; operations are kept for the end. */
  #printed(part: JsonObject, name: string, text: (node: TypeScript.InterfaceDeclaration) => string): string {
    const { compiler, context, transformSchema } = this.#transform;
    // A part is no whole document, and its members are all that is read of it.
    const nodes = transformSchema(part as unknown as OpenAPI3, context);
    const printed = nodes.flatMap((node) =>
      compiler.isInterfaceDeclaration(node) && node.name.text === name ? [text(node)] : [],
    );
    this.#keepOperations();
    return printed.join('');
  }

  #members({ members }: Pick<TypeScript.InterfaceDeclaration, 'members'>, indent: string): string {
    return this.#transform.printer.members(members, indent);
  }

  #section({ members }: TypeScript.InterfaceDeclaration, section: string): string {
    const { compiler } = this.#transform;
    const found = members.find(
      ({ name }) => name !== undefined && compiler.isIdentifier(name) && name.text === section,
    );
    const type = found !== undefined && compiler.isPropertySignature(found) ? found.type : undefined;
    return type !== undefined && compiler.isTypeLiteralNode(type) ? this.#members(type, '        ') : '';
  }

  #keepOperations(): void {
    const { compiler, context } = this.#transform;
    for (const node of context.injectFooter) {
      if (!isOperations(node, compiler)) continue;
      this.#operations += this.#members(node, '    ');
      Object.assign(node, { members: compiler.factory.createNodeArray() });
    }
  }

  #footer(): string[] {
    const { compiler, context, printer } = this.#transform;
    const footer = context.injectFooter.map((node) =>
      isOperations(node, compiler) ? declared('operations', this.#operations) : `${printer.helper(node)}\n`,
    );
    return this.#operations === '' ? [...footer, declared('operations', '')] : footer;
  }
}

/** The members of `components` that it always declares, in its order. */
const SECTIONS = ['schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'pathItems'] as const;

function isOperations(
  node: TypeScript.Node,
  compiler: typeof TypeScript,
): node is TypeScript.InterfaceDeclaration {
  return compiler.isInterfaceDeclaration(node) && node.name.text === 'operations';
}

function declared(name: string, members: string): string {
  return members === ''
    ? `export type ${name} = Record<string, never>;\n`
    : `export interface ${name} {\n${members}}\n`;
}

function pointerTo(holder: string, name: string): string {
  return `${holder}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A part of which openapi-typescript makes no types, or types that would hold more than names and values. */
function refusal(error: unknown, file: string, pointer: string): InputError {
  const reason = error instanceof Error ? error.message : String(error);
  const message =
    error instanceof UnexpectedSyntax
      ? `its types in ./openapi would have ${reason}`
      : `openapi-typescript cannot print its types: ${reason}`;
  const remedy = 'leave it out with omit in sdk.yaml, and report this to Specline';
  return new InputError([{ file, pointer, message, remedy }]);
}

/** An object as objects of a few members each. */
function sliced(value: unknown): JsonObject[] {
  if (!isObject(value)) return [];
  const entries = Object.entries(value);
  const slices: JsonObject[] = [];
  for (let start = 0; start < entries.length; start += AT_ONCE)
    slices.push(Object.fromEntries(entries.slice(start, start + AT_ONCE)));
  return slices;
}
