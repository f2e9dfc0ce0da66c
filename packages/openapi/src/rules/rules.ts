import type { JsonObject, Place } from '../load/pointer.js';
import { isList, isObject, join, member, shownValue } from '../load/pointer.js';
import type { Problem } from '../load/problem.js';
import type { Json } from '../model/model.js';
import { OBJECTS } from './objects.js';
import type { Kind } from './keyword.js';
import type { Findings, Version } from './structure.js';

/** Says what is wrong, at a keyword of the object or at the object itself. */
type Say = (message: string, remedy: string, at?: string) => void;

interface Rule {
  /** Whether a breach leaves no doubt about what is meant, and the document can be used all the same. */
  readonly flaw?: true;
  readonly check: (value: JsonObject, say: Say, version: Version) => void;
}

/** What the specification demands of objects beyond the keywords that they may have. */
const RULES: Partial<Record<Kind, readonly Rule[]>> = {
  document: [
    { flaw: true, check: operationIdsAreUnique },
    { flaw: true, check: pathsDiffer },
    { flaw: true, check: pathsAreOnlyPaths },
  ],
  components: [{ check: componentsAreNamed }, { flaw: true, check: componentNamesAreLegal }],
  pathItem: [{ check: parametersAreUnique }],
  operation: [{ check: parametersAreUnique }, { check: responsesAreThere }],
  parameter: [{ check: valueIsDescribedOnce }],
  discriminator: [{ check: discriminatorIsSound }],
  response: [{ flaw: true, check: descriptionIsThere }],
  schema: [
    { check: typesExist },
    { flaw: true, check: itemsAreThere },
    { flaw: true, check: enumFitsType },
    { flaw: true, check: nullableHasType },
  ],
};

export function checkRules(
  { value, pointer }: Place<JsonObject>,
  kind: Kind,
  version: Version,
  findings: Findings,
): void {
  for (const { flaw, check } of RULES[kind] ?? []) {
    const found: Problem[] = flaw ? findings.flaws : findings.problems;
    check(
      value,
      (message, remedy, at) =>
        found.push({ pointer: at === undefined ? pointer : pointer + at, message, remedy }),
      version,
    );
  }
}

function operationIdsAreUnique(document: JsonObject, say: Say): void {
  const first = new Map<string, string>();
  for (const [path, item] of Object.entries(isObject(document['paths']) ? document['paths'] : {})) {
    for (const [method, operation] of Object.entries(isObject(item) ? item : {})) {
      const isOperation =
        Object.hasOwn(OBJECTS.pathItem, method) && OBJECTS.pathItem[method]?.shape.is === 'object';
      const id = isOperation ? member(operation, 'operationId') : undefined;
      if (typeof id !== 'string') continue;
      const name = `${method.toUpperCase()} ${path}`;
      const other = first.get(id);
      if (other === undefined) first.set(id, name);
      else
        say(
          `operationId ${id} is that of ${other} too`,
          'give each operation its own',
          join(join(join('/paths', path), method), 'operationId'),
        );
    }
  }
}

function pathsDiffer(document: JsonObject, say: Say): void {
  const first = new Map<string, string>();
  for (const path of Object.keys(isObject(document['paths']) ? document['paths'] : {})) {
    const shape = path.replaceAll(/\{[^}]*\}/g, '{}');
    const other = first.get(shape);
    if (other === undefined) first.set(shape, path);
    else
      say(
        `this path differs from ${other} in the names of its parameters only`,
        'write both under one path',
        join('/paths', path),
      );
  }
}

