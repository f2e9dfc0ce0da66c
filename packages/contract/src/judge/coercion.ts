import { isList, isObject, objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import { child } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { possibleParts, propertiesOf, toObject, typesOf } from '../schema/composition.js';
import type { Validate } from '../schema/validators.js';
import type { Shape } from './styles.js';

/** The shapes that a value of this schema may have, in the order in which to try them. */
export function shapesOf(source: Source, schema: Located | undefined): Shape[] {
  const types = schema && typesOf(source, schema);
  if (types === undefined) return ['primitive'];
  const scalar = [...types].some((type) => type !== 'array' && type !== 'object');
  return [
    ...(types.has('array') ? (['array'] as const) : []),
    ...(types.has('object') ? (['object'] as const) : []),
    ...(scalar ? (['primitive'] as const) : []),
  ];
}

/** A value whose leaves are text as the schema's types have it: `"5"` is 5 where a number is wanted and text is not. */
export function coerced(source: Source, schema: Located | undefined, value: Json, validate: Validate): Json {
  if (schema === undefined) return value;
  if (typeof value === 'string') return coercedLeaf(schema, value, validate);
  const parts = possibleParts(source, schema);
  const below = (keyword: string): Located | undefined => {
    const part = parts.find(({ keywords }) => Object.hasOwn(toObject(keywords), keyword));
    return part && child(part.at, keyword);
  };
  if (isList(value)) {
    const item = below('items');
    return value.map((one) => coerced(source, item, one, validate));
  }
  if (!isObject(value)) return value;
  const declared = propertiesOf(parts);
  const other = below('additionalProperties');
  return objectOf(
    Object.entries(value).map(([name, one]) => {
      const places = declared.get(name) ?? (other === undefined ? [] : [other]);
      return [name, places.length === 0 ? one : coercedProperty(source, places, one, validate)];
    }),
  );
}

/** A single value where the schema wants an array is an array of one. */
function coercedProperty(source: Source, places: readonly Located[], value: Json, validate: Validate): Json {
  const [place] = places;
  if (place === undefined) return value;
  const wantsList = typeof value === 'string' && shapesOf(source, place).every((shape) => shape === 'array');
  return coerced(source, place, wantsList ? [value] : value, validate);
}

function coercedLeaf(schema: Located, text: string, validate: Validate): Json {
  return (
    leaves(text).find((value) => validate(schema, value).length === 0) ?? closest(schema, text, validate)
  );
}

/** The reading with the fewest problems, so that a number out of bounds is not called a wrong type. */
function closest(schema: Located, text: string, validate: Validate): Json {
  const isWrongType = (value: Json): boolean =>
    validate(schema, value).some(({ keyword }) => keyword === 'type');
  return leaves(text).find((value) => !isWrongType(value)) ?? text;
}

function leaves(text: string): Json[] {
  const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? [Number(text)] : [];
  const word = text === 'true' ? [true] : text === 'false' ? [false] : text === 'null' ? [null] : [];
  return [text, ...number, ...word];
}
