import type { Json } from '../json/json.js';
import { isList } from '../json/pointer.js';
import type { Kind, Shape } from '../spec/keyword.js';
import { DOCUMENTING } from '../spec/objects.js';
import { TYPES } from '../spec/value-kinds.js';

/** What a value of the wrong kind must mean; without `value`, nothing: it could as well be absent. */
export interface Meaning {
  readonly value?: Json;
}

/** Names of other languages for types of JSON. */
const SYNONYMS: Readonly<Record<string, string>> = {
  int: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  bool: 'boolean',
};

/** What a value that is not of its shape must mean; undefined where that is in doubt. */
export function meaningOf(value: Json, shape: Shape): Meaning | undefined {
  if (value === null || ('of' in shape && DOCUMENTING.has(shape.of))) return {};
  switch (shape.is) {
    case 'text':
      return isScalar(value) ? { value: String(value) } : undefined;
    case 'flag':
      return value === 'true' || value === 'false' ? { value: value === 'true' } : undefined;
    case 'number':
      return isNumeric(value) ? { value: Number(value) } : undefined;
    case 'texts':
      return textsMeant(value);
    case 'types':
      return typesMeant(value);
    case 'data':
    case 'textMap':
    case 'object':
    case 'list':
    case 'map':
      return undefined;
  }
}

/** What a member of an object of a kind must be called: the X of a range of statuses is a capital. */
export function nameMeant(name: string, kind: Kind): string {
  return kind === 'responses' && /^[1-5]xx$/i.test(name) ? name.toUpperCase() : name;
}

function isScalar(value: Json): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isNumeric(value: Json): boolean {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}

/** One text is a list of one; `required: true` was for a property in older drafts, and says nothing of an object. */
function textsMeant(value: Json): Meaning | undefined {
  if (typeof value === 'boolean') return {};
  if (typeof value === 'string') return { value: [value] };
  return isList(value) && value.every(isScalar) ? { value: value.map(String) } : undefined;
}

function typesMeant(value: Json): Meaning | undefined {
  const names = isList(value) ? value : [value];
  if (!names.every((name) => typeof name === 'string')) return undefined;
  const meant = names.map(typeMeant);
  const known = meant.filter((name) => name !== undefined);
  if (known.length < meant.length) return {};
  return { value: isList(value) ? known : (known[0] ?? null) };
}

function typeMeant(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (TYPES.includes(lower)) return lower;
  return Object.hasOwn(SYNONYMS, lower) ? SYNONYMS[lower] : undefined;
}
