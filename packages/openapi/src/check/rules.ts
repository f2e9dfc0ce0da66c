import type { JsonObject, Json } from '../json/json.js';
import type { Place } from '../json/pointer.js';
import { isList, isObject, join, member, shownValue, targetOf } from '../json/pointer.js';
import type { Problem } from '../json/problem.js';
import { childrenOf } from '../spec/walk.js';
import type { Kind } from '../spec/keyword.js';
import type { Rule, Say, Scope } from './rule.js';
import { SCHEMA_RULES } from './schema-rules.js';
import type { Findings } from './structure.js';
import { isMethod } from '../spec/http.js';

/** What the specification demands of objects beyond the keywords that they may have. */
const RULES: Partial<Record<Kind, readonly Rule[]>> = {
  document: [
    { check: somethingIsThere },
    { flaw: true, check: pathsAreThere },
    { flaw: true, check: operationIdsAreUnique },
    { flaw: true, check: pathsDiffer },
    { flaw: true, check: pathsAreOnlyPaths },
    { flaw: true, check: tagsAreUnique },
  ],
  server: [{ flaw: true, check: variablesAreDeclared }],
  serverVariable: [{ flaw: true, check: defaultIsAmongValues }],
  components: [{ check: componentsAreNamed }, { flaw: true, check: componentNamesAreLegal }],
  discriminator: [{ check: discriminatorIsSound }],
  pathItem: [
    { check: parametersAgree },
    { flaw: true, check: parametersAreUnique },
    { check: additionalMethodsAreOthers },
  ],
  operation: [
    { check: parametersAgree },
    { flaw: true, check: parametersAreUnique },
    { flaw: true, check: responsesAreThere },
  ],
  parameter: [
    { check: valueIsDescribedOnce },
    { flaw: true, check: valueIsDescribed },
    { flaw: true, check: examplesAreOneOrMany },
  ],
  header: [
    { check: valueIsDescribedOnce },
    { flaw: true, check: valueIsDescribed },
    { flaw: true, check: examplesAreOneOrMany },
  ],
  mediaType: [{ flaw: true, check: examplesAreOneOrMany }],
  example: [{ flaw: true, check: exampleIsOne }],
  link: [{ flaw: true, check: linkHasTarget }],
  response: [{ flaw: true, check: descriptionIsThere }],
  securityScheme: [{ check: schemeIsUsable }, { flaw: true, check: schemeIsWhole }],
  schema: SCHEMA_RULES,
};

export function checkRules(
  { value, pointer }: Place<JsonObject>,
  kind: Kind,
  scope: Scope,
  findings: Findings,
): void {
  for (const { flaw, check } of RULES[kind] ?? []) {
    const found: Problem[] = flaw ? findings.flaws : findings.problems;
    check(
      value,
      (message, remedy, at) =>
        found.push({ pointer: at === undefined ? pointer : pointer + at, message, remedy }),
      scope,
    );
  }
}

function somethingIsThere(document: JsonObject, say: Say): void {
  const parts = ['paths', 'components', 'webhooks'];
  if (!parts.some((name) => Object.hasOwn(document, name)))
    say('the document has no paths, components or webhooks', 'add paths');
}

function pathsAreThere(document: JsonObject, say: Say, { version }: Scope): void {
  if (version === '3.0' && !Object.hasOwn(document, 'paths') && Object.hasOwn(document, 'components'))
    say('a document of OpenAPI 3.0 needs paths', 'add paths: {}');
}

function tagsAreUnique({ tags }: JsonObject, say: Say): void {
  const names = isList(tags) ? tags.map((tag) => member(tag, 'name')) : [];
  for (const [index, name] of names.entries())
    if (typeof name === 'string' && names.indexOf(name) < index)
      say(`the tag ${name} is declared twice`, 'remove one', `/tags/${index}`);
}