function pathsAreOnlyPaths(document: JsonObject, say: Say): void {
  for (const path of Object.keys(isObject(document['paths']) ? document['paths'] : {})) {
    if (/[?#]/.test(path)) say('a path has no ? and no #', 'declare query parameters', join('/paths', path));
  }
}

function componentsAreNamed(components: JsonObject, say: Say): void {
  for (const [section, parts] of Object.entries(components)) {
    if (isObject(parts) && Object.hasOwn(parts, ''))
      say('a component needs a name', 'name it', join(join('', section), ''));
  }
}

function componentNamesAreLegal(components: JsonObject, say: Say): void {
  for (const [section, parts] of Object.entries(components)) {
    if (section.startsWith('x-')) continue;
    for (const name of Object.keys(isObject(parts) ? parts : {})) {
      if (name !== '' && !/^[A-Za-z0-9._-]+$/.test(name))
        say(
          `${name} is not a name for a component`,
          'use letters, digits, ., - and _',
          join(join('', section), name),
        );
    }
  }
}

function parametersAreUnique(owner: JsonObject, say: Say): void {
  const seen = new Set<string>();
  for (const [index, parameter] of [...(isList(owner['parameters']) ? owner['parameters'] : [])].entries()) {
    const [name, place] = [member(parameter, 'name'), member(parameter, 'in')];
    if (typeof name !== 'string' || typeof place !== 'string') continue;
    if (seen.has(`${place} ${name}`))
      say(`${place} parameter ${name} is declared twice`, 'remove one', `/parameters/${index}`);
    seen.add(`${place} ${name}`);
  }
}

function responsesAreThere(operation: JsonObject, say: Say, version: Version): void {
  if (version === '3.0' && !Object.hasOwn(operation, 'responses'))
    say('an operation object needs responses', 'add responses');
}

function valueIsDescribedOnce(parameter: JsonObject, say: Say): void {
  const described = ['schema', 'content'].filter((name) => Object.hasOwn(parameter, name)).length;
  if (described === 0) say('a parameter object needs schema or content', 'add schema');
  if (described === 2) say('a parameter object has either schema or content', 'remove one');
}

function discriminatorIsSound(discriminator: JsonObject, say: Say): void {
  const { propertyName, mapping } = discriminator;
  if (propertyName === '') say('a discriminator needs the name of a property', 'name it', '/propertyName');
  const isMapping = isObject(mapping) && Object.values(mapping).every((target) => typeof target === 'string');
  if (mapping !== undefined && !isMapping)
    say('a mapping gives each value a schema', 'write names of schemas or references', '/mapping');
}

function descriptionIsThere(response: JsonObject, say: Say, version: Version): void {
  if (version !== '3.2' && !Object.hasOwn(response, 'description'))
    say('a response object needs description', 'add description');
}

const TYPES: readonly string[] = ['string', 'number', 'integer', 'boolean', 'array', 'object'];

function typesExist(schema: JsonObject, say: Say, version: Version): void {
  const type = schema['type'];
  if (type === undefined) return;
  if (version === '3.0' && isList(type))
    return say(
      'type is a list, which OpenAPI 3.0 does not have',
      'write one type, and nullable: true for null',
      '/type',
    );
  if (isList(type) && new Set(type).size < type.length)
    return say('type lists a type twice', 'list each once', '/type');
  for (const name of isList(type) ? type : [type]) {
    if (name === 'null' && version === '3.0')
      say('type null is not in OpenAPI 3.0', 'write nullable: true', '/type');
    else if (name !== 'null' && !TYPES.includes(shownValue(name)))
      say(`there is no type ${shownValue(name)}`, `use ${TYPES.join(', ')}`, '/type');
  }
}

function itemsAreThere(schema: JsonObject, say: Say, version: Version): void {
  if (version === '3.0' && schema['type'] === 'array' && !Object.hasOwn(schema, 'items'))
    say('an array needs items in OpenAPI 3.0', 'add items: {}');
}

function nullableHasType(schema: JsonObject, say: Say, version: Version): void {
  if (version === '3.0' && schema['nullable'] === true && !Object.hasOwn(schema, 'type')) {
    const composed = ['allOf', 'anyOf', 'oneOf', '$ref'].some((name) => Object.hasOwn(schema, name));
    if (!composed)
      say(
        'nullable without type has no effect in OpenAPI 3.0; it is read as if it had',
        'add type',
        '/nullable',
      );
  }
}

function enumFitsType(schema: JsonObject, say: Say): void {
  const { type, enum: values } = schema;
  if (!isList(values) || type === undefined) return;
  const types = isList(type) ? type : [type];
  for (const [index, value] of [...values].entries()) {
    const allowed =
      value === null
        ? types.includes('null') || schema['nullable'] === true
        : types.some((name) => fits(value, name));
    if (!allowed)
      say(
        `${shownValue(value)} is not of type ${types.map(shownValue).join(', ')}`,
        'correct the type or the value',
        `/enum/${index}`,
      );
  }
}

function fits(value: Json, type: Json): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return isList(value);
  return type === 'object' ? isObject(value) : typeof value === type || !TYPES.includes(shownValue(type));
}
