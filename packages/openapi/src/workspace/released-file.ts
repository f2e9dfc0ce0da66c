import type { Json } from '../json/json.js';
import type { ReleasedNames } from '../model/released.js';
import { parsedJson } from '../parse/json-file.js';
import { isObject } from '../json/pointer.js';
import { InputError } from '../json/problem.js';
import { exists, readText } from '../parse/regular-file.js';

/** Reads `released/sdk.json`; undefined where there is none. Throws `InputError` where it is not what a release writes. */
export function releasedAt(path: string, file: string): ReleasedNames | undefined {
  if (!exists(path)) return undefined;
  const released = parsedJson(readText(path));
  if (isObject(released) && isRecord(released)) return released as unknown as ReleasedNames;
  const message = 'this is not a record that specline release --record wrote';
  throw new InputError([{ file, message, remedy: 'restore it from version control' }]);
}

const MAPS = ['schemas', 'inputs', 'auth', 'components'];

function isRecord({ operations, surface, ...rest }: { readonly [name: string]: Json }): boolean {
  const isSurface = surface === undefined || isObject(surface);
  return isSurface && isMapOf(operations, isCall) && MAPS.every((name) => isMapOf(rest[name], isString));
}

function isCall(call: Json): boolean {
  if (!isObject(call)) return false;
  const { members, groups, responses } = call;
  return (
    ['call', 'module', 'types'].every((name) => isString(call[name])) &&
    [members, responses].every((map) => isMapOf(map, isString)) &&
    isMapOf(groups, isGroup)
  );
}

function isGroup(group: Json): boolean {
  return isObject(group) && isString(group['name']) && Array.isArray(group['members']);
}

function isMapOf(map: Json | undefined, isValue: (value: Json) => boolean): boolean {
  return isObject(map) && Object.values(map).every(isValue);
}

function isString(value: Json | undefined): boolean {
  return typeof value === 'string';
}
