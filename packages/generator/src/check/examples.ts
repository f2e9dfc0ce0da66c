import { INHERITED } from '@specline/openapi';
import type { Json, Member, Model, NamedSchema, ObjectType, Operation, Type } from '@specline/openapi';
import { plainText } from '../print/doc-comment.js';
import { Imports, relativeSpecifier } from '../print/imports.js';
import { choice, group, hardline, indent, join, line, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { keyType, literal, stringLiteral } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import type { TypeAt } from '../types/discriminated.js';
import type { Direction, SchemaName, SchemaNames } from '../types/schema-names.js';
import { fits } from './example-assignability.js';
import { localName } from './local-name.js';

/**
 * `test/examples.mts`: every example of the document satisfies its type, and values that break a type do not compile.
 * Examples that break their types are named instead: a document is valid with them.
 */
export function examplesFile(model: Model, schemas: SchemaNames, source: string): GeneratedFile {
  const imports = new Imports();
  const typeAt: TypeAt = (pointer) => schemas.get(pointer)?.type;
  const given = [
    ...model.schemas.flatMap((schema) => schemaExamples(schema, schemas, imports)),
    ...model.operations.flatMap((operation) => operationExamples(operation, imports)),
  ];
  const examples = given.filter((example) => isFitting(example, typeAt));
  const broken = [
    ...model.schemas.flatMap((schema) => schemaFaults(schema, schemas, imports)),
    ...model.operations.flatMap((operation) => paramsFaults(operation, imports)),
  ];
  const declarations = [
    ...(examples.length === 0 ? [] : [SATISFIES]),
    ...examples.map(exampleDoc),
    ...broken.map(faultDoc),
  ];
  return moduleFile(
    'test/examples.mts',
    source,
    [imports],
    [
      ...omissionsDoc(given.filter((example) => !examples.includes(example))),
      ...(declarations.length === 0 ? ['export {};'] : declarations),
    ],
  );
}

/** A value that a type accepts, other members than the declared ones included. */
const SATISFIES: Doc = join(hardline, [
  '/** Returns the value. The compiler checks its type, and allows undeclared members. */',
  'function satisfying<Wanted>() {',
  '  return <const Value extends Wanted>(value: Value): Value => value;',
  '}',
]);

interface Example {
  /** Where the document has it, or what it is an example of. */
  readonly pointer: string;
  /** What it is held against: the type, and its TypeScript, whose imports are noted when it is asked for. */
  readonly type: Type;
  readonly direction: Direction;
  readonly printed: () => string;
  readonly value: Json;
}

function isFitting({ value, type, direction }: Example, typeAt: TypeAt): boolean {
  return fits(value, type, direction, typeAt);
}

function exampleDoc({ printed, value }: Example, index: number): Doc {
  const head = `export const example${index + 1} = satisfying<${printed()}>()(`;
  const argument = literal(value);
  if (typeof value === 'object' && value !== null) return [head, argument, ');'];
  return [head, group([indent([softline, argument]), choice(',', ''), softline]), ');'];
}

function omissionsDoc(examples: readonly Example[]): Doc[] {
  const places = [...new Set(examples.map(({ pointer }) => plainText(pointer).replaceAll('\n', ' ')))];
  if (places.length === 0) return [];
  const lines = ['Left out, for their types refuse them, are examples of:', ...places];
  return [
    join(
      hardline,
      lines.map((text) => `// ${text}`),
    ),
  ];
}

const FROM = 'test/examples';

function use(name: string, module: string, imports: Imports): string {
  return localName(name, relativeSpecifier(FROM, `src/${module}`), imports);
}

function schemaExamples({ type, pointer }: NamedSchema, schemas: SchemaNames, imports: Imports): Example[] {
  const names = schemas.get(pointer);
  if (names === undefined || isDirected(names)) return [];
  const local = () => use(names.response, names.module, imports);
  const fields = type.kind === 'object' ? type.properties : [];
  return [
    ...examplesOf(type, { pointer, type, direction: 'response', printed: local }),
    ...fields.flatMap(({ name, type: field }) =>
      examplesOf(field, {
        pointer: field.pointer,
        type: field,
        direction: 'response',
        printed: () => `${local()}[${stringLiteral(name)}]`,
      }),
    ),
  ];
}

function examplesOf(
  { examples = [] }: { readonly examples?: readonly Json[] },
  of: Omit<Example, 'value'>,
): Example[] {
  return examples.map((value) => ({ ...of, value }));
}

/** An example of a schema is not told to be of a request or of a response. */
function isDirected({ request, response }: SchemaName): boolean {
  return request !== response;
}

function operationExamples({ call, responses, parameters, body }: Operation, imports: Imports): Example[] {
  const params = (name: string) => () =>
    `${use(call.types.params, call.module, imports)}[${stringLiteral(name)}]`;
  const bodies = (status: string) => () =>
    `${use(call.types.bodies, call.module, imports)}[${/^\d+$/.test(status) ? status : stringLiteral(status)}]`;
  const received = responses.flatMap(({ status, content }) =>
    content?.format === 'json'
      ? examplesOf(content, { ...content, direction: 'response', printed: bodies(status) })
      : [],
  );
  const given = parameters.flatMap((parameter) => {
    const { name, in: place, pointer, type } = parameter;
    const isMember = call.members.some(
      (member) => member.in === place && member.name === name && !member.group,
    );
    const of = { pointer, type, direction: 'request', printed: params(name) } as const;
    return isMember ? [...examplesOf(parameter, of), ...examplesOf(type, of)] : [];
  });
  const sent =
    body?.content.format === 'json'
      ? examplesOf(body.content, { ...body.content, direction: 'request', printed: params('body') })
      : [];
  return [...given, ...sent.flatMap((example) => sentExample(example, call, params)), ...received];
}

/** The fields of a body, each held against its member of `params`. */
function sentExample(
  whole: Example,
  call: Operation['call'],
  params: (name: string) => () => string,
): Example[] {
  const { value } = whole;
  // No example can be bytes.
  const fields = call.members.filter((member) => isField(member) && member.type.kind !== 'binary');
  if (call.body === 'member') return fields.map(({ name }) => ({ ...whole, printed: params(name) }));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const type = fields.find((member) => member.name === name)?.type;
    return type === undefined ? [] : [{ ...whole, type, printed: params(name), value: field }];
  });
}

