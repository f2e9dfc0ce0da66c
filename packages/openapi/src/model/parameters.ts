import { isList, join, member } from '../load/pointer.js';
import type { JsonObject, Place } from '../load/pointer.js';
import { readContent } from './content.js';
import { flagOf, objectOf, optional, textOf } from './facts.js';
import type { Header, Json, Parameter, ParameterStyle, Serialization, Type } from './model.js';
import { follow } from './reading.js';
import type { Reading } from './reading.js';
import { typeOf } from './schema.js';

/** OpenAPI's styles by place, the default first (OpenAPI 3.1, section 4.8.12.2). */
const STYLES: Readonly<Record<Parameter['in'], readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

/** Header parameters that OpenAPI says "shall be ignored": other parts of the document say them. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

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
  const place = textOf(value, 'in') ?? '';
  if (!isPlace(place)) {
    reading.account.refuse(
      join(definition, 'in'),
      `a parameter cannot be in ${place}`,
      'write path, query, header or cookie',
    );
    return undefined;
  }
  if (place === 'header' && RESERVED_HEADERS.has(name.toLowerCase())) {
    reading.account.ignore(pointer, `OpenAPI gives a header parameter ${name} no meaning`);
    return undefined;
  }
  const described = valueOf({ value, pointer: definition }, place, reading);
  const required = flagOf(value, 'required') || place === 'path';
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
    ...optional('deprecated', flagOf(value, 'deprecated') || undefined),
    ...optional('sensitive', (flagOf(value, 'x-sensitive') || described.type.sensitive) ?? undefined),
    ...optional('examples', exampleOf(value, reading)),
  } as Parameter;
}

function isPlace(place: string): place is Parameter['in'] {
  return Object.hasOwn(STYLES, place);
}

function valueOf(
  place: Place<JsonObject>,
  where: Parameter['in'],
  reading: Reading,
): { type: Type; serialization: Serialization } {
  const { value, pointer } = place;
  const contents = Object.entries(objectOf(value, 'content'));
  const [content] = contents;
  if (content === undefined)
    return { type: schemaType(place, reading), serialization: styleOf(place, where, reading) };
  const [mediaType, described] = content;
  const { type, format } = readContent(
    mediaType,
    follow(described, pointer, reading).value,
    join(join(pointer, 'content'), mediaType),
    reading,
  );
  const at = join(pointer, 'content');
  if (contents.length > 1)
    reading.account.refuse(at, `this has one media type, not ${contents.length}`, 'leave one');
  if (format === 'json') return { type, serialization: { kind: 'content', mediaType } };
  if (format !== 'text' && format !== 'binary') {
    const remedy = 'describe it with schema, or as application/json';
    reading.account.refuse(at, `a parameter of ${mediaType} is not supported`, remedy);
  }
  return { type: textOfType(type), serialization: standardStyle(where) };
}

/** Whatever a URL or a header field carries is text. */
function textOfType(type: Type): Type {
  return type.kind === 'binary' ? { kind: 'string', pointer: type.pointer } : type;
}

function standardStyle(where: Parameter['in']): Serialization {
  const style = STYLES[where][0] ?? 'form';
  return { kind: 'style', style, explode: style === 'form', allowReserved: false };
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
  const [standard] = STYLES[where];
  const style = textOf(value, 'style') ?? standard ?? 'form';
  const known = STYLES[where].find((candidate) => candidate === style);
  if (known === undefined) {
    reading.account.refuse(
      join(pointer, 'style'),
      `style ${style} does not exist for a ${where} parameter`,
      `use ${STYLES[where].join(', ')}`,
    );
  }
  const explode = member(value, 'explode');
  return {
    kind: 'style',
    style: known ?? 'form',
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    allowReserved: flagOf(value, 'allowReserved'),
  };
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
  return Object.entries(objectOf(response.value, 'headers')).map(([name, item]) => {
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
