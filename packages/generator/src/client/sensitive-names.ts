import type { Operation, Type } from '@specline/openapi';
import type { SchemaNames } from '../types/schema-names.js';

/** The names of the members that hold secrets in the JSON of successes, however deep, in the order of the document. */
export function sensitiveNames({ responses }: Operation, schemas: SchemaNames): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  /** Of a list or a map, the member that holds it is secret. */
  const visit = (type: Type, name: string | undefined): void => {
    if (type.sensitive && name !== undefined) names.add(name);
    if (type.sensitive) return;
    switch (type.kind) {
      case 'array':
      case 'stream':
        return visit(type.items, name);
      case 'tuple':
        for (const item of type.items) visit(item, name);
        return type.rest === undefined ? undefined : visit(type.rest, name);
      case 'object':
        for (const property of type.properties) visit(property.type, property.name);
        for (const pattern of type.patterns ?? []) visit(pattern.type, name);
        return type.additional ? visit(type.additional, name) : undefined;
      case 'union':
      case 'intersection':
        for (const member of type.members) visit(member, name);
        return undefined;
      case 'reference': {
        const target = schemas.get(type.to);
        const key = JSON.stringify([type.to, name]);
        if (!target?.secret || seen.has(key)) return undefined;
        seen.add(key);
        return visit(target.type, name);
      }
      case 'unknown':
      case 'never':
      case 'null':
      case 'boolean':
      case 'number':
      case 'string':
      case 'binary':
      case 'enum':
        return undefined;
    }
  };
  for (const { status, content } of responses)
    if (content && /^(json|stream)$/.test(content.format) && /^(2|default$)/.test(status))
      visit(content.type, undefined);
  return [...names];
}
