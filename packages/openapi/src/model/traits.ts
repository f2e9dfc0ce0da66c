import type { Type } from './model.js';
import { walkType } from './walk.js';

interface Entry {
  readonly pointer: string;
  readonly type: Type;
}

/** The pointers of the schemas of which something is true, of themselves or of what they refer to. */
export interface Traits {
  /** Those that are another in requests than in responses. */
  readonly directed: ReadonlySet<string>;
  /** Those that hold a secret. */
  readonly secret: ReadonlySet<string>;
}

/** What is true of named schemas, told by one walk. */
export function traitsOf(schemas: readonly Entry[]): Traits {
  const referrers = new Map<string, string[]>();
  const directed = new Set<string>();
  const secret = new Set<string>();
  for (const { pointer, type } of schemas) {
    walkType(type, (part) => {
      if (hasDirection(part)) directed.add(pointer);
      if (part.sensitive) secret.add(pointer);
      if (part.kind !== 'reference') return;
      const list = referrers.get(part.to);
      if (list === undefined) referrers.set(part.to, [pointer]);
      else list.push(pointer);
    });
  }
  for (const found of [directed, secret]) spread(found, referrers);
  return { directed, secret };
}

/** Adds all that refers to what was found. */
function spread(found: Set<string>, referrers: ReadonlyMap<string, readonly string[]>): void {
  // What is added is visited too.
  for (const pointer of found) for (const referrer of referrers.get(pointer) ?? []) found.add(referrer);
}

/** Whether a type is another in requests than in responses: of bytes too, which may be sent in more ways. */
function hasDirection(type: Type): boolean {
  if (type.kind === 'object') return type.properties.some(({ access }) => access !== undefined);
  return type.kind === 'binary';
}
