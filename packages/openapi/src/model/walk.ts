import type { Type } from './types.js';

/** The types that a type is made of, one level down; a reference has none. */
function childrenOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'array':
    case 'stream':
      return [type.items];
    case 'tuple':
      return type.rest === undefined ? type.items : [...type.items, type.rest];
    case 'object':
      return [
        ...type.properties.map((property) => property.type),
        ...(type.patterns ?? []).map((pattern) => pattern.type),
        ...(type.additional === undefined || type.additional === false ? [] : [type.additional]),
      ];
    case 'union':
    case 'intersection':
      return type.members;
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'binary':
    case 'enum':
    case 'reference':
      return [];
  }
}

/** Calls `visit` for a type and everything in it, references not followed. */
export function walkType(type: Type, visit: (type: Type) => void): void {
  const pending = [type];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    visit(next);
    for (const child of childrenOf(next)) pending.push(child);
  }
}
