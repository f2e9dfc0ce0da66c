import type { Model, NamedSchema, Type } from '@specline/openapi';
import { identifier } from '../print/literal.js';
import { onCircles } from './cycles.js';
import type { Edge } from './cycles.js';

/** Which side writes a value: requests leave out what is `readOnly`, responses what is `writeOnly`. */
export type Direction = 'request' | 'response';

/** How generated code names a schema. */
export interface SchemaName {
  readonly module: string;
  readonly type: Type;
  readonly response: string;
  /** The same as `response` unless what is sent differs from what is received. */
  readonly request: string;
  /** Whether it leads back to itself without an object, list or tuple between, so that no alias can spell it. */
  readonly endless: boolean;
}

/** The names of all schemas by pointer. */
export type SchemaNames = ReadonlyMap<string, SchemaName>;

/** The names of each schema: the second where what is sent has another shape than what is received. */
export function schemaNames(model: Model): SchemaNames {
  const endless = endlessSchemas(model.schemas);
  return new Map(
    model.schemas.map(({ pointer, typeName, inputName, module, type }) => {
      const response = identifier(typeName);
      const request = inputName === undefined ? response : identifier(inputName);
      return [pointer, { module, type, response, request, endless: endless.has(pointer) }];
    }),
  );
}

/** The schemas on a circle of references with nothing but unions and intersections between. */
export function endlessSchemas(schemas: readonly NamedSchema[]): Set<string> {
  const edges = schemas.flatMap(({ pointer, type }) =>
    directTargets(type).map((to): Edge => ({ from: pointer, to })),
  );
  return onCircles(edges);
}

function directTargets(type: Type): string[] {
  if (type.kind === 'reference') return [type.to];
  return type.kind === 'union' || type.kind === 'intersection' ? type.members.flatMap(directTargets) : [];
}
