import type { Type } from './model.js';
import { walkType } from './walk.js';

interface Entry {
  readonly pointer: string;
  readonly type: Type;
}

/** The pointers of the schemas that are another in requests than in responses, themselves or through what they refer to. */
export function withDirection(schemas: readonly Entry[]): Set<string> {
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

/** Whether a type itself, references aside, is another in requests than in responses: of bytes too, which may be sent in more ways. */
function hasDirection(type: Type): boolean {
  let found = false;
  walkType(type, (part) => {
    if (part.kind === 'binary') found = true;
    if (part.kind === 'object' && part.properties.some(({ access }) => access !== undefined)) found = true;
  });
  return found;
}
