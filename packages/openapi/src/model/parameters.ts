import type { JsonObject, Json } from '../json/json.js';
import { flagOf, objectOf, optional, textOf } from '../json/read.js';
import { isList, join, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { carriedType, declaredType, formatFor, formatOf } from './content.js';
import { encodingsOf, ignoreAll } from './encoding.js';
import { deprecationOf } from './facts.js';
import type { Header, Parameter, Serialization, Type } from './model.js';
import { follow } from './read-context.js';
import type { Reading } from './read-context.js';
import { typeOf } from './schema.js';
import {
  defaultExplode,
  defaultStyle,
  isParameterPlace,
  isRequiredIn,
  isReservedHeader,
  isReservedParameter,
  stylesOf,
  takesAllowReserved,
} from '../spec/http.js';

/** The parameters of a path item or operation. */
export function parametersOf(owner: Place<JsonObject>, reading: Reading): Parameter[] {
  const pointer = join(owner.pointer, 'parameters');
  const items = member(owner.value, 'parameters');
  if (!isList(items)) return [];
  const parameters = items.flatMap((item, index) => parameterOf(item, join(pointer, index), reading) ?? []);
  return parameters.filter((parameter, index) => {
    const isFirst =
      parameters.findIndex(({ name, in: place }) => name === parameter.name && place === parameter.in) ===
      index;
    if (!isFirst) reading.account.ignore(parameter.pointer, 'it is declared twice');
    return isFirst;
  });
}

/** An operation's parameters stand for those of its path item that have the same name and place. */
export function mergedParameters(shared: readonly Parameter[], own: readonly Parameter[]): Parameter[] {
  return [
    ...shared.filter(
      (parameter) => !own.some((other) => other.in === parameter.in && other.name === parameter.name),
    ),
    ...own,
  ];
}

function parameterOf(item: Json, pointer: string, reading: Reading): Parameter | undefined {
  const { value, pointer: definition } = follow(item, pointer, reading);
  const name = textOf(value, 'name') ?? '';
  const place = placeIn(value, reading);
  if (place === undefined) {
    reading.account.refuse(
      join(definition, 'in'),
      `a parameter cannot be in ${textOf(value, 'in') ?? ''}`,
      'write path, query, header or cookie',
    );
    return undefined;
  }
  if (place === 'header' && isReservedParameter(name)) {
    reading.account.ignore(pointer, `OpenAPI gives a header parameter ${name} no meaning`);
    return undefined;
  }
  const described = valueOf({ value, pointer: definition }, place, reading);
  const required = isRequiredIn(place, flagOf(value, 'required'));
  if (place === 'path' && !flagOf(value, 'required')) {
    reading.account.flaw(
      definition,
      `path parameter {${name}} is not required; it is read as if it were`,
      'add required: true',
    );
  }
  return {
    name,
    in: place,
    pointer,
    required,
    ...described,
    ...optional('description', textOf(value, 'description')),
    ...optional('deprecated', deprecationOf(value)),
    ...optional('examples', exampleOf(value, reading)),
  } as Parameter;
}

/** Where a parameter goes; `in: querystring` of OpenAPI 3.2 is all of the query. */
function placeIn(value: JsonObject, { version }: Reading): Parameter['in'] | undefined {
  const place = textOf(value, 'in') ?? '';
  if (place === 'querystring' && version === '3.2') return 'query';
  return isParameterPlace(place) ? place : undefined;
}

interface Value {
  readonly type: Type;
  readonly serialization: Serialization;
}

function valueOf(place: Place<JsonObject>, where: Parameter['in'], reading: Reading): Value {
  const { value, pointer } = place;
  const contents = Object.entries(objectOf(value, 'content'));
  const [content] = contents;
  if (textOf(value, 'in') === 'querystring' && content === undefined)
    reading.account.refuse(pointer, 'a querystring parameter is described by content', 'write content');
  if (content === undefined)
    return { type: schemaType(place, reading), serialization: styleOf(place, where, reading) };
  if (contents.length > 1)
    reading.account.refuse(
      join(pointer, 'content'),
      'the content of a parameter has one media type',
      'remove the others',
    );
  const [mediaType, described] = content;
  const media = follow(described, join(join(pointer, 'content'), mediaType), reading);
  return textOf(value, 'in') === 'querystring'
    ? queryValue(mediaType, media, reading)
    : contentValue(mediaType, media, where, reading);
}

/** JSON is written by the client; text of all other media types is given as it is. */
function contentValue(
  mediaType: string,
  media: Place<JsonObject>,
  where: Parameter['in'],
  reading: Reading,
): Value {
  ignoreAll(media, 'a parameter is no form', reading);
  const declared = declaredType(media, reading);
  if (formatFor(mediaType, declared, reading) === 'json')
    return { type: declared, serialization: { kind: 'content', mediaType } };
  const style = defaultStyle(where);
  return {
    type: carriedType('text', declared, reading),
    serialization: { kind: 'style', style, explode: defaultExplode(style), allowReserved: false },
  };
}

/** All of a query (OpenAPI 3.2, section 4.12.1). */
function queryValue(mediaType: string, media: Place<JsonObject>, reading: Reading): Value {
  const known = formatOf(mediaType);
  const format = known === 'json' || known === 'form' ? known : 'text';
  const declared = declaredType(media, reading);
  const type = format === 'text' ? carriedType('text', declared, reading) : declared;
  const encoding = encodingsOf(media, { format, mediaType, type }, reading);
  return {
    type,
    serialization: { kind: 'querystring', mediaType, format, ...optional('encoding', encoding) },
  };
}

function schemaType({ value, pointer }: Place<JsonObject>, reading: Reading): Type {
  const schema = member(value, 'schema');
  return schema === undefined
    ? { kind: 'unknown', pointer }
    : typeOf({ value: schema, pointer: join(pointer, 'schema') }, reading.schemas);
}

function styleOf(
  { value, pointer }: Place<JsonObject>,
  where: Parameter['in'],
  reading: Reading,
): Serialization {
  const styles = stylesOf(where, reading.version);
  const style = textOf(value, 'style') ?? defaultStyle(where);
  const known = styles.find((candidate) => candidate === style);
  if (known === undefined) {
    reading.account.refuse(
      join(pointer, 'style'),
      `style ${style} does not exist for a ${where} parameter`,
      `use ${styles.join(', ')}`,
    );
  }
  const explode = member(value, 'explode');
  return {
    kind: 'style',
    style: known ?? 'form',
    explode: typeof explode === 'boolean' ? explode : defaultExplode(style),
    allowReserved: isReserved({ value, pointer }, where, reading),
  };
}

function isReserved(
  { value, pointer }: Place<JsonObject>,
  where: Parameter['in'],
  reading: Reading,
): boolean {
  if (!flagOf(value, 'allowReserved')) return false;
  const counts = takesAllowReserved(where, reading.version);
  if (!counts)
    reading.account.ignore(join(pointer, 'allowReserved'), `it has no meaning for a ${where} parameter`);
  return counts;
}

function exampleOf(value: JsonObject, reading: Reading): readonly Json[] | undefined {
  const one = member(value, 'example');
  const many = Object.values(objectOf(value, 'examples')).flatMap(
    (item) => member(follow(item, '#', reading).value, 'value') ?? [],
  );
  return one === undefined && many.length === 0 ? undefined : [...(one === undefined ? [] : [one]), ...many];
}

/** The headers of a response. */
export function headersOf(response: Place<JsonObject>, reading: Reading): Header[] {
  const pointer = join(response.pointer, 'headers');
  return Object.entries(objectOf(response.value, 'headers')).flatMap(([name, item]) => {
    if (isReservedHeader(name)) {
      reading.account.ignore(join(pointer, name), `OpenAPI gives a response header ${name} no meaning`);
      return [];
    }
    const definition = follow(item, join(pointer, name), reading);
    return {
      name,
      pointer: join(pointer, name),
      required: flagOf(definition.value, 'required'),
      type: valueOf(definition, 'header', reading).type,
      ...optional('description', textOf(definition.value, 'description')),
    };
  });
}
