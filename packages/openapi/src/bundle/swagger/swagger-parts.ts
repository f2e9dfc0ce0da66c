import type { Json, JsonObject } from '../../json/json.js';
import { isList, isObject, join, member, shownValue } from '../../json/pointer.js';

/** What of a parameter or header of Swagger 2.0 is a schema since OpenAPI 3.0. */
const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set(
  `type format items default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems
  minItems uniqueItems enum multipleOf x-nullable`.split(/\s+/),
);

/** A schema of Swagger 2.0 as one of OpenAPI 3.0. */
export function upgradedSchema(value: Json): Json {
  if (!isObject(value)) return value;
  const { 'x-nullable': nullable, ...others } = value;
  const members = Object.entries(others).map(([name, inner]): [string, Json] => [
    name,
    upgradedMember(name, inner),
  ]);
  const file = value['type'] === 'file' ? { type: 'string', format: 'binary' } : {};
  return { ...Object.fromEntries(members), ...file, ...(nullable === true ? { nullable } : {}) };
}

function upgradedMember(name: string, value: Json): Json {
  switch (name) {
    case 'discriminator':
      return typeof value === 'string' ? { propertyName: value } : value;
    case 'properties':
      return mapped(value, upgradedSchema);
    case 'items':
      return isList(value) ? value.map(upgradedSchema) : upgradedSchema(value);
    case 'additionalProperties':
    case 'not':
      return upgradedSchema(value);
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return isList(value) ? value.map(upgradedSchema) : value;
    default:
      return value;
  }
}

/** A parameter in the path, the query or a header, or a header of a response. */
export function upgradedParameter(value: Json): Json {
  if (!isObject(value) || typeof value['$ref'] === 'string') return value;
  const { collectionFormat, ...others } = value;
  const style = value['type'] === 'array' ? styleOf(collectionFormat, value['in']) : {};
  const schema = style === undefined ? joined(shownValue(collectionFormat ?? null)) : schemaOf(others);
  const rest = Object.entries(others).filter(([name]) => !SCHEMA_KEYWORDS.has(name));
  return { ...Object.fromEntries(rest), ...(schema === undefined ? {} : { schema }), ...style };
}

const SEPARATORS: Readonly<Record<string, string>> = { tsv: 'tabs', ssv: 'spaces', pipes: '|' };

/** A list that no style of OpenAPI 3 writes: the caller joins it. */
function joined(format: string): Json {
  return { type: 'string', description: `Values separated by ${SEPARATORS[format] ?? format}.` };
}

/** A header that is received: how a list in it is written is left to who reads it. */
export function upgradedHeader(value: Json): Json {
  return upgradedParameter(isObject(value) ? withoutMembers(value, ['collectionFormat']) : value);
}

/** The schema in a parameter; undefined where it says nothing of its value. */
export function schemaOf(parameter: JsonObject): Json | undefined {
  const keywords = Object.entries(parameter).filter(([name]) => SCHEMA_KEYWORDS.has(name));
  return keywords.length === 0 ? undefined : upgradedSchema(Object.fromEntries(keywords));
}

/** How a list is written; undefined where no style of OpenAPI 3 writes it so. */
export function styleOf(format: Json | undefined, place: Json | undefined): JsonObject | undefined {
  const isNamed = place === 'query' || place === 'formData';
  switch (format ?? 'csv') {
    case 'csv':
      return isNamed ? { style: 'form', explode: false } : {};
    case 'multi':
      return isNamed ? { style: 'form', explode: true } : undefined;
    case 'ssv':
      return isNamed ? { style: 'spaceDelimited', explode: false } : undefined;
    case 'pipes':
      return isNamed ? { style: 'pipeDelimited', explode: false } : undefined;
    default:
      return undefined;
  }
}

/** The flows that have another name since OpenAPI 3.0. */
const FLOWS: ReadonlyMap<Json | undefined, string> = new Map([
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

export function upgradedSecurityScheme(value: Json): Json {
  if (!isObject(value)) return value;
  if (value['type'] === 'basic') return { ...value, type: 'http', scheme: 'basic' };
  if (value['type'] !== 'oauth2') return value;
  const { flow, authorizationUrl, tokenUrl, scopes, ...others } = value;
  const parts = Object.entries({ authorizationUrl, tokenUrl, scopes }).filter(
    ([, part]) => part !== undefined,
  );
  const name = FLOWS.get(flow) ?? shownValue(flow ?? 'undefined');
  return { ...others, flows: { [name]: Object.fromEntries(parts) as JsonObject } };
}

/** The properties by which definitions say that they are called otherwise where a discriminator names them. */
const ALIASES = ['x-ms-discriminator-value', 'x-discriminator-value'];

/** Adds the mapping to each definition with a discriminator from which others inherit under another name. */
export function withMappings(definitions: JsonObject): JsonObject {
  const mappings = new Map<string, { [value: string]: string }>();
  for (const [name, definition] of Object.entries(definitions)) {
    const alias = ALIASES.map((key) => member(definition, key)).find((value) => typeof value === 'string');
    if (typeof alias !== 'string') continue;
    const ancestor = ancestorOf(definition, definitions);
    if (ancestor === undefined) continue;
    const mapping = mappings.get(ancestor) ?? {};
    mappings.set(ancestor, { ...mapping, [alias]: join('#/components/schemas', name) });
  }
  return mapped(definitions, (definition, name) => {
    const mapping = mappings.get(name);
    if (mapping === undefined || !isObject(definition) || !isObject(definition['discriminator']))
      return definition;
    return { ...definition, discriminator: { mapping, ...definition['discriminator'] } };
  }) as JsonObject;
}

/** The definition with the discriminator that a definition inherits. */
function ancestorOf(definition: Json, definitions: JsonObject): string | undefined {
  const seen = new Set<string>();
  const pending = parentsOf(definition);
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    const parent = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (parent === undefined || seen.has(name)) continue;
    if (member(parent, 'discriminator') !== undefined) return name;
    seen.add(name);
    pending.push(...parentsOf(parent));
  }
  return undefined;
}

function parentsOf(definition: Json): string[] {
  const members = member(definition, 'allOf');
  return (isList(members) ? members : []).flatMap((item) => {
    const target = member(item, '$ref');
    return typeof target === 'string' && target.startsWith('#/definitions/') ? [target.slice(14)] : [];
  });
}

/** Each member of an object changed; what is no object stays. */
export function mapped(value: Json | undefined, change: (item: Json, name: string) => Json): Json {
  if (!isObject(value)) return value ?? {};
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item, name)]));
}

export function withoutMembers(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** The members that have a value. */
export function present(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as JsonObject;
}
