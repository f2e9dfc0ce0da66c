import { METHODS } from '@specline/openapi';
import type { GlobalContext } from 'openapi-typescript';
import type * as TypeScript from 'typescript';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';

/** What openapi-typescript gives its transforms besides the part. */
interface Options {
  readonly path: string;
  readonly ctx: GlobalContext;
}

export type PathItemTransform = (item: JsonObject, options: Options) => TypeScript.TypeLiteralNode;
export type ComponentsTransform = (
  components: JsonObject,
  context: GlobalContext,
) => TypeScript.Node | TypeScript.Node[];

/** What of its library the transforms here build on. */
export interface Tools {
  readonly ts: typeof TypeScript;
  readonly tsPropertyIndex: (name: string) => TypeScript.PropertyName;
  readonly oapiRef: ($ref: string) => TypeScript.TypeNode;
  readonly createRef: (parts: readonly string[]) => string;
}

export type ParametersTransform = (
  parameters: readonly JsonObject[],
  options: Options,
) => TypeScript.TypeElement[];
export type ParameterTransform = (parameter: JsonObject, options: Options) => TypeScript.TypeNode;

/**
 * What openapi-typescript 7.13 leaves out of path items, where the document has it: operations of the methods that
 * OpenAPI 3.2 added, the callbacks of an operation, and `$ref`.
 */
export class MoreTransforms {
  readonly #tools: Tools;
  readonly #itsPathItem: PathItemTransform;

  constructor(tools: Tools, itsPathItem: PathItemTransform) {
    this.#tools = tools;
    this.#itsPathItem = itsPathItem;
  }

