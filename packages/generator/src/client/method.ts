import type { Operation } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import type { Imports } from '../print/imports.js';
import { choice, group, hardline, indent, join, line, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { identifier } from '../print/literal.js';
import { typeDoc } from '../print/type-layout.js';
import { typeExpression } from '../types/type-expression.js';
import type { SchemaNames } from '../types/schema-names.js';
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
    const name = this.#scope.take(type, 'Type');
    this.#names.set(type, name);
    this.#imports.add(`${this.#package}/${module}`, name === type ? type : `${type} as ${name}`);
    return name;
  }
}

/** A method: its comment, its signature and one `return`. */
export function methodDoc(operation: Operation, value: Doc, names: TypeNames, schemas: SchemaNames): Doc {
  const { call } = operation;
  const { types, module } = call;
  const results = [names.use(types.response, module), names.use(types.bodies, module)];
  const parameters = [
    ...positionalParameter(operation, names, schemas),
    `params${call.paramsRequired ? '' : '?'}: ${names.use(types.params, module)}`,
    'options?: RequestOptions',
  ];
  return [
    docComment(operationComment(operation)),
    identifier(call.method),
    group([
      ['(', indent([softline, join([',', line], parameters)]), choice(',', ''), softline, '): '],
      group(['APIPromise<', indent([softline, join([',', line], results)]), softline, '>']),
    ]),
    ' {',
    indent([hardline, 'return ', value, ';']),
    hardline,
    '}',
  ];
}

/** What the comment of a method says. */
function operationComment({ description, summary, deprecated, stability }: Operation) {
  const text = [description ?? summary ?? '', stability === undefined ? '' : `Stability: ${stability}.`];
  return { text: text.filter((part) => part !== '').join('\n\n'), deprecated };
}

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
