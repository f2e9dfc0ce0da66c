import type { Type } from './model.js';
import { walkType } from './walk.js';

interface Entry {
  readonly pointer: string;
  readonly type: Type;
}

/** The pointers of the schemas that are another in requests than in responses, themselves or by what they refer to. */
export function directedSchemas(schemas: readonly Entry[]): ReadonlySet<string> {
  const referrers = new Map<string, string[]>();
  const directed = new Set<string>();
  for (const { pointer, type } of schemas) {
    walkType(type, (part) => {
      if (hasDirection(part)) directed.add(pointer);
      if (part.kind !== 'reference') return;
      const list = referrers.get(part.to);
      if (list === undefined) referrers.set(part.to, [pointer]);
      else list.push(pointer);
    });
  }
  // What is added is visited too.
  for (const pointer of directed) for (const referrer of referrers.get(pointer) ?? []) directed.add(referrer);
  return directed;
}

/** Whether a type is another in requests than in responses: of bytes too, which may be sent in more ways. */
function hasDirection(type: Type): boolean {
  if (type.kind === 'object') return type.properties.some(({ access }) => access !== undefined);
  return type.kind === 'binary';
}