  readonly pathItem = (item: JsonObject, options: Options): TypeScript.TypeNode => {
    if (typeof item['$ref'] === 'string') return this.#tools.oapiRef(item['$ref']);
    const query = isObject(item['query']) ? [this.#operation('query', item, item['query'], options)] : [];
    const additional = membersOf(item['additionalOperations']).map(([method, operation]) =>
      this.#operation(method, item, operation, options),
    );
    const own = this.#itsPathItem(item, options);
    for (const method of METHODS)
      this.#addCallbacks(item[method], own.members.concat(query), method, options);
    for (const [method, operation] of membersOf(item['additionalOperations']))
      this.#addCallbacks(operation, additional, method, options);
    if (query.length + additional.length === 0) return own;
    const others = additional.length === 0 ? [] : [this.#member('additionalOperations', additional)];
    return this.#literal([...own.members, ...query, ...others]);
  };

  /** Its own transform of components, with the callbacks besides. */
  components(itsComponents: ComponentsTransform): ComponentsTransform {
    const { ts } = this.#tools;
    return (components, ctx) => {
      const types = [itsComponents(components, ctx)].flat();
      const callbacks = membersOf(components['callbacks']);
      if (callbacks.length === 0) return types;
      return types.map((type) =>
        ts.isTypeLiteralNode(type)
          ? this.#literal([...type.members, this.#callbacks(callbacks, { path: '#/components', ctx })])
          : type,
      );
    };
  }

  /** Its own transform of parameters, with the one that is all of the query besides. */
  parameters(itsParameters: ParametersTransform, itsParameter: ParameterTransform): ParametersTransform {
    const { ts, createRef, tsPropertyIndex } = this.#tools;
    return (parameters, options) => {
      const printed = itsParameters(parameters, options);
      const whole = parameters
        .map((parameter) => resolved(parameter, options))
        .find((parameter) => parameter['in'] === 'querystring');
      if (whole === undefined) return printed;
      const path = createRef([options.path, 'parameters', 'querystring']);
      const mark =
        whole['required'] === true ? undefined : ts.factory.createToken(ts.SyntaxKind.QuestionToken);
      const type = itsParameter(whole, { ...options, path });
      const name = tsPropertyIndex('querystring');
      const member = ts.factory.createPropertySignature(undefined, name, mark, type);
      return printed.map((places) => this.#withMember(places, member));
    };
  }

  /** An operation of a method that openapi-typescript does not know, printed as a GET and renamed. */
  #operation(
    method: string,
    item: JsonObject,
    operation: JsonObject,
    options: Options,
  ): TypeScript.TypeElement {
    const alone = { parameters: item['parameters'] ?? [], get: operation };
    const { members } = this.#itsPathItem(alone, options);
    const printed = members.find((member) => nameOf(member) === 'get');
    if (printed === undefined) throw new Error(`openapi-typescript printed no operation for ${method}`);
    return Object.assign(printed, { name: this.#tools.tsPropertyIndex(method) });
  }

  /** Adds to what was printed for an operation, in its path or under its operationId. */
  #addCallbacks(
    operation: unknown,
    members: readonly TypeScript.TypeElement[],
    method: string,
    options: Options,
  ): void {
    const { ts } = this.#tools;
    const callbacks = isObject(operation) ? membersOf(operation['callbacks']) : [];
    if (!isObject(operation) || callbacks.length === 0) return;
    const place = { ...options, path: this.#tools.createRef([options.path, method]) };
    const added = this.#callbacks(callbacks, place);
    const id = operation['operationId'];
    const operations = options.ctx.injectFooter.find(
      (node) => ts.isInterfaceDeclaration(node) && node.name.text === 'operations',
    );
    const named = operations !== undefined && ts.isInterfaceDeclaration(operations) ? operations.members : [];
    const printed =
      typeof id === 'string'
        ? named.find((member) => nameOf(member) === id.replaceAll('#', '/'))
        : members.find((member) => nameOf(member) === method);
    if (printed !== undefined) this.#withMember(printed, added);
  }

  /** The property, whose type has one more member. */
  #withMember(property: TypeScript.TypeElement, member: TypeScript.TypeElement): TypeScript.TypeElement {
    const { ts } = this.#tools;
    const type = ts.isPropertySignature(property) ? property.type : undefined;
    if (type === undefined || !ts.isTypeLiteralNode(type)) return property;
    return Object.assign(property, { type: this.#literal([...type.members, member]) });
  }

  #callbacks(
    callbacks: readonly (readonly [string, JsonObject])[],
    options: Options,
  ): TypeScript.TypeElement {
    const members = callbacks.map(([name, callback]) => {
      if (typeof callback['$ref'] === 'string')
        return this.#property(name, this.#tools.oapiRef(callback['$ref']));
      const expressions = membersOf(callback).filter(([expression]) => !expression.startsWith('x-'));
      const items = expressions.map(([expression, item]) => {
        const path = this.#tools.createRef([options.path, 'callbacks', name, expression]);
        return this.#property(expression, this.pathItem(item, { ...options, path }));
      });
      return this.#member(name, items);
    });
    return this.#member('callbacks', members);
  }

  #member(name: string, members: readonly TypeScript.TypeElement[]): TypeScript.TypeElement {
    return this.#property(name, this.#literal(members));
  }

  #property(name: string, type: TypeScript.TypeNode): TypeScript.TypeElement {
    const { ts, tsPropertyIndex } = this.#tools;
    return ts.factory.createPropertySignature(undefined, tsPropertyIndex(name), undefined, type);
  }

  #literal(members: readonly TypeScript.TypeElement[]): TypeScript.TypeLiteralNode {
    return this.#tools.ts.factory.createTypeLiteralNode(members);
  }
}

function resolved(part: JsonObject, { ctx }: Options): JsonObject {
  const { $ref } = part;
  const target: unknown = typeof $ref === 'string' ? ctx.resolve($ref) : part;
  return isObject(target) ? target : {};
}

function membersOf(map: unknown): (readonly [string, JsonObject])[] {
  return Object.entries(isObject(map) ? map : {}).flatMap(([name, value]) =>
    isObject(value) ? [[name, value] as const] : [],
  );
}

function nameOf({ name }: TypeScript.TypeElement): string | undefined {
  return name !== undefined && 'text' in name ? name.text : undefined;
}
