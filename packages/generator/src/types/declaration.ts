import type { Type } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import type { Comment } from '../print/doc-comment.js';
import type { Doc } from '../print/layout.js';
import { identifier } from '../print/literal.js';
import { aliasDoc, interfaceDoc } from '../print/type-layout.js';
import type { TypeExpression } from '../print/type-layout.js';
import { factsComment, objectMembers, typeExpression } from './type-expression.js';
import type { Place } from './type-expression.js';

/** `export interface name {…}` for an object with properties, else `export type name = …;`. */
export function declaration(name: string, type: Type, place: Place): Doc {
  const comment = factsComment(type);
  const members = type.kind === 'object' ? objectMembers(type, place) : [];
  if (members.length > 0) return [docComment(comment), interfaceDoc(identifier(name), members)];
  return alias(name, typeExpression(type, place), comment);
}

export function alias(name: string, type: TypeExpression, comment: Comment): Doc {
  return [docComment(comment), aliasDoc(identifier(name), type)];
}
