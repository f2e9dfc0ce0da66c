import type { Json } from '@specline/openapi';
import { group, hardline, indent, join, line, softline, choice } from './layout.js';
import type { Doc } from './layout.js';

/** Letters that change how source text is shown, or that end a line for some readers: always escaped. */
const INVISIBLE =
  /[\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Cs}/gu;

/** Nothing to escape, as in most. */
const PLAIN = /^[\w .,:;/{}()[\]<>=+*@#$%&!?|~^`-]*$/;

/** A string literal that holds exactly `text`, in the quotes that need fewer escapes. */
export function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(INVISIBLE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
}

/** A name that stands without quotes, in code and after a dot. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** The name of a member in a type. */
export function memberName(name: string): string {
  return BARE_NAME.test(name) || isNumber(name) ? name : stringLiteral(name);
}

/** What `keyof` gives for a member in a type. */
export function keyType(name: string): string {
  return isNumber(name) ? name : stringLiteral(name);
}

function isNumber(name: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(name);
}

/**
 * An identifier of letters that every compiler knows, and every version of Unicode: what `\p{L}` takes in grows from one
 * version of Node to the next.
 */
const LETTERS =
  'A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F\\u0391-\\u03A1\\u03A3-\\u03C9\\u0410-\\u044F\\u3041-\\u3096\\u30A1-\\u30FA\\u4E00-\\u9FA5\\uAC00-\\uD7A3';
const BARE_NAME = new RegExp(`^[${LETTERS}_$][${LETTERS}\\d_$]*$`);

/** The name of a member in an object literal, where `__proto__` alone would set the prototype. */
export function keyName(name: string): string {
  return name === '__proto__' ? "['__proto__']" : memberName(name);
}

/** `object.name` or `object['name']`. */
export function access(object: string, name: string): string {
  return isPlainName(name) ? `${object}.${name}` : `${object}[${stringLiteral(name)}]`;
}

/** Returns a name that is to stand in code as an identifier. Throws where it is none: names never carry code. */
export function identifier(name: string): string {
  if (/^[\p{ID_Start}$_][\p{ID_Continue}$\u200C\u200D]*$/u.test(name)) return name;
  throw new TypeError(
    `${JSON.stringify(name)} cannot be an identifier in generated code; name it in sdk.yaml`,
  );
}

/** A number as prettier writes it: `1e21`. */
export function numberLiteral(value: number): string {
  return String(value).replace('e+', 'e');
}

/** A JSON value as an expression: objects a member per line, lists on one line where they fit. */
export function literal(value: Json): Doc {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'string') return stringLiteral(value);
  if (isList(value)) return listLiteral(value.map(literal), isBrokenList(value));
  return objectLiteral(Object.entries(value).map(([name, member]) => [name, literal(member)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Prettier breaks lists of lists and lists of objects that all have several members. */
function isBrokenList(items: readonly Json[]): boolean {
  const sizes = items.map((item) =>
    typeof item === 'object' && item !== null ? Object.keys(item).length : 0,
  );
  const lists = items.filter(isList).length;
  return items.length > 1 && sizes.every((size) => size > 1) && (lists === 0 || lists === items.length);
}

export function listLiteral(items: readonly Doc[], broken = false): Doc {
  if (items.length === 0) return '[]';
  const contents = [softline, join([',', line], items)];
  return group(['[', indent(contents), choice(',', ''), broken ? hardline : softline, ']']);
}

/** A member of an object literal. */
export type NamedDoc = readonly [name: string, value: Doc];

/** An object literal with a line for each member; `spread` members have no name. */
export function objectLiteral(members: readonly NamedDoc[]): Doc {
  if (members.length === 0) return '{}';
  return ['{', indent(members.map((member) => [hardline, memberLiteral(member), ','])), hardline, '}'];
}

/** An object literal on one line where it fits. */
export function inlineObject(members: readonly Doc[]): Doc {
  if (members.length === 0) return '{}';
  return group(['{', indent([line, join([',', line], members)]), choice(',', ''), line, '}']);
}

/** The same of members with a name and a value each. */
export function inlineMembers(members: readonly NamedDoc[]): Doc {
  return inlineObject(members.map(([name, value]) => [keyName(name), ': ', value]));
}

/** A string that does not fit beside its name goes to the next line, unless the name is short. */
function memberLiteral([name, value]: NamedDoc): Doc {
  const key = keyName(name);
  if (value === key) return key;
  const isString = typeof value === 'string' && /^['"]/.test(value);
  if (!isString || key.length < 5) return [key, ': ', value];
  return group([key, ':', group(indent([line, value]))]);
}
