import { objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Parameter } from '../document/operations.js';
import { percentDecoded } from '../document/source.js';
import { split } from './message.js';
import type { Pair } from './message.js';

/** What a serialised value is read as: the text itself does not say. */
export type Shape = 'primitive' | 'array' | 'object';

/** The parts of a parameter that say how its value is written. */
export type Written = Pick<Parameter, 'name' | 'style' | 'explode'>;

/** A value read back, all of its leaves text, or what is wrong with the way it is written. */
export type Read = { readonly value: Json; readonly keys?: readonly string[] } | { readonly problem: string };

/** A path or header value by its style (OpenAPI 3.1, Parameter Object, Style Values; RFC 6570). */
export function readText(
  written: Written,
  raw: string,
  shape: Shape,
  decode: (text: string) => string,
): Read {
  switch (written.style) {
    case 'simple':
      return { value: delimited(raw, ',', ',', written.explode, shape, decode) };
    case 'label':
      return raw.startsWith('.')
        ? { value: labelled(raw.slice(1), written.explode, shape, decode) }
        : { problem: 'does not begin with "." as style label does' };
    case 'matrix':
      return raw.startsWith(';')
        ? (readPairs({ ...written, style: 'form' }, matrixPairs(raw), shape, decode) ?? { problem: MATRIX })
        : { problem: MATRIX };
    default:
      return { problem: `has style ${written.style}, which is none for its place` };
  }
}

const MATRIX = 'does not begin with ";" and its name as style matrix does';

function matrixPairs(raw: string): Pair[] {
  return raw
    .slice(1)
    .split(';')
    .map((pair) => split(pair, '='));
}

function labelled(raw: string, explode: boolean, shape: Shape, decode: (text: string) => string): Json {
  return delimited(raw, explode ? '.' : ',', explode ? '.' : ',', explode, shape, decode);
}

function delimited(
  raw: string,
  separator: string,
  memberSeparator: string,
  explode: boolean,
  shape: Shape,
  decode: (text: string) => string,
): Json {
  switch (shape) {
    case 'primitive':
      return decode(raw);
    case 'array':
      return raw.split(separator).map((item) => decode(item.trim()));
    case 'object':
      return explode
        ? pairObject(
            raw.split(memberSeparator).map((pair) => split(pair.trim(), '=')),
            decode,
          )
        : flatObject(raw.split(separator), decode);
  }
}

/** A value among pairs (query, cookie, form) by its style; undefined where no pair belongs to it. */
export function readPairs(
  written: Written,
  pairs: readonly Pair[],
  shape: Shape,
  decode: (text: string) => string = queryDecoded,
  freeNames: (name: string) => boolean = () => true,
): Read | undefined {
  if (written.style === 'deepObject') return readDeep(written.name, pairs, decode);
  if (shape === 'object' && written.explode) return readSpread(pairs, decode, freeNames);
  const own = pairs.filter(([name]) => decode(name) === written.name).map(([, value]) => value);
  const [first] = own;
  if (first === undefined) return undefined;
  const keys = [written.name];
  if (shape === 'array' && written.explode) return { value: own.map(decode), keys };
  if (own.length > 1) return { problem: 'is there more than once' };
  if (shape === 'primitive') return { value: decode(first), keys };
  const separator = SEPARATORS[written.style];
  if (separator === undefined) return { problem: `has style ${written.style}, which is none for its place` };
  const listed = first.split(separator);
  return { value: shape === 'array' ? listed.map(decode) : flatObject(listed, decode), keys };
}

/** What stands between items that are not exploded. */
const SEPARATORS: Readonly<Record<string, string | RegExp>> = {
  form: ',',
  cookie: ',',
  spaceDelimited: /%20|\+/,
  pipeDelimited: /\||%7C/i,
};

function readSpread(
  pairs: readonly Pair[],
  decode: (text: string) => string,
  freeNames: (name: string) => boolean,
): Read | undefined {
  const own = pairs.filter(([name]) => freeNames(decode(name)));
  return own.length === 0
    ? undefined
    : { value: pairObject(own, decode), keys: own.map(([name]) => decode(name)) };
}

/** Deeper than any name that people write. */
const DEEPEST = 100;

/** `name[a]=1&name[b][c]=2`; a repeated key is an array. */
function readDeep(name: string, pairs: readonly Pair[], decode: (text: string) => string): Read | undefined {
  const own = pairs
    .map(([key, value]) => [decode(key), decode(value)] as const)
    .filter(([key]) => key.startsWith(`${name}[`));
  if (own.length === 0) return undefined;
  const entries = own.map(([key, value]) => [deepPath(key.slice(name.length)), value] as const);
  if (entries.some(([path]) => path.length > DEEPEST))
    return { problem: `is nested deeper than ${DEEPEST} levels` };
  return { value: nested(entries), keys: own.map(([key]) => key) };
}

function deepPath(brackets: string): string[] {
  return [...brackets.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
}

function nested(entries: readonly (readonly [readonly string[], string])[]): Json {
  const leaves = entries
    .filter(([path]) => path.length === 0 || (path.length === 1 && path[0] === ''))
    .map(([, leaf]) => leaf);
  if (leaves.length === entries.length)
    return leaves.length === 1 && entries[0]?.[0].length === 0 ? (leaves[0] ?? '') : leaves;
  const inside = new Map<string, (readonly [readonly string[], string])[]>();
  for (const [[name = '', ...path], leaf] of entries) {
    const known = inside.get(name);
    if (known === undefined) inside.set(name, [[path, leaf]]);
    else known.push([path, leaf]);
  }
  return objectOf([...inside].map(([name, inner]) => [name, nested(inner)]));
}

function pairObject(pairs: readonly Pair[], decode: (text: string) => string): Json {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs)
    values.set(decode(name), [...(values.get(decode(name)) ?? []), decode(value)]);
  return objectOf([...values].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? '') : list]));
}

function flatObject(listed: readonly string[], decode: (text: string) => string): Json {
  const names = listed.filter((_, index) => index % 2 === 0);
  return objectOf(names.map((name, index) => [decode(name), decode(listed[index * 2 + 1] ?? '')]));
}

/** Percent-decoded, a plus being a space (URL standard, application/x-www-form-urlencoded parsing). */
export function queryDecoded(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '));
}