function isField({ in: place, group: isGrouped }: Member): boolean {
  return place === 'body' && isGrouped === undefined;
}

/** A value that a type must refuse: `fault` says why. */
interface Fault {
  readonly fault: string;
  readonly type: string;
  readonly value: Doc;
}

function faultDoc({ fault, type, value }: Fault, index: number): Doc {
  const head = `export const broken${index + 1}: ${type} =`;
  const assigned = typeof value === 'string' ? group(indent([line, value])) : [' ', value];
  return [`// @ts-expect-error ${fault}`, hardline, group([head, assigned, ';'])];
}

/** A value without one of its members. */
function omission(type: string, key: string): Doc {
  return ['{} as ', group(['Omit<', indent([softline, type, ',', line, key]), softline, '>'])];
}

function schemaFaults({ type, pointer }: NamedSchema, schemas: SchemaNames, imports: Imports): Fault[] {
  const names = schemas.get(pointer);
  if (names === undefined || type.kind !== 'object') return [];
  const fields = type.properties.filter(({ access }) => access !== 'write-only');
  if (isOpen(type) && fields.length === 0) return [];
  return memberFaults(fields, () => use(names.response, names.module, imports));
}

function isOpen({ additional, patterns }: ObjectType): boolean {
  return (additional !== undefined && additional !== false) || patterns !== undefined;
}

function paramsFaults({ call }: Operation, imports: Imports): Fault[] {
  const members = call.members.filter(({ group: isGrouped }) => isGrouped === undefined);
  return memberFaults(members, () => use(call.types.params, call.module, imports));
}

type Field = Pick<Member, 'name' | 'required' | 'type'>;

/** Each required member left out, and each enum with a value that it does not have. `name` imports the type. */
function memberFaults(fields: readonly Field[], name: () => string): Fault[] {
  return fields.flatMap((field) => {
    // The compiler never misses what every object inherits.
    const isMissing = field.required && field.type.kind !== 'unknown' && !INHERITED.has(field.name);
    const isMisspelt = field.type.kind === 'enum' && !field.type.open;
    if (!isMissing && !isMisspelt) return [];
    const type = name();
    const key = stringLiteral(field.name);
    const missing: Fault = {
      fault: 'a required member is missing',
      type,
      value: omission(type, keyType(field.name)),
    };
    const misspelt: Fault = {
      fault: 'no such value',
      type: `${type}[${key}]`,
      value: stringLiteral(misspelling(field.type)),
    };
    return [...(isMissing ? [missing] : []), ...(isMisspelt ? [misspelt] : [])];
  });
}

/** A string that is near the values of an enum and none of them. */
function misspelling(type: Type): string {
  const values = type.kind === 'enum' ? type.values : [];
  let text = `${String(values[0] ?? '')}_`;
  while (values.includes(text)) text += '_';
  return text;
}
