import type { JsonObject } from '../json/json.js';
import { flagOf, objectOf, optional } from '../json/read.js';
import { isObject, join, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { Account } from './diagnostics.js';
import { isParsed } from './content.js';
import type { Operation } from './model.js';
import { follow } from './read-context.js';
import type { Reading } from './read-context.js';

/** What is sensitive in the responses of an operation. `default` is about errors, unless no success has a status. */
export function sensitiveIn(
  operation: Place<JsonObject>,
  { document, secrets }: Pick<Reading, 'document' | 'secrets'>,
): Pick<Operation, 'sensitive' | 'sensitiveErrors'> {
  const reading = { document, account: new Account() };
  const responses = objectOf(operation.value, 'responses');
  const statuses = Object.keys(responses).filter((status) => !status.startsWith('x-'));
  const named = statuses.filter((status) => status.startsWith('2'));
  const successes = named.length === 0 ? ['default'] : named;
  const pointer = join(operation.pointer, 'responses');
  const schemasOf = (status: string) => schemasIn(responses[status] ?? {}, join(pointer, status), reading);
  return {
    ...optional('sensitive', secrets.in(successes.flatMap(schemasOf))),
    ...optional(
      'sensitiveErrors',
      secrets.in(statuses.filter((status) => !named.includes(status)).flatMap(schemasOf)),
    ),
  };
}

type Followed = Pick<Reading, 'document' | 'account'>;

/** The schemas of a response's values: of each media type that is parsed, also where the client prefers another; else of any. */
function schemasIn(value: Place['value'], pointer: string, reading: Followed): Place[] {
  const response = follow(value, pointer, reading);
  const content = objectOf(response.value, 'content');
  const place = join(response.pointer, 'content');
  const all = Object.keys(content);
  const parsed = all.filter(isParsed);
  return (parsed.length > 0 ? parsed : all).flatMap((mediaType) => {
    const item = content[mediaType] ?? {};
    const described = follow(item, join(place, mediaType), reading);
    if ([response, described].some((one) => flagOf(one.value, 'x-sensitive')))
      return [{ value: { 'x-sensitive': true }, pointer: described.pointer }];
    return ['schema', 'itemSchema'].flatMap((keyword) => {
      const schema = member(described.value, keyword);
      if (schema === undefined) return [];
      const at = { value: schema, pointer: join(described.pointer, keyword) };
      return [keyword === 'itemSchema' ? withParsedData(at, reading) : at];
    });
  });
}

/** An event as it is given: with its data parsed, where they are text that holds JSON. */
function withParsedData(item: Place, reading: Followed): Place {
  if (!isObject(item.value)) return item;
  const event = follow(item.value, item.pointer, reading).value;
  const properties = objectOf(event, 'properties');
  const encoded = follow(properties['data'], item.pointer, reading).value['contentSchema'];
  if (encoded === undefined) return item;
  const { $ref: _, ...beside } = item.value;
  const value = { ...beside, ...event, properties: { ...properties, data: encoded } };
  return { value, pointer: item.pointer };
}
