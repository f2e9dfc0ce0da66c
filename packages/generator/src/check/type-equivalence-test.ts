import type { Call, Member, Model, NamedSchema, Operation, RequestBody, Response } from '@specline/openapi';
import { plainText } from '../print/doc-comment.js';
import { Imports, relativeSpecifier } from '../print/imports.js';
import { choice, group, hardline, indent, join, line, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { memberName, stringLiteral } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import { typeArgument } from '../print/type-layout.js';
import type { Tag } from '../types/discriminators.js';
import type { SchemaNames } from '../types/schema-names.js';
import { unionOf } from '../types/type-expression.js';
import { differencesOf, relationsOf } from './differences.js';
import type { Difference, Differences } from './differences.js';
import { localName } from './local-name.js';

/** One named type, what openapi-typescript prints for the same thing, and where the two differ. */
interface Twin {
  readonly pointer: string;
  readonly named: string;
  readonly twin: Doc;
  readonly differences: readonly Difference[];
}

/** `test/twins.ts`: every named type and its twin are the same, except as listed there. */
export function twinsFile(
  model: Model,
  schemas: SchemaNames,
  tags: ReadonlyMap<string, Tag>,
  source: string,
): GeneratedFile {
  const imports = new Imports();
  const differences = differencesOf(model.schemas, tags);
  const twins = [
    ...model.schemas.flatMap((schema) => schemaTwins(schema, schemas, imports, differences)),
    ...model.operations.flatMap((operation, index) =>
      operationTwins(operation, operationName(index), imports, differences),
    ),
  ];
  return moduleFile(
    'test/twins.ts',
    source,
    [imports],
    [
      RELATION,
      ...model.operations.map((operation, index) => operationAlias(operation, operationName(index))),
      ...twins.map((twin, index) => twinDoc(twin, index + 1)),
    ],
  );
}

const RELATION: Doc = join(hardline, [
  '/** How two types can be assigned: each to the other, only one to the other, or neither. */',
  'export type Relation<Named, Twin> = [Named] extends [Twin]',
  '  ? [Twin] extends [Named]',
  "    ? 'equal'",
  "    : 'narrower'",
  '  : [Twin] extends [Named]',
  "    ? 'wider'",
  "    : 'different';",
  '',
  'export type All<Types> = Types extends [infer First, ...infer Rest] ? First & All<Rest> : unknown;',
  '',
  'export type Body<Type> = { body: Type };',
  '',
  'export type OptionalBody<Type> = { body?: Type };',
  '',
  'export type Expect<Actual extends Wanted, Wanted> = Actual;',
]);

function operationName(index: number): string {
  return `Operation${index + 1}`;
}

/** What openapi-typescript prints for an operation, under a short name. */
function operationAlias({ path, method }: Operation, name: string): Doc {
  const steps =
    typeof method === 'string' ? [path, method] : [path, 'additionalOperations', method.additional];
  const twin = `paths${steps.map((step) => `[${stringLiteral(step)}]`).join('')}`;
  return group([`export type ${name} =`, indent([line, twin]), ';']);
}

function twinDoc({ pointer, named, twin, differences }: Twin, number: number): Doc {
  const places = [...new Set(differences.map((entry) => `${entry.reason} at ${entry.pointer}`))];
  const comments = [pointer, ...places].map((text) => [
    `// ${plainText(text).replaceAll('\n', ' ')}`,
    hardline,
  ]);
  const relation = typeArguments('Relation', [named, twin]);
  const relations = typeArgument(unionOf(relationsOf(differences).map(stringLiteral)));
  const expected = typeArguments('Expect', [relation, relations]);
  return [comments, `export type Twin${number} = `, expected, ';'];
}

/** A tuple type. */
function listDoc(items: readonly Doc[]): Doc {
  return group(['[', indent([softline, join([',', line], items)]), choice(',', ''), softline, ']']);
}

function typeArguments(name: string, args: readonly Doc[]): Doc {
  return group([`${name}<`, indent([softline, join([',', line], args)]), softline, '>']);
}

const OPENAPI = '../src/openapi.js';

function schemaTwins(
  { pointer, type, module }: NamedSchema,
  schemas: SchemaNames,
  imports: Imports,
  differences: Differences,
): Twin[] {
  const component = /^#\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1];
  const names = schemas.get(pointer);
  if (component === undefined || names === undefined || names.endless) return [];
  imports.add(OPENAPI, 'components');
  const twin = `components['schemas'][${stringLiteral(unescaped(component))}]`;
  const directions =
    names.request === names.response ? (['response'] as const) : (['response', 'request'] as const);
  return directions.map((direction) => {
    const named = localName(names[direction], relativeSpecifier('test/twins', `src/${module}`), imports);
    return { pointer, named, twin, differences: differences(type, direction) };
  });
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

function operationTwins(
  operation: Operation,
  root: string,
  imports: Imports,
  differences: Differences,
): Twin[] {
  const { call, responses, pointer } = operation;
  imports.add(OPENAPI, 'paths');
  const specifier = relativeSpecifier('test/twins', `src/${call.module}`);
  const twins = responses.flatMap((response) => bodyTwin(operation, response, root, differences));
  const params = paramsTwin(operation, root, differences);
  if (twins.length > 0) imports.add(specifier, call.types.bodies);
  if (params.length > 0) imports.add(specifier, call.types.params);
  const result = resultTwin(operation, root, differences);
  if (result.length > 0) imports.add(specifier, call.types.response);
  return [...result, ...params, ...twins].map((twin) => ({ ...twin, pointer: `${pointer} ${twin.named}` }));
}

/** Text and bytes are what arrives, whatever the schema says of them; they have no twin. */
function isCompared({ content }: Response): boolean {
  return content?.format === 'json';
}

function bodyOf({ status, content }: Response, root: string): string {
  const type = stringLiteral(content?.mediaType ?? '');
  return `${root}['responses'][${/^\d/.test(memberName(status)) ? status : stringLiteral(status)}]['content'][${type}]`;
}

function bodyTwin({ call }: Operation, response: Response, root: string, differences: Differences): Twin[] {
  const { content, status, pointer } = response;
  if (content === undefined || !isCompared(response)) return [];
  const key = /^\d+$/.test(status) ? status : stringLiteral(status);
  return [
    {
      pointer,
      named: `${call.types.bodies}[${key}]`,
      twin: bodyOf(response, root),
      differences: differences(content.type, 'response'),
    },
  ];
}

function resultTwin({ call, responses, pointer }: Operation, root: string, differences: Differences): Twin[] {
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  const [only] = successes;
  if (call.result === undefined || only === undefined || successes.length > 1 || !isCompared(only)) return [];
  const body = bodyOf(only, root);
  const { envelope } = call;
  const twin =
    envelope === undefined
      ? body
      : typeArguments('Exclude', [`${body}[${stringLiteral(envelope)}]`, 'undefined']);
  return [{ pointer, named: call.types.response, twin, differences: differences(call.result, 'response') }];
}

function paramsTwin(operation: Operation, root: string, differences: Differences): Twin[] {
  const { call, body, pointer } = operation;
  if (call.members.length === 0 || (body !== undefined && body.content.format !== 'json')) return [];
  if (isPlacedElsewhere(call, body)) return [];
  // What is all of a query has no twin.
  if (operation.parameters.some(({ serialization }) => serialization.kind === 'querystring')) return [];
  const places = (['path', 'query', 'header', 'cookie'] as const).flatMap((place) => {
    const names = call.members.filter((member) => member.in === place).map(({ name }) => itsKeyType(name));
    if (names.length === 0) return [];
    const whole = typeArguments('NonNullable', [`${root}['parameters'][${stringLiteral(place)}]`]);
    return [typeArguments('Pick', [whole, typeArgument(unionOf(names))])];
  });
  const fields = body === undefined ? [] : [sentDoc(body, call.body, root)];
  const types = [
    ...call.members.filter((member) => member.in !== 'body').map(({ type }) => type),
    ...(body === undefined ? [] : [body.content.type]),
  ];
  const found = types.flatMap((type) => differences(type, 'request'));
  const twin = typeArguments('All', [listDoc([...places, ...fields])]);
  return [{ pointer, named: call.types.params, twin, differences: found }];
}

/** Whether members stand where the twin has none: in groups, under another name, or out of a body that grew since. */
function isPlacedElsewhere({ members, body: place }: Call, body: RequestBody | undefined): boolean {
  const isMoved = ({ group: other, in: where, name }: Member) =>
    other !== undefined || (place === 'member' && where === 'body' && name !== 'body');
  return members.some(isMoved) || (place === 'spread' && body?.content.type.kind === 'union');
}

/** What `keyof` gives for a member that openapi-typescript prints: it leaves out the quotes of numbers. */
function itsKeyType(name: string): string {
  return /^\d/.test(name) && String(Number(name)) === name ? name : stringLiteral(name);
}

/** The body as the members of `params` that it is. */
function sentDoc({ content, required }: RequestBody, place: Call['body'], root: string): Doc {
  const media = `['content'][${stringLiteral(content.mediaType)}]`;
  const sent = [typeArguments('NonNullable', [`${root}['requestBody']`]), media];
  if (place === 'spread') return sent;
  return typeArguments(required ? 'Body' : 'OptionalBody', [sent]);
}
