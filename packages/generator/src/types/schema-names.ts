import { walkType } from '@specline/openapi';
import type { Model, NamedSchema, Type } from '@specline/openapi';
import { identifier } from '../print/literal.js';
import { onCircles } from './circles.js';
import type { Edge } from './circles.js';

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

/** Names each schema, and a second time with `Input` where what is sent has another shape than what is received. */
export function schemaNames(model: Model): SchemaNames {
  const taken = new Set([
    ...model.schemas.map(({ typeName }) => typeName),
    ...model.operations.flatMap(({ call }) => [call.types.params, call.types.response, call.types.bodies]),
  ]);
  const differing = withDirection(model.schemas);
  const endless = endlessSchemas(model.schemas);
  return new Map(
    model.schemas.map(({ pointer, typeName, module, type }) => {
      const response = identifier(typeName);
      const request = differing.has(pointer) ? untaken(`${response}Input`, taken) : response;
      return [pointer, { module, type, response, request, endless: endless.has(pointer) }];
    }),
  );
}

function untaken(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  taken.add(name);
  return name;
}

/** Whether a type itself, references aside, is another in requests than in responses. */
function hasDirection(type: Type): boolean {
  let found = false;
  walkType(type, (part) => {
    if (part.kind === 'binary') found = true;
    if (part.kind === 'object' && part.properties.some(({ access }) => access !== undefined)) found = true;
  });
  return found;
}

/** The schemas that differ by direction, themselves or through what they refer to. */
function withDirection(schemas: readonly NamedSchema[]): Set<string> {
  const referrers = new Map<string, string[]>();
  for (const { pointer, type } of schemas) {
    walkType(type, (part) => {
      if (part.kind !== 'reference') return;
      const list = referrers.get(part.to);
      if (list === undefined) referrers.set(part.to, [pointer]);
      else list.push(pointer);
    });
  }
  const pending = schemas.filter(({ type }) => hasDirection(type)).map(({ pointer }) => pointer);
  const found = new Set(pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const referrer of referrers.get(next) ?? []) {
      if (found.has(referrer)) continue;
      found.add(referrer);
      pending.push(referrer);
    }
  }
  return found;
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
