import type { JsonObject } from '../json/json.js';
import { flagOf, objectOf, textOf } from '../json/read.js';
import { isObject, join, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import type { Content, FieldEncoding, Type } from './model.js';
import type { Reading } from './read-context.js';
import { defaultExplode, defaultStyle, ENCODING_STYLE, stylesOf } from '../spec/http.js';

/** Keywords that describe parts by their place, or parts of parts (OpenAPI 3.2, section 4.14.4). */
const POSITIONAL = ['prefixEncoding', 'itemEncoding', 'encoding'];

/** How the fields of a form are written where the document says so (OpenAPI 3.1, section 4.8.15). */
export function encodingsOf(
  media: Place<JsonObject>,
  content: { readonly format: Content['format']; readonly mediaType: string; readonly type: Type },
  reading: Reading,
): Content['encoding'] {
  const { format, mediaType } = content;
  if (format !== 'form' && format !== 'multipart') {
    ignoreAll(media, `OpenAPI gives it no meaning for ${mediaType}, or the body is given whole`, reading);
    return undefined;
  }
  for (const name of ['prefixEncoding', 'itemEncoding'])
    if (Object.hasOwn(media.value, name))
      reading.account.ignore(join(media.pointer, name), 'the parts of a form have names');
  const place = join(media.pointer, 'encoding');
  const entries = Object.entries(objectOf(media.value, 'encoding')).flatMap(([name, value]) => {
    if (!isObject(value)) return [];
    const field = { value, pointer: join(place, name) };
    const encoding = fieldEncoding(name, field, content, reading);
    return encoding === undefined ? [] : [[name, encoding] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Puts `encoding` and its kin on the account where nothing of them is used. */
export function ignoreAll({ value, pointer }: Place<JsonObject>, reason: string, { account }: Reading): void {
  for (const name of POSITIONAL) if (Object.hasOwn(value, name)) account.ignore(join(pointer, name), reason);
}

function fieldEncoding(
  name: string,
  field: Place<JsonObject>,
  { format, type }: Pick<Content, 'format' | 'type'>,
  reading: Reading,
): FieldEncoding | undefined {
  const { value, pointer } = field;
  const ignore = (keyword: string, reason: string) => reading.account.ignore(join(pointer, keyword), reason);
  ignoreAll(field, 'the parts of a field are sent as one', reading);
  const declared = reading.schemas.property(type, name)?.type;
  if (declared === undefined) {
    reading.account.ignore(pointer, `the schema declares no property ${name}`);
    return undefined;
  }
  const styled = ENCODING_STYLE.filter((keyword) => Object.hasOwn(value, keyword));
  if (format === 'multipart' && reading.version === '3.0') {
    for (const keyword of styled) ignore(keyword, 'OpenAPI 3.0 gives it no meaning for multipart/form-data');
  } else if (styled.length > 0) {
    if (Object.hasOwn(value, 'contentType')) ignore('contentType', 'a style says how the field is written');
    return styleOf(field, reading);
  }
  const contentType = textOf(value, 'contentType');
  const reason = contentType === undefined ? undefined : unsentReason(contentType, declared, format, reading);
  if (reason !== undefined) ignore('contentType', reason);
  return contentType === undefined || reason !== undefined ? undefined : { kind: 'content', contentType };
}

/** A field has the styles of a query parameter (OpenAPI 3.1, Encoding Object, `style`). */
function styleOf({ value, pointer }: Place<JsonObject>, reading: Reading): FieldEncoding {
  const styles = stylesOf('query', reading.version);
  const style = textOf(value, 'style') ?? defaultStyle('query');
  const known = styles.find((candidate) => candidate === style);
  if (known === undefined) {
    const remedy = `use ${styles.join(', ')}`;
    reading.account.refuse(
      join(pointer, 'style'),
      `style ${style} does not exist for a field of a form`,
      remedy,
    );
  }
  const explode = member(value, 'explode');
  return {
    kind: 'style',
    style: known ?? 'form',
    explode: typeof explode === 'boolean' ? explode : defaultExplode(style),
    allowReserved: flagOf(value, 'allowReserved'),
  };
}

const JSON_TYPE = /^[^/]+\/(.*\+)?json\s*(;.*)?$/i;

/** Why a field is not sent with the content type that the document wants. */
function unsentReason(
  contentType: string,
  declared: Type,
  format: Content['format'],
  reading: Reading,
): string | undefined {
  if (/[,*]/.test(contentType)) return 'which of them it is says the Blob that is given';
  if (JSON_TYPE.test(contentType)) return undefined;
  if (format === 'form') return 'a field of a form is text';
  return isComposed(declared, reading) ? 'objects are sent as JSON' : undefined;
}

/** Whether a value, or an item of a list, is an object or a list. */
function isComposed(type: Type, { schemas }: Reading): boolean {
  const named = (other: Type) => (other.kind === 'reference' ? schemas.type(other.to) : other);
  const own = named(type);
  const part = own?.kind === 'array' ? named(own.items) : own;
  return part !== undefined && ['object', 'array', 'tuple', 'intersection'].includes(part.kind);
}
