import type { Json } from '../json/json.js';
import { isObject } from '../json/pointer.js';
import { InputError } from '../json/problem.js';
import { readText } from './regular-file.js';

/** Reads a file that must hold a JSON object. Throws `InputError`, with `file` as its name, where it holds anything else. */
export function readJsonObject(path: string, file: string): { readonly [name: string]: Json } {
  const value = parsedJson(readText(path));
  if (isObject(value)) return value;
  const message = value === undefined ? 'this is not JSON' : 'this is not a JSON object';
  throw new InputError([{ file, message, remedy: 'correct it, or restore it from version control' }]);
}

/** Parses JSON; undefined where the text is none. */
export function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
