import type { JsonObject } from '../json/json.js';
import { listOf, objectOf, optional, textOf, textsOf } from '../json/read.js';
import { isList, isObject, join, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import type { Server, ServerVariable } from './model.js';
import { templateNames } from '../spec/http.js';
import type { Reading } from './read-context.js';

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
  for (const name of Object.keys(declared).filter((other) => !names.includes(other)))
    reading.account.ignore(
      join(join(pointer, 'variables'), name),
      'the URL of the server has no such variable',
    );
  const variables = names.flatMap((name) => {
    const variable = member(declared, name);
    return isObject(variable) ? [variableOf(name, variable)] : [];
  });
  return {
    url,
    ...optional('description', textOf(value, 'description')),
    ...optional('variables', variables.length === 0 ? undefined : variables),
  };
}

function variableOf(name: string, value: JsonObject): ServerVariable {
  const values = isList(value['enum']) ? textsOf(value, 'enum') : undefined;
  return {
    name,
    default: textOf(value, 'default') ?? '',
    ...optional('values', values),
    ...optional('description', textOf(value, 'description')),
  };
}
