import type { Member, Model, Operation } from '@specline/openapi';
import { clientClass } from '../client/index-names.js';
import { Imports } from '../print/imports.js';
import { choice, group, hardline, indent, join, line, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { access, inlineObject, keyName } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';

/** `test/calls.ts` of a client: how each operation is called, for the contract test. */
export function callsFile(model: Model, source: string): GeneratedFile {
  const { operations } = model;
  const client = clientClass(model);
  const contract = new Imports();
  contract.add('@specline/contract', 'Call');
  contract.add('../src/index.js', client);
  const calls = operations.map((operation) => [hardline, callDoc(operation), ',']);
  const head = `export const calls: Readonly<Record<string, Call<${client}>>> = {`;
  const table = operations.length === 0 ? [head, '};'] : [head, indent(calls), hardline, '};'];
  const comment = '/** A call of each operation, with values for its parameters and its body. */';
  return moduleFile('test/calls.ts', source, [contract], [[comment, hardline, table]]);
}

const PLACES: readonly Member['in'][] = ['path', 'query', 'header', 'cookie', 'body'];

function callDoc({ key, call }: Operation): Doc {
  const { positional, members } = call;
  const used = PLACES.filter(
    (place) =>
      members.some((member) => member.in === place) || (place === 'path' && positional !== undefined),
  );
  const values = used.length === 0 ? '_' : inlineObject(used);
  const method = [...call.resource, call.method].reduce(access, 'client');
  const args = [
    ...(positional === undefined ? [] : [access('path', positional.parameter)]),
    inlineObject(paramsOf(call)),
    'options',
  ];
  return [
    argumentsDoc(keyName(key), ['client', values, 'options']),
    ' {',
    indent([hardline, argumentsDoc(`return ${method}`, args), ';']),
    hardline,
    '}',
  ];
}

function argumentsDoc(head: string, args: readonly Doc[]): Doc {
  return group([`${head}(`, indent([softline, join([',', line], args)]), choice(',', ''), softline, ')']);
}

/** The `params` of a call: whole places first, then what stands there under a name of its own. */
function paramsOf({ members, body }: Operation['call']): Doc[] {
  const isWhole = (place: Member['in']) => place !== 'path' && (place !== 'body' || body === 'spread');
  const whole = PLACES.filter((place) => isWhole(place) && members.some((member) => member.in === place));
  const taken = new Set(members.filter(({ group: grouped }) => grouped).map(({ name }) => name));
  const single = members.filter(
    ({ name, in: place, group: grouped }) => !grouped && (!isWhole(place) || taken.has(name)),
  );
  const groups = PLACES.map((place) => members.filter((member) => member.group && member.in === place));
  return [
    ...whole.map((place) => `...${place}`),
    ...single.map(({ name, in: place }) => valueDoc(name, place, body)),
    ...groups.flatMap((list) => (list[0] === undefined ? [] : [groupDoc(list[0].group ?? '', list)])),
  ];
}

function valueDoc(name: string, place: Member['in'], body: Operation['call']['body']): Doc {
  if (place === 'body' && body === 'member') return name === 'body' ? 'body' : `${keyName(name)}: body`;
  return `${keyName(name)}: ${access(place, name)}`;
}

function groupDoc(name: string, members: readonly Member[]): Doc {
  const values = members.map((member) => `${keyName(member.name)}: ${access(member.in, member.name)}`);
  return [`${name}: `, inlineObject(values)];
}
