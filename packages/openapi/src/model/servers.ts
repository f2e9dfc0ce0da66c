import { isList, isObject, join, member } from '../load/pointer.js';
import type { JsonObject, Place } from '../load/pointer.js';
import { listOf, objectOf, optional, textOf, textsOf } from './facts.js';
import type { Server, ServerVariable } from './model.js';
import { templateNames } from './operations.js';
import type { Reading } from './reading.js';

/** The servers of a document. A client begins with the first; the others are put on the account. */
export function serversOf(reading: Reading): Server[] {
  return listOf(reading.document, 'servers').flatMap((value, index) => {
    if (!isObject(value)) return [];
    const place = { value, pointer: join('#/servers', index) };
    if (index > 0)
      reading.account.ignore(place.pointer, 'a client begins with the first server; baseURL takes another');
    return [serverOf(place, reading)];
  });
}

function serverOf({ value, pointer }: Place<JsonObject>, reading: Reading): Server {
  const url = textOf(value, 'url') ?? '';
  const declared = objectOf(value, 'variables');
  const names = [...new Set(templateNames(url))];
  for (const name of names.filter((used) => !Object.hasOwn(declared, used)))
    reading.account.refuse(
      join(pointer, 'url'),
      `server variable {${name}} is not declared`,
      'add it to variables, with its default',
    );
  for (const name of Object.keys(declared).filter((other) => !names.includes(other)))
    reading.account.ignore(
      join(join(pointer, 'variables'), name),
      'the URL of the server has no such variable',
    );
  const variables = names.flatMap((name) => {
    const variable = member(declared, name);
    const place = join(join(pointer, 'variables'), name);
    return isObject(variable) ? [variableOf(name, { value: variable, pointer: place }, reading)] : [];
  });
  return {
    url,
    ...optional('description', textOf(value, 'description')),
    ...optional('variables', variables.length === 0 ? undefined : variables),
  };
}

/** OpenAPI 3.1, section 4.8.6: the default is one of the values. */
function variableOf(name: string, { value, pointer }: Place<JsonObject>, reading: Reading): ServerVariable {
  const standard = textOf(value, 'default') ?? '';
  const values = isList(value['enum']) ? textsOf(value, 'enum') : undefined;
  if (values !== undefined && !values.includes(standard))
    reading.account.refuse(
      join(pointer, 'default'),
      `the default of server variable {${name}} is not one of its values`,
      'add it to enum, or take another',
    );
  return {
    name,
    default: standard,
    ...optional('values', values),
    ...optional('description', textOf(value, 'description')),
  };
}
