import { plainText } from '../print/doc-comment.js';
import { isObject } from './document-walk.js';

/** The members of a part that openapi-typescript puts into its comment. */
const TEXTS = ['title', 'summary', 'format', 'description', 'default', 'example'] as const;

/** A part of a document as its comment is to have it: text that ends no comment and directs no tool. */
export function plainPart<Part>(part: Part): Part {
  if (!isObject(part)) return part;
  const changed: Record<string, unknown> = {};
  for (const name of TEXTS) {
    const plain = plainValue(part[name]);
    if (plain !== part[name]) changed[name] = plain;
  }
  const { examples } = part;
  if (Array.isArray(examples)) changed['examples'] = examples.map(plainValue);
  return Object.keys(changed).length === 0 ? part : { ...part, ...changed };
}

/** The text of a value, or the value itself where that is nothing else. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  return typeof value === 'object' && value !== null ? plainText(JSON.stringify(value, null, 2)) : value;
}
