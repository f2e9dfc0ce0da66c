import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';
import type { Json } from '../model/model.js';
import type { JsonObject } from './pointer.js';
import { InputError } from './problem.js';
import type { Source } from './source.js';

/** Where Swagger 2.0 has what OpenAPI 3.0 has elsewhere, as the beginnings of pointers. */
const MOVED: readonly (readonly [openapi: string, swagger: string])[] = [
  ['#/components/schemas/', '#/definitions/'],
  ['#/components/parameters/', '#/parameters/'],
  ['#/components/responses/', '#/responses/'],
  ['#/components/securitySchemes/', '#/securityDefinitions/'],
];

/** A Swagger 2.0 document as OpenAPI 3.0. Its positions are those in the file, or the nearest that there are. */
export function upgraded(source: Source): Source {
  const value = upgradedValue(source);
  return { file: source.file, value, position: (pointer) => source.position(swaggerPointer(pointer)) };
}

/** The upgrader takes a sound document for granted, and fails on others in ways of its own. */
function upgradedValue({ file, value }: Source): Json {
  try {
    return upgradeFromTwoToThree(structuredClone(value as JsonObject)) as Json;
  } catch (error) {
    const message = `this Swagger 2.0 document is not well formed: ${(error as Error).message}`;
    throw new InputError([{ file, message, remedy: 'hold it against the Swagger 2.0 specification' }]);
  }
}

function swaggerPointer(pointer: string): string {
  const moved = MOVED.find(([openapi]) => pointer.startsWith(openapi));
  const path = moved === undefined ? pointer : moved[1] + pointer.slice(moved[0].length);
  return path.replace(/(\/responses\/[^/]+)\/content\/[^/]+/, '$1');
}
