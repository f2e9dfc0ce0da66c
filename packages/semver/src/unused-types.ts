import type { Wire } from '@specline/openapi';
import type { SchemaComparison } from './schema-changes.js';

/**
 * What changed of component schemas that no request and no response has: their types are exported all the same, and
 * callers may use them for anything.
 */
export function compareUnusedTypes(old: Wire, next: Wire, comparison: SchemaComparison): void {
  const used = new Set([...usedSchemas(old), ...usedSchemas(next)]);
  for (const pointer of Object.keys(old.schemas)) {
    if (used.has(pointer) || !Object.hasOwn(next.schemas, pointer)) continue;
    const shapes = [{ pointer, reference: pointer }];
    const scope = { node: '', subject: '', path: [], direction: 'sent', isUnused: true } as const;
    comparison.run(shapes, shapes, scope);
  }
}

/** The named schemas that requests and responses lead to. */
function usedSchemas({ operations, webhooks, schemas }: Wire): Set<string> {
  const used = new Set<string>();
  const pending: object[] = [operations, webhooks];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const reference = 'reference' in value ? value.reference : undefined;
    if (typeof reference === 'string' && !used.has(reference)) {
      used.add(reference);
      if (Object.hasOwn(schemas, reference)) pending.push(schemas[reference] ?? {});
    }
    for (const [name, inner] of Object.entries(value) as [string, unknown][])
      if (name !== 'documentation' && typeof inner === 'object' && inner !== null) pending.push(inner);
  }
  return used;
}
