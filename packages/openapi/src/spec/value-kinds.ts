import type { Json } from '../json/json.js';
import { isList, isObject } from '../json/pointer.js';
import type { Kind, Shape } from './keyword.js';

/** The types of JSON Schema. */
export const TYPES: readonly string[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

/** Whether a value is what stands at a keyword; what is in it is not looked at, but for texts. */
export function isOf(value: Json, shape: Shape): boolean {
  switch (shape.is) {
    case 'data':
      return true;
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'texts':
      return isTexts(value);
    case 'textMap':
      return isObject(value) && isTexts(Object.values(value));
    case 'types':
      return isList(value) ? value.every(isType) : isType(value);
    case 'list':
      return isList(value);
    case 'map':
      return isObject(value);
    case 'object':
      return isObject(value) || (typeof value === 'boolean' && shape.of === 'schema');
  }
}

function isType(value: Json): boolean {
  return typeof value === 'string' && TYPES.includes(value);
}

const WANTED = {
  data: 'a value',
  text: 'a string',
  flag: 'true or false',
  number: 'a number',
  texts: 'a list of strings',
  textMap: 'an object of strings',
  types: `one of the types ${TYPES.join(', ')}`,
} as const;

export function wantedFor(shape: Shape): string {
  switch (shape.is) {
    case 'object':
      return `${titleOf(shape.of)} object`;
    case 'list':
      return `a list of ${wordsOf(shape.of)} objects`;
    case 'map':
      return `an object of ${wordsOf(shape.of)} objects`;
    default:
      return WANTED[shape.is];
  }
}

function isTexts(value: Json): boolean {
  return isList(value) && value.every((item) => typeof item === 'string');
}

export function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (isList(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return typeof value === 'string' ? 'a string' : `${value}`;
}

/** `pathItem` as people read it: `path item`. */
function wordsOf(kind: Kind): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** With its article: `a path item`, `an operation`. */
export function titleOf(kind: Kind): string {
  return `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${wordsOf(kind)}`;
}
