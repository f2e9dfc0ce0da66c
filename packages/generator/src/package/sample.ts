import type { Json, Member, Model, Operation, Type } from '@specline/openapi';
import { choice, group, hardline, indent, join, line, print, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { access, literal, objectLiteral } from '../print/literal.js';

/** Finds a value to show for a type. */
export type Sampler = (type: Type) => Json;

/** Of more types than this no sample is shown: two members of one type each, and so on, make a million values. */
const MAX_SAMPLED = 500;

/** Samples by the document's examples, else the plainest value of the type. */
export function samplerOf({ schemas }: Model): Sampler {
  const targets = new Map(schemas.map(({ pointer, type }) => [pointer, type]));
  let left = 0;
  const sample = (type: Type, seen: ReadonlySet<string>): Json => {
    const example = type.examples?.[0] ?? type.default;
    if (example !== undefined) return example;
    left -= 1;
    if (left < 0) return null;
    switch (type.kind) {
      case 'unknown':
      case 'never':
      case 'null':
        return null;
      case 'boolean':
        return true;
      case 'number':
        return 1;
      case 'string':
      case 'binary':
        return type.format === undefined || type.format === 'binary' ? 'text' : type.format;
      case 'enum':
        return type.values[0] ?? null;
      case 'array':
      case 'stream':
        return [];
      case 'tuple':
        return type.items.slice(0, type.required).map((item) => sample(item, seen));
      case 'object':
        return Object.fromEntries(
          type.properties
            .filter(({ required, access: side }) => required && side !== 'read-only')
            .map(({ name, type: property }) => [name, sample(property, seen)]),
        );
      case 'union':
        return type.members[0] === undefined ? null : sample(type.members[0], seen);
      case 'intersection':
        return Object.assign({}, ...type.members.map((member) => sample(member, seen)));
      case 'reference': {
        const target = seen.has(type.to) ? undefined : targets.get(type.to);
        return target === undefined ? null : sample(target, new Set([...seen, type.to]));
      }
    }
  };
  return (type) => {
    left = MAX_SAMPLED;
    return sample(type, new Set());
  };
}

/** `const response = await client.moq.relays.tokens.rotate(…);` with values from the document's examples. */
export function sampleCall(operation: Operation, sampler: Sampler): string {
  return callText(operation, sampler, { before: 'const response = await ' });
}

/** What stands before a call, and the options that it is given. */
interface Surrounding {
  readonly before: string;
  readonly options?: Doc;
}

/** A call as a statement, with values from the document's examples. */
export function callText(operation: Operation, sampler: Sampler, { before, options }: Surrounding): string {
  return print([sentDoc(before, operation, sampler, options), ';']);
}

/** The same for the items of a list in pages. */
export function sampleLoop(operation: Operation, sampler: Sampler): string {
  return print([
    sentDoc('for await (const item of ', operation, sampler),
    ') {',
    indent([hardline, 'console.log(item);']),
    hardline,
    '}',
  ]);
}

function sentDoc(before: string, operation: Operation, sampler: Sampler, options?: Doc): Doc {
  const { call, parameters, body } = operation;
  const given = (name: string, place: string) =>
    parameters.find((parameter) => parameter.name === name && parameter.in === place)?.examples?.[0];
  const sent = body?.content.examples?.[0];
  const required = call.members.filter((member) => member.required);
  const valueOf = ({ name, in: place, type }: Member): [string, Doc] => {
    const field = call.body === 'member' ? sent : ownMember(sent, name);
    const example = place === 'body' ? field : given(name, place);
    return [name, literal(example ?? sampler(type))];
  };
  const groups = [...new Set(required.flatMap(({ group: name }) => name ?? []))];
  const members = [
    ...required.filter(({ group: grouped }) => grouped === undefined).map(valueOf),
    ...groups.map((name): [string, Doc] => [
      name,
      objectLiteral(required.filter(({ group: grouped }) => grouped === name).map(valueOf)),
    ]),
  ];
  const path = parameters.find(
    ({ name, in: place }) => place === 'path' && name === call.positional?.parameter,
  );
  const positional = path === undefined ? [] : [literal(given(path.name, 'path') ?? sampler(path.type))];
  const head = `${before}${[...call.resource, call.method].reduce(access, 'client')}(`;
  return options === undefined
    ? callDoc(head, positional, members)
    : argumentsDoc(head, [...positional, objectLiteral(members), options]);
}

function ownMember(value: Json | undefined, name: string): Json | undefined {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as { readonly [name: string]: Json })[name] : undefined;
}

/** The object of parameters keeps to the call's first line where that fits. */
function callDoc(head: string, positional: readonly Doc[], members: readonly [string, Doc][]): Doc {
  const values = members.length === 0 ? [] : [objectLiteral(members)];
  const first = `${head}${positional.map((doc) => print(doc)).join('')}, {`;
  if (first.length <= 110) return [head, join(', ', [...positional, ...values]), ')'];
  return argumentsDoc(head, [...positional, ...values]);
}

function argumentsDoc(head: string, args: readonly Doc[]): Doc {
  return group([head, indent([softline, join([',', line], args)]), choice(',', ''), softline, ')']);
}
