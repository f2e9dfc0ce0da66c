import { isOf, shapeOf } from '@specline/openapi';
import type { Json, Kind } from '@specline/openapi';
import type { JsonObject } from './document-walk.js';

/** The kinds of objects of which openapi-typescript reads more than members that it knows by name. */
const READ: ReadonlySet<Kind> = new Set<Kind>([
  'paths',
  'pathItem',
  'operation',
  'parameter',
  'header',
  'requestBody',
  'mediaType',
  'responses',
  'response',
  'callback',
  'schema',
  'discriminator',
]);

/** Those of them that are never a `$ref`. */
const WITHOUT_REFERENCE: ReadonlySet<Kind> = new Set<Kind>([
  'paths',
  'operation',
  'responses',
  'discriminator',
]);

/**
 * Returns a part with the members that OpenAPI gives a meaning there; the same part where it has no others.
 * openapi-typescript takes an extension for a path or a status, prints the `$ref` of anything, and fails on members
 * beside a `$ref` that have the wrong kind of value.
 */
export function withKnownMembers(part: JsonObject, kind: Kind, isLegacy: boolean): JsonObject {
  if (!READ.has(kind)) return part;
  const mayRefer = !WITHOUT_REFERENCE.has(kind);
  if (mayRefer && part['$ref'] !== undefined && (kind !== 'schema' || isLegacy))
    return filtered(part, (name) => name === '$ref' || isAnnotation(name, part[name]));
  return filtered(
    part,
    (name) =>
      shapeOf(kind, name) !== undefined || (mayRefer && name === '$ref') || isAnnotation(name, part[name]),
  );
}

function filtered(part: JsonObject, isKept: (name: string) => boolean): JsonObject {
  const names = Object.keys(part);
  if (names.every(isKept)) return part;
  return Object.fromEntries(names.filter(isKept).map((name) => [name, part[name]]));
}

/** What openapi-typescript prints of the members beside a `$ref`: comments, and `readonly`. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'format',
  'deprecated',
  'default',
  'example',
  'examples',
  'enum',
  'const',
  'type',
  'nullable',
  'readOnly',
  'writeOnly',
]);

/** Nothing else checks these: whatever their values, OpenAPI gives them no meaning. */
function isAnnotation(name: string, value: unknown): boolean {
  if (name === 'summary') return typeof value === 'string';
  const shape = ANNOTATIONS.has(name) ? shapeOf('schema', name) : undefined;
  return shape !== undefined && isOf(value as Json, shape);
}
