import type { Operation } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import type { Imports } from '../print/imports.js';
import { choice, group, hardline, indent, join, line, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { identifier, stringLiteral } from '../print/literal.js';
import { typeDoc } from '../print/type-layout.js';
import { typeExpression } from '../types/type-expression.js';
import type { SchemaNames } from '../types/schema-names.js';
import { itemType } from './item-type.js';
import type { Scope } from './names.js';

/** The types that a module imports from the types package, each under a name that is free there. */
export class TypeNames {
  readonly #package: string;
  readonly #imports: Imports;
  readonly #scope: Scope;
  readonly #names = new Map<string, string>();

  constructor(packageName: string, imports: Imports, scope: Scope) {
    this.#package = packageName;
    this.#imports = imports;
    this.#scope = scope;
  }

  /** The local name of a type, imported on first use. */
  use(type: string, module: string): string {
    const known = this.#names.get(type);
    if (known !== undefined) return known;
    const name = importedAs(type, `${this.#package}/${module}`, this.#imports, this.#scope, 'Type');
    this.#names.set(type, name);
    return name;
  }

  /** What exports all types of a module. */
  exportAll(module: string): string {
    return `export type * from ${stringLiteral(`${this.#package}/${module}`)};`;
  }

  /** Whether a type that is used has its own name here. */
  isPlain(type: string): boolean {
    return this.#names.get(type) === type;
  }
}

/** Imports a name under one that is free in the module, which it returns. */
export function importedAs(
  name: string,
  specifier: string,
  imports: Imports,
  scope: Scope,
  suffix?: string,
): string {
  const local = scope.take(name, suffix);
  imports.add(specifier, local === name ? name : `${name} as ${local}`);
  return local;
}

/** What a method takes besides its arguments, a type of the runtime. */
export function optionsType({ idempotencyHeader }: Operation): string {
  return idempotencyHeader === undefined ? 'RequestOptions' : 'IdempotentRequestOptions';
}

/** A method: its comment, its signature and one `return` of a promise of the class `promise`. */
export function methodDoc(
  operation: Operation,
  promise: string,
  value: Doc,
  names: TypeNames,
  schemas: SchemaNames,
): Doc {
  const { call } = operation;
  const { types, module, pagination } = call;
  const response = names.use(types.response, module);
  const item = pagination === undefined ? [] : [itemType(operation, pagination, names, schemas)];
  const results = [response, ...item, names.use(types.bodies, module)];
  const parameters = [
    ...positionalParameter(operation, names, schemas),
    `params${call.paramsRequired ? '' : '?'}: ${names.use(types.params, module)}`,
    `options?: ${optionsType(operation)}`,
  ];
  return [
    docComment(operationComment(operation)),
    identifier(call.method),
    group([
      ['(', indent([softline, join([',', line], parameters)]), choice(',', ''), softline, '): '],
      group([`${promise}<`, indent([softline, join([',', line], results)]), softline, '>']),
    ]),
    ' {',
    indent([hardline, 'return ', value, ';']),
    hardline,
    '}',
  ];
}

/** What the comment of a method says. */
function operationComment({ description, summary, deprecated, stability, call }: Operation) {
  const text = [
    description ?? summary ?? '',
    call.pagination === undefined ? '' : PAGES_COMMENT,
    stability === undefined ? '' : `Stability: ${stability}.`,
  ];
  return { text: text.filter((part) => part !== '').join('\n\n'), deprecated };
}

const PAGES_COMMENT = 'Awaited, it is the first page; `for await` gives the items of all pages.';

/** The path parameter that comes before `params`. */
function positionalParameter({ call, parameters }: Operation, names: TypeNames, schemas: SchemaNames): Doc[] {
  const { positional } = call;
  const declared = parameters.find(
    ({ in: place, name }) => place === 'path' && name === positional?.parameter,
  );
  if (positional === undefined || declared === undefined) return [];
  const type = typeExpression(declared.type, {
    direction: 'request',
    schemas,
    use: (schema, name) => names.use(name, schema.module),
  });
  return [[`${identifier(positional.argument)}: `, typeDoc(type)]];
}