function operationIdsAreUnique(document: JsonObject, say: Say): void {
  const first = new Map<string, string>();
  for (const [path, item] of Object.entries(isObject(document['paths']) ? document['paths'] : {})) {
    for (const { value, pointer, keyword, name } of childrenOf(
      isObject(item) ? item : {},
      'pathItem',
      join('/paths', path),
    ).filter(({ kind }) => kind === 'operation')) {
      const id = member(value, 'operationId');
      if (typeof id !== 'string') continue;
      const key = `${keyword === name ? keyword.toUpperCase() : name} ${path}`;
      const other = first.get(id);
      if (other === undefined) first.set(id, key);
      else
        say(
          `operationId ${id} is that of ${other} too`,
          'give each operation its own',
          join(pointer, 'operationId'),
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

function parametersAreUnique(owner: JsonObject, say: Say, scope: Scope): void {
  for (const { index, name, place, isSame } of repeatedParameters(owner, scope))
    if (isSame) say(`${place} parameter ${name} is declared twice`, 'remove one', `/parameters/${index}`);
}

function parametersAgree(owner: JsonObject, say: Say, scope: Scope): void {
  for (const { index, name, place, isSame } of repeatedParameters(owner, scope))
    if (!isSame)
      say(`${place} parameter ${name} is declared twice, not alike`, 'remove one', `/parameters/${index}`);
}

/** The parameters of a list that have the name and place of one before. */
function repeatedParameters(owner: JsonObject, { document }: Scope) {
  const seen = new Map<string, Json>();
  return [...(isList(owner['parameters']) ? owner['parameters'] : [])].flatMap((item, index) => {
    const target = member(item, '$ref');
    const parameter = (typeof target === 'string' ? targetOf(document, target) : item) ?? null;
    const [name, place] = [member(parameter, 'name'), member(parameter, 'in')];
    if (typeof name !== 'string' || typeof place !== 'string') return [];
    const before = seen.get(`${place} ${name}`);
    if (before === undefined) {
      seen.set(`${place} ${name}`, parameter);
      return [];
    }
    return [{ index, name, place, isSame: JSON.stringify(before) === JSON.stringify(parameter) }];
  });
}

/** OpenAPI 3.2, section 4.9.1, and RFC 9110, section 9.1. */
function additionalMethodsAreOthers(item: JsonObject, say: Say): void {
  const operations = item['additionalOperations'];
  for (const method of Object.keys(isObject(operations) ? operations : {})) {
    const place = join('/additionalOperations', method);
    if (isMethod(method.toLowerCase()))
      say(`${method} has a keyword of its own`, `write it as ${method.toLowerCase()}`, place);
    else if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(method))
      say(`${method} is not a method`, "use letters, digits and !#$%&'*+.^_`|~-", place);
  }
}

function responsesAreThere(operation: JsonObject, say: Say, { version }: Scope): void {
  const { responses } = operation;
  if (version === '3.0' && responses === undefined)
    say('an operation object needs responses', 'add responses');
  const isEmpty = isObject(responses) && Object.keys(responses).every((name) => name.startsWith('x-'));
  if (isEmpty)
    say('no response is documented', 'add the statuses that the server answers with', '/responses');
}

function valueIsDescribed(parameter: JsonObject, say: Say): void {
  if (!Object.hasOwn(parameter, 'schema') && !Object.hasOwn(parameter, 'content'))
    say('this needs schema or content; its value can be anything', 'add schema');
}

function valueIsDescribedOnce(parameter: JsonObject, say: Say): void {
  if (Object.hasOwn(parameter, 'schema') && Object.hasOwn(parameter, 'content'))
    say('this has either schema or content', 'remove one');
}

function discriminatorIsSound({ propertyName }: JsonObject, say: Say): void {
  if (propertyName === '') say('a discriminator needs the name of a property', 'name it', '/propertyName');
}

function examplesAreOneOrMany(owner: JsonObject, say: Say): void {
  if (Object.hasOwn(owner, 'example') && Object.hasOwn(owner, 'examples'))
    say('example and examples exclude each other', 'remove one', '/example');
}

function exampleIsOne(example: JsonObject, say: Say): void {
  if (Object.hasOwn(example, 'value') && Object.hasOwn(example, 'externalValue'))
    say('value and externalValue exclude each other', 'remove one', '/externalValue');
}

function linkHasTarget(link: JsonObject, say: Say): void {
  const targets = ['operationId', 'operationRef'].filter((name) => Object.hasOwn(link, name));
  if (targets.length !== 1)
    say(
      'a link object has either operationId or operationRef',
      targets.length === 0 ? 'add one' : 'remove one',
    );
}

/** What a credential cannot be sent without. */
function schemeIsUsable(scheme: JsonObject, say: Say): void {
  const { type } = scheme;
  const needed = type === 'apiKey' ? ['name', 'in'] : type === 'http' ? ['scheme'] : [];
  for (const name of needed.filter((keyword) => !Object.hasOwn(scheme, keyword)))
    say(`a security scheme of type ${shownValue(type ?? null)} needs ${name}`, `add ${name}`);
}

function schemeIsWhole(scheme: JsonObject, say: Say): void {
  const { type } = scheme;
  const needed = type === 'oauth2' ? 'flows' : type === 'openIdConnect' ? 'openIdConnectUrl' : undefined;
  if (needed !== undefined && !Object.hasOwn(scheme, needed))
    say(`a security scheme of type ${shownValue(type ?? null)} needs ${needed}`, `add ${needed}`);
}

function variablesAreDeclared({ url, variables }: JsonObject, say: Say): void {
  for (const [, name = ''] of shownValue(url ?? '').matchAll(/\{([^{}]*)\}/g))
    if (!isObject(variables) || !Object.hasOwn(variables, name))
      say(`the variable {${name}} is not declared`, 'add it to variables', '/url');
}

function defaultIsAmongValues(variable: JsonObject, say: Say): void {
  const { enum: values, default: value } = variable;
  if (isList(values) && value !== undefined && !values.includes(value))
    say(`the default ${shownValue(value)} is none of the values`, 'add it to enum', '/default');
}

function descriptionIsThere(response: JsonObject, say: Say, { version }: Scope): void {
  if (version !== '3.2' && !Object.hasOwn(response, 'description'))
    say('a response object needs description', 'add description');
}
