import { shapeOf } from '@specline/openapi';
import type { Kind } from '@specline/openapi';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Called for a part before what it holds, which is then looked for in what it returns. `path` changes after the call. */
export type Visit = (part: JsonObject, kind: Kind, path: readonly string[]) => JsonObject;

/** Visits every part of a document, or of a part that stands at a path, in the document's order. */
export function walkDocument(
  document: JsonObject,
  visit: Visit,
  start: Kind = 'document',
  from: readonly string[] = [],
): void {
  const path = [...from];
  const walkPart = (value: unknown, kind: Kind): void => {
    if (!isObject(value)) return;
    const part = visit(value, kind, path);
    for (const name of Object.keys(part)) {
      const shape = shapeOf(kind, name);
      if (shape === undefined || !('of' in shape)) continue;
      path.push(name);
      if (shape.is === 'object') walkPart(part[name], shape.of);
      else walkMembers(part[name], shape.of);
      path.pop();
    }
  };
  const walkMembers = (members: unknown, kind: Kind): void => {
    if (typeof members !== 'object' || members === null) return;
    for (const [key, value] of Object.entries(members)) {
      path.push(key);
      walkPart(value, kind);
      path.pop();
    }
  };
  walkPart(document, start);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
