import type { JsonObject, Json } from '../json/json.js';
import { flagOf, listOf, objectOf, optional, textOf, textsOf } from '../json/read.js';
import type { Version } from '../spec/version.js';
import { isList, isObject, join, member, normalPointer, valueAt } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { isOpenEnum } from '../model/open-enums.js';
import { ASSERTIONS, CONDITIONS } from '../spec/schema-keywords.js';
import type { Named, Shape } from './shape.js';

/** Reads schemas into shapes, and keeps which named ones they refer to. */
export class Shapes {
  readonly #document: JsonObject;
  readonly #isLegacy: boolean;
  readonly #openEnums: boolean;
  readonly #named = new Map<string, Shape | undefined>();

  constructor(document: JsonObject, version: Version, openEnums = false) {
    this.#document = document;
    this.#openEnums = openEnums;
    this.#isLegacy = version === '3.0';
    for (const name of Object.keys(objectOf(objectOf(document, 'components'), 'schemas')))
      this.#named.set(join('#/components/schemas', name), undefined);
  }

  /** All named schemas: components, then what references lead to, also from one another. */
  named(): Readonly<Record<string, Shape>> {
    // What reading adds is read too.
    for (const pointer of this.#named.keys())
      this.#named.set(pointer, this.shape({ value: valueAt(this.#document, pointer) ?? true, pointer }));
    return Object.fromEntries(this.#named) as Record<string, Shape>;
  }

  /** The shape of a schema (JSON Schema 2020-12 and the schema object of OpenAPI 3.0). */
  shape({ value, pointer }: Place): Shape {
    if (value === false) return { pointer, types: [] };
    if (!isObject(value)) return { pointer };
    const reference = textOf(value, '$ref');
    const target = reference === undefined ? {} : { reference: this.#reference(reference) };
    // In OpenAPI 3.0 a `$ref` hides what stands beside it.
    if (reference !== undefined && this.#isLegacy) return { pointer, ...target };
    const place = { value, pointer };
    return {
      pointer,
      ...target,
      ...valuesOf(value, this.#openEnums),
      ...this.#parts(place),
      ...factsOf(value),
    };
  }

  #reference($ref: string): string {
    const pointer = normalPointer($ref) ?? $ref;
    if (!this.#named.has(pointer)) this.#named.set(pointer, undefined);
    return pointer;
  }

  #parts(place: Place<JsonObject>): Partial<Shape> {
    return {
      ...optional('allOf', this.#list('allOf', place)),
      ...optional('oneOf', this.#list('oneOf', place)),
      ...optional('anyOf', this.#list('anyOf', place)),
      ...optional('properties', this.#map('properties', place)),
      ...optional('additional', this.#one('additionalProperties', place)),
      ...optional('patterns', this.#map('patternProperties', place)),
      ...optional('items', this.#one('items', place)),
      ...optional('prefixItems', this.#list('prefixItems', place)),
      ...optional('conditions', this.#conditions(place)),
    };
  }

  #one(name: string, { value, pointer }: Place<JsonObject>): Shape | undefined {
    const schema = member(value, name);
    return schema === undefined ? undefined : this.shape({ value: schema, pointer: join(pointer, name) });
  }

  #list(name: string, { value, pointer }: Place<JsonObject>): Shape[] | undefined {
    const list = listOf(value, name);
    if (list.length === 0) return undefined;
    const place = join(pointer, name);
    return list.map((item, index) => this.shape({ value: item, pointer: join(place, index) }));
  }

  #map(name: string, { value, pointer }: Place<JsonObject>): Named[] | undefined {
    const entries = Object.entries(objectOf(value, name));
    if (entries.length === 0) return undefined;
    const place = join(pointer, name);
    return entries.map(([key, item]) => ({
      name: key,
      shape: this.shape({ value: item, pointer: join(place, key) }),
    }));
  }

  #conditions(place: Place<JsonObject>): Named[] | undefined {
    const found: Named[] = CONDITIONS.flatMap((name) => {
      const shape = this.#one(name, place);
      return shape === undefined ? [] : [{ name, shape }];
    });
    const dependent = this.#map('dependentSchemas', place) ?? [];
    found.push(...dependent.map(({ name, shape }) => ({ name: join('dependentSchemas', name), shape })));
    return found.length === 0 ? undefined : found;
  }
}

/** The types and values that a schema lists. */
function valuesOf(schema: JsonObject, openEnums: boolean): Partial<Shape> {
  const type = member(schema, 'type');
  const types = typeof type === 'string' ? [type] : isList(type) ? type : undefined;
  const extensible = member(schema, 'x-extensible-enum');
  const listed = Object.hasOwn(schema, 'const') ? [schema['const'] as Json] : member(schema, 'enum');
  const values = isList(listed) ? listed : isList(extensible) ? extensible : undefined;
  const nullable =
    flagOf(schema, 'nullable') || types?.includes('null') === true || values?.includes(null) === true;
  return {
    ...optional(
      'types',
      types?.filter((name): name is string => typeof name === 'string' && name !== 'null'),
    ),
    ...optional('nullable', nullable || undefined),
    ...optional(
      'values',
      values?.filter((value) => value !== null),
    ),
    ...optional('open', isOpenEnum(schema, openEnums) || undefined),
  };
}

function factsOf(schema: JsonObject): Partial<Shape> {
  const required = textsOf(schema, 'required');
  return {
    ...optional('format', textOf(schema, 'format')),
    ...optional('required', required.length === 0 ? undefined : required),
    ...optional('assertions', assertionsOf(schema)),
    ...optional('discriminator', member(schema, 'discriminator')),
    ...optional('default', member(schema, 'default')),
    ...optional('deprecated', flagOf(schema, 'deprecated') || undefined),
    ...optional('access', accessOf(schema)),
    ...optional('documentation', documentationOf(schema, ['title', 'description', 'example', 'examples'])),
  };
}

/** Bounds that a flag makes exclusive (OpenAPI 3.0), and those that are exclusive themselves. */
const EXCLUSIVE = { exclusiveMinimum: 'minimum', exclusiveMaximum: 'maximum' } as const;

function assertionsOf(schema: JsonObject): Readonly<Record<string, Json>> | undefined {
  const conditions: readonly string[] = [...CONDITIONS, 'dependentSchemas'];
  const found = new Map(
    ASSERTIONS.filter((name) => Object.hasOwn(schema, name) && !conditions.includes(name)).map((name) => [
      name as string,
      schema[name] as Json,
    ]),
  );
  for (const [exclusive, bound] of Object.entries(EXCLUSIVE)) {
    const flag = found.get(exclusive);
    if (typeof flag !== 'boolean') continue;
    const limit = found.get(bound);
    found.delete(exclusive);
    if (!flag || limit === undefined) continue;
    found.delete(bound);
    found.set(exclusive, limit);
  }
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

function accessOf(schema: JsonObject): Shape['access'] {
  if (flagOf(schema, 'readOnly')) return 'read-only';
  return flagOf(schema, 'writeOnly') ? 'write-only' : undefined;
}

/** What an object says that only people read. */
export function documentationOf(value: JsonObject, names: readonly string[]): JsonObject | undefined {
  const found = names.filter((name) => Object.hasOwn(value, name));
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.map((name) => [name, value[name] as Json]));
}
