import type { Model } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import { fromDeclaration, Imports, namespaceDoc } from '../print/imports.js';
import { choice, group, hardline, indent, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { identifier, stringLiteral } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import type { SchemaNames } from '../types/schema-names.js';
import type { ClientSource } from './client-source.js';
import { optionsParameter } from './core-module.js';
import {
  clientClass,
  errorAlias,
  INDEX_NAMES,
  KEYED_OPTIONS,
  OPTION_TYPES,
  RUNTIME_TYPES,
  RUNTIME_VALUES,
} from './index-names.js';
import { importedAs, methodDoc, optionsType, TypeNames } from './method.js';
import { className, pathName, Scope } from './names.js';
import { PAGINATION_ENTRY } from './operation-definition.js';
import { RUNTIME } from './resource-module.js';
import { resourceTree } from './tree.js';
import type { ResourceNode } from './tree.js';

/** `src/index.ts`: the class of the client, with every resource as a member, and all public types. */
export function indexModule({ model, schemas, source }: ClientSource): GeneratedFile {
  const { packages } = model.surface;
  const clientName = clientClass(model);
  const tree = resourceTree(model.operations);
  const values = new Imports('import');
  const types = new Imports();
  values.add(RUNTIME, 'APIClient');
  values.add('./core.js', 'definition');
  types.add('./core.js', 'ClientOptions');
  types.add(RUNTIME, 'RequestOptions');
  const scope = new Scope([...INDEX_NAMES, clientName]);
  const classes = new ResourceClasses(values, scope);
  const alias = errorAlias(model);
  if (alias !== undefined) values.add(RUNTIME, 'APIError');
  const statics = alias === undefined ? [] : [[hardline, `static readonly ${alias} = APIError;`], hardline];
  const members = tree.children.map((node) => memberDoc(node, classes.nameOf(node), 'this'));
  const root = rootMethods(tree, { values, types, scope }, packages.types, schemas);
  return moduleFile(
    'src/index.ts',
    source,
    [values, types],
    [
      ...classes.declarations,
      [
        docComment({ text: clientComment(model) }),
        `export class ${clientName} extends APIClient<ClientOptions> {`,
        indent([
          ...statics,
          ...members,
          ...root.members,
          members.length + root.members.length === 0 ? '' : hardline,
          constructorDoc(model),
        ]),
        ...root.methods.map((method) => [hardline, indent([hardline, method])]),
        hardline,
        '}',
      ],
      namespaceDoc(clientName, ['ClientOptions', 'RequestOptions']),
      `export default ${clientName};`,
      exportsDoc(model, alias),
    ],
  );
}

function constructorDoc(model: Model): Doc {
  return [
    hardline,
    `constructor(${optionsParameter(model)}) {`,
    indent([hardline, 'super(options, definition);']),
    hardline,
    '}',
  ];
}

/** All that is exported beside the class. */
function exportsDoc(model: Model, alias: string | undefined): Doc {
  const { operations, surface } = model;
  const isPaged = operations.some(({ call }) => call.pagination !== undefined);
  const keyed = operations.some(({ idempotencyHeader }) => idempotencyHeader !== undefined);
  const types = [...(keyed ? [KEYED_OPTIONS] : []), ...OPTION_TYPES].filter((name) => !isTaken(name, model));
  return [
    [fromDeclaration('export', RUNTIME_VALUES, RUNTIME), hardline],
    alias === undefined ? '' : [fromDeclaration('export', [`APIError as ${alias}`], RUNTIME), hardline],
    [fromDeclaration('export type', [...types, ...RUNTIME_TYPES].toSorted(), RUNTIME), hardline],
    isPaged && !isTaken(PAGES, model)
      ? [fromDeclaration('export type', [PAGES], PAGINATION_ENTRY), hardline]
      : '',
    [fromDeclaration('export type', ['ClientOptions'], './core.js'), hardline],
    `export type * from ${stringLiteral(surface.packages.types)};`,
  ];
}

/** Whether the document has a type of a name, which then is the one that the index exports. */
function isTaken(name: string, { schemas, surface }: Model): boolean {
  return surface.client === name || schemas.some(({ typeName }) => typeName === name);
}

const PAGES = 'PagePromise';

/** What the index imports, and the names that are taken in it. */
interface IndexNames {
  readonly values: Imports;
  readonly types: Imports;
  readonly scope: Scope;
}

/** Methods of the client itself, which stand in a module like all others. */
function rootMethods(
  { module, operations }: ResourceNode,
  { values, types, scope }: IndexNames,
  typesPackage: string,
  schemas: SchemaNames,
): { members: Doc[]; methods: Doc[] } {
  if (module === undefined) return { members: [], methods: [] };
  values.add(`./${module}.js`, `${className([])} as RootMethods`);
  for (const operation of operations) types.add(RUNTIME, optionsType(operation));
  const names = new TypeNames(typesPackage, types, scope);
  let pagePromise: string | undefined;
  const methods = operations.map((operation) => {
    const { method, positional, pagination } = operation.call;
    const args = [...(positional === undefined ? [] : [positional.argument]), 'params', 'options'];
    const value = `this.#root.${identifier(method)}(${args.join(', ')})`;
    if (pagination === undefined) types.add(RUNTIME, 'APIPromise');
    else pagePromise ??= importedAs(PAGES, PAGINATION_ENTRY, types, scope);
    const promise = pagination === undefined ? 'APIPromise' : (pagePromise ?? '');
    return methodDoc(operation, promise, value, names, schemas);
  });
  return { members: [[hardline, 'readonly #root = new RootMethods(this);']], methods };
}

function clientComment({ title, description }: Model): string {
  return [title, description ?? ''].filter((text) => text !== '').join('\n\n');
}

/** Whether a node needs a class of its own in the index: the module of its resource knows no children. */
function isInner({ children }: ResourceNode): boolean {
  return children.length > 0;
}

/** The classes of the tree: those of resources are imported, those that lead to others are written here. */
class ResourceClasses {
  readonly declarations: Doc[] = [];
  readonly #values: Imports;
  readonly #scope: Scope;

  constructor(values: Imports, scope: Scope) {
    this.#values = values;
    this.#scope = scope;
  }

  /** The name of a node's class. Classes that it needs are declared first. */
  nameOf(node: ResourceNode): string {
    const base = node.module === undefined ? this.#plain() : this.#imported(node, node.module);
    if (!isInner(node)) return base;
    const members = node.children.map((child) => memberDoc(child, this.nameOf(child), 'this._client'));
    const name = this.#scope.take(`${pathName(node.resource)}Tree`);
    this.declarations.push([`class ${name} extends ${base} {`, indent(members), hardline, '}']);
    return name;
  }

  #plain(): string {
    this.#values.add(RUNTIME, 'APIResource');
    return 'APIResource';
  }

  #imported({ resource }: ResourceNode, module: string): string {
    const name = className(resource);
    const local = this.#scope.take(this.#scope.has(name) ? pathName(resource) : name);
    this.#values.add(`./${module}.js`, local === name ? name : `${name} as ${local}`);
    return local;
  }
}

function memberDoc({ resource }: ResourceNode, name: string, client: string): Doc {
  const args = group(['(', indent([softline, client]), choice(',', ''), softline, ')']);
  return [hardline, `readonly ${identifier(resource.at(-1) ?? '')} = new ${name}`, args, ';'];
}
