import type {
  Json,
  Model,
  ObjectType,
  Method,
  Operation,
  Parameter,
  Property,
  Type,
  TypeFacts,
} from '@specline/openapi';

type Facts = Partial<TypeFacts>;

let count = 0;

/** A pointer that no other type has. */
function pointer(): string {
  count += 1;
  return `#/types/${count}`;
}

export function string(facts: Facts = {}): Type {
  return { pointer: pointer(), ...facts, kind: 'string' };
}

export function number(facts: Facts = {}): Type {
  return { pointer: pointer(), ...facts, kind: 'number', integer: false };
}

export function plain(kind: 'unknown' | 'never' | 'null' | 'boolean' | 'binary', facts: Facts = {}): Type {
  return { pointer: pointer(), ...facts, kind };
}

export function oneOf(values: readonly (string | number | boolean)[], facts: Facts = {}, open = false): Type {
  return { pointer: pointer(), ...facts, kind: 'enum', values, open };
}

export function list(items: Type, facts: Facts = {}): Type {
  return { pointer: pointer(), ...facts, kind: 'array', items };
}

export function tuple(items: readonly Type[], required: number, rest?: Type): Type {
  return { pointer: pointer(), kind: 'tuple', items, required, ...(rest === undefined ? {} : { rest }) };
}

export function union(...members: Type[]): Type {
  return { pointer: pointer(), kind: 'union', members };
}

export function intersection(...members: Type[]): Type {
  return { pointer: pointer(), kind: 'intersection', members };
}

export function reference(to: string, facts: Facts = {}): Type {
  return { pointer: pointer(), ...facts, kind: 'reference', to };
}

/** An object; a name that ends in `?` is optional. */
export function object(
  properties: Readonly<Record<string, Type>>,
  more: Facts & Pick<ObjectType, 'additional' | 'patterns'> = {},
): ObjectType {
  const entries = Object.entries(properties).map(([name, type]): Property => {
    const optional = name.endsWith('?');
    return { name: optional ? name.slice(0, -1) : name, type, required: !optional };
  });
  return { pointer: pointer(), ...more, kind: 'object', properties: entries };
}

export function schema(name: string, type: Type): Model['schemas'][number] {
  const module = `schemas/${name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}`;
  return { pointer: `#/components/schemas/${name}`, typeName: name, module, type };
}

/** A schema with a type of its own for what is sent. */
export function directed(
  schemaOf: Model['schemas'][number],
  inputName = `${schemaOf.typeName}Input`,
): Model['schemas'][number] {
  return { ...schemaOf, inputName };
}

export function parameter(
  name: string,
  place: Parameter['in'],
  type: Type,
  more: Partial<Parameter> = {},
): Parameter {
  const style = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const serialization = { kind: 'style', style, explode: style === 'form', allowReserved: false } as const;
  return { name, in: place, pointer: pointer(), required: place === 'path', type, serialization, ...more };
}

type OperationParts = { readonly method: Method } & Pick<Operation, 'path' | 'call'> & Partial<Operation>;

export function operation(parts: OperationParts): Operation {
  const key = `${parts.method.toUpperCase()} ${parts.path}`;
  return {
    key,
    pointer: `#/paths/${parts.path.replaceAll('/', '~1')}/${parts.method}`,
    tags: [],
    parameters: [],
    responses: [],
    security: [],
    ...parts,
  };
}

export function call(
  resource: readonly string[],
  method: string,
  more: Partial<Operation['call']> & { readonly prefix: string },
): Operation['call'] {
  const { prefix, ...rest } = more;
  return {
    resource,
    method,
    module: resource.join('/').toLowerCase() || 'root',
    types: { params: `${prefix}Params`, response: `${prefix}Response`, bodies: `${prefix}Bodies` },
    members: [],
    paramsRequired: false,
    body: 'none',
    ...rest,
  };
}

export function json(type: Type, examples?: readonly Json[]) {
  return {
    pointer: `${type.pointer}/content/application~1json`,
    mediaType: 'application/json',
    format: 'json' as const,
    type,
    ...(examples === undefined ? {} : { examples }),
  };
}

export function response(status: string, description: string, type?: Type, examples?: readonly Json[]) {
  return {
    pointer: pointer(),
    status,
    description,
    headers: [],
    mediaTypes: type === undefined ? [] : ['application/json'],
    ...(type === undefined ? {} : { content: json(type, examples) }),
  };
}

export function model(parts: Partial<Model> & { readonly surface?: Model['surface'] }): Model {
  return {
    title: 'Relays',
    version: '1',
    servers: [{ url: 'https://api.example.com/v4' }],
    securitySchemes: [],
    schemas: [],
    operations: [],
    surface: SURFACE,
    ...parts,
  };
}

export const SURFACE: Model['surface'] = {
  api: 'relays',
  packages: { types: '@acme/relays-types', client: '@acme/relays-client' },
  client: 'Acme',
  auth: [],
  license: 'MIT',
};
