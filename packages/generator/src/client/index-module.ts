import type { Model } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import { fromDeclaration, Imports } from '../print/imports.js';
import { choice, group, hardline, indent, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { identifier, stringLiteral } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import type { SchemaNames } from '../types/schema-names.js';
import { methodDoc, TypeNames } from './method.js';
import { clientClass, INDEX_NAMES, RUNTIME_TYPES, RUNTIME_VALUES } from './index-names.js';
import { className, pathName, Scope } from './names.js';
import { RUNTIME } from './resource-module.js';
import { resourceTree } from './tree.js';
import type { ResourceNode } from './tree.js';

/** `src/index.ts`: the class of the client, with every resource as a member, and all public types. */
export function indexModule(model: Model, schemas: SchemaNames, source: string): GeneratedFile {
  const { packages } = model.surface;
  const clientName = clientClass(model);
  const tree = resourceTree(model.operations);
  const values = new Imports('import');
  const types = new Imports();
  values.add(RUNTIME, 'APIClient');
  values.add('./core.js', 'definition');
  types.add('./core.js', 'ClientOptions');
  if (tree.children.some(isInner)) values.add(RUNTIME, 'APIResource');
  const scope = new Scope([...INDEX_NAMES, clientName]);
  const classes = new ResourceClasses(values, scope);
  const members = tree.children.map((node) => memberDoc(node, classes.nameOf(node), 'this'));
  const root = rootMethods(tree, values, types, new TypeNames(packages.types, types, scope), schemas);
  return moduleFile(
    'src/index.ts',
    source,
    [values, types],
    [
      ...classes.declarations,
      [
        docComment({ text: clientComment(model) }),
        `export class ${clientName} extends APIClient {`,
        indent([
          ...members,
          ...root.members,
          members.length + root.members.length === 0 ? '' : hardline,
          CONSTRUCTOR,
        ]),
        ...root.methods.map((method) => [hardline, indent([hardline, method])]),
        hardline,
        '}',
      ],
      `export default ${clientName};`,
      [
        [fromDeclaration('export', RUNTIME_VALUES, RUNTIME), hardline],
        [fromDeclaration('export type', RUNTIME_TYPES, RUNTIME), hardline],
        [fromDeclaration('export type', ['ClientOptions'], './core.js'), hardline],
        `export type * from ${stringLiteral(packages.types)};`,
      ],
    ],
  );
}

const CONSTRUCTOR: Doc = [
  hardline,
  'constructor(options: ClientOptions = {}) {',
  indent([hardline, 'super(definition, options);']),
  hardline,
  '}',
];

/** Methods of the client itself, which stand in a module like all others. */
function rootMethods(
  { module, operations }: ResourceNode,
  values: Imports,
  types: Imports,
  names: TypeNames,
  schemas: SchemaNames,
): { members: Doc[]; methods: Doc[] } {
  if (module === undefined) return { members: [], methods: [] };
  values.add(`./${module}.js`, `${className([])} as RootMethods`);
  for (const name of ['APIPromise', 'RequestOptions']) types.add(RUNTIME, name);
  return {
    members: [[hardline, 'readonly #root = new RootMethods(this);']],
    methods: operations.map((operation) => {
      const { method, positional } = operation.call;
      const args = [...(positional === undefined ? [] : [positional.argument]), 'params', 'options'];
      return methodDoc(operation, `this.#root.${identifier(method)}(${args.join(', ')})`, names, schemas);
    }),
  };
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
    const base = node.module === undefined ? 'APIResource' : this.#imported(node, node.module);
    if (!isInner(node)) return base;
    const members = node.children.map((child) => memberDoc(child, this.nameOf(child), 'this._client'));
    const name = this.#scope.take(`${pathName(node.resource)}Tree`);
    this.declarations.push([`class ${name} extends ${base} {`, indent(members), hardline, '}']);
    return name;
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
