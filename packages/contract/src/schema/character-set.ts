import { matched, took, UnknownPattern } from './pattern-reader.js';
import type { Reader } from './pattern-reader.js';

/** The first and the last of some code points in a row. */
export type Range = readonly [first: number, last: number];

/** One letter of those in the ranges, or with `negated` of all others. */
export interface CharacterSet {
  readonly kind: 'set';
  readonly negated: boolean;
  readonly ranges: readonly Range[];
  /** Properties of Unicode whose letters belong to it too: `\p{L}`. */
  readonly properties: readonly string[];
  /** A letter of it, empty where none is at hand. */
  readonly sample: string;
}

const LAST = 0x10ffff;

/** ECMA-262, CharacterClassEscape; the sample is the letter that stands for it. */
const ESCAPES: Readonly<Record<string, { readonly ranges: readonly Range[]; readonly sample: string }>> = {
  d: { ranges: rangesIn('09'), sample: '0' },
  w: { ranges: rangesIn('azAZ09__'), sample: 'a' },
  // WhiteSpace and LineTerminator; RE2 knows five of them.
  s: {
    ranges: rangesIn(
      '\t\r  \u00a0\u00a0\u1680\u1680\u2000\u200a\u2028\u2029\u202f\u202f\u205f\u205f\u3000\u3000\ufeff\ufeff',
    ),
    sample: ' ',
  },
};
const OPPOSITES: Readonly<Record<string, string>> = { D: 'a', W: '-', S: 'a' };

/** What `.` stands for: all but LineTerminator. */
export const NO_LINE_END: CharacterSet = {
  kind: 'set',
  negated: true,
  ranges: rangesIn('\n\n\r\r\u2028\u2029'),
  properties: [],
  sample: 'a',
};

/** Ranges from pairs of letters: `azAZ`. */
function rangesIn(pairs: string): Range[] {
  return Array.from({ length: pairs.length / 2 }, (_, index): Range => [
    pairs.charCodeAt(index * 2),
    pairs.charCodeAt(index * 2 + 1),
  ]);
}

function code(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}

export function literal(letter: string): CharacterSet {
  const point = code(letter);
  return { kind: 'set', negated: false, ranges: [[point, point]], properties: [], sample: letter };
}

/** The next letter, by code point. */
export function letterOf(reader: Reader): string {
  const point = reader.pattern.codePointAt(reader.at);
  if (point === undefined) throw new UnknownPattern();
  const letter = String.fromCodePoint(point);
  reader.at += letter.length;
  return letter;
}

/** `\d`, `\p{L}` and their like, after the backslash. */
export function escapedSet(reader: Reader): CharacterSet | undefined {
  const property = matched(reader, /[pP]\{[^}]*\}/y)?.[0];
  if (property !== undefined) {
    const source = `\\${property}`;
    return { kind: 'set', negated: false, ranges: [], properties: [source], sample: sampleOf(source) };
  }
  const [name] = matched(reader, /[dwsDWS]/y) ?? [];
  if (name === undefined) return undefined;
  const { ranges, sample } = ESCAPES[name.toLowerCase()] ?? { ranges: [], sample: '' };
  const opposite = OPPOSITES[name];
  return opposite === undefined
    ? { kind: 'set', negated: false, ranges, properties: [], sample }
    : { kind: 'set', negated: false, ranges: others(ranges), properties: [], sample: opposite };
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** The letter that an escape stands for, after the backslash (ECMA-262, CharacterEscape). */
export function escapedUnit(reader: Reader): string {
  const hex = matched(reader, /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}/y);
  if (hex !== undefined) return unicodeUnit(reader, Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16));
  const control = matched(reader, /c([A-Za-z])/y)?.[1];
  if (control !== undefined) return String.fromCodePoint(code(control) % 32);
  if (matched(reader, /0(?!\d)/y) !== undefined) return '\0';
  const letter = letterOf(reader);
  if (/[0-9xuckpP]/.test(letter)) throw new UnknownPattern();
  return Object.hasOwn(CONTROLS, letter) ? (CONTROLS[letter] ?? '') : letter;
}

/** Two escapes may be the halves of one letter; a half alone is nothing that RE2 matches as JavaScript does. */
function unicodeUnit(reader: Reader, point: number): string {
  if (!(point <= LAST)) throw new UnknownPattern();
  if (point < 0xd800 || point > 0xdfff) return String.fromCodePoint(point);
  const low = Number.parseInt(matched(reader, /\\u([dD][c-fC-F][0-9a-fA-F]{2})/y)?.[1] ?? '', 16);
  if (point > 0xdbff || Number.isNaN(low)) throw new UnknownPattern();
  return String.fromCharCode(point, low);
}

/** A class, after its opening bracket. */
export function parsedClass(reader: Reader): CharacterSet {
  const negated = took(reader, '^');
  const ranges: Range[] = [];
  const properties: string[] = [];
  const samples: string[] = [];
  let firstRange: string | undefined;
  while (!took(reader, ']')) {
    const from = classMember(reader);
    const isRange = /^-[^\]]/.test(reader.pattern.slice(reader.at, reader.at + 2));
    if (isRange && isLetter(from)) {
      const back = reader.at;
      reader.at += 1;
      const to = classMember(reader);
      if (isLetter(to)) {
        ranges.push([from.ranges[0]?.[0] ?? 0, to.ranges[0]?.[0] ?? 0]);
        firstRange ??= from.sample;
        continue;
      }
      reader.at = back;
    }
    ranges.push(...from.ranges);
    properties.push(...from.properties);
    samples.push(from.sample);
  }
  const set = { kind: 'set', negated, ranges, properties, sample: '' } as const;
  const sample = negated
    ? ([...TRIED].find((letter) => contains(set, letter)) ?? '')
    : (firstRange ?? samples[0] ?? '');
  return { ...set, sample };
}

/** Letters to try for a class that says only what it excludes. */
const TRIED = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ .,:;!?/+*=@#%&()<>"\'~é';

function classMember(reader: Reader): CharacterSet {
  if (!took(reader, '\\')) return literal(letterOf(reader));
  if (took(reader, 'b')) return literal('\b');
  return escapedSet(reader) ?? literal(escapedUnit(reader));
}

function isLetter({ ranges, properties }: CharacterSet): boolean {
  const [first] = ranges;
  return properties.length === 0 && ranges.length === 1 && first !== undefined && first[0] === first[1];
}

function contains({ negated, ranges, properties }: CharacterSet, letter: string): boolean {
  const point = code(letter);
  const isIn =
    ranges.some(([from, to]) => from <= point && point <= to) ||
    properties.some((property) => new RegExp(`^${property}$`, 'u').test(letter));
  return isIn !== negated;
}

/** All letters of a set as ranges in order, of which no two touch. */
export function rangesOf({ negated, ranges, properties }: CharacterSet): Range[] {
  const all = merged([...ranges, ...properties.flatMap(propertyRanges)]);
  return negated ? others(all) : all;
}

function merged(ranges: readonly Range[]): Range[] {
  const found: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}

function others(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  let next = 0;
  for (const [from, to] of merged(ranges)) {
    if (from > next) found.push([next, from - 1]);
    next = to + 1;
  }
  return next <= LAST ? [...found, [next, LAST]] : found;
}

const known = new Map<string, Range[]>();

/** The letters that have a property by the tables of this JavaScript, which are those of a validator that runs in it. */
function propertyRanges(property: string): Range[] {
  const found = known.get(property) ?? scanned(new RegExp(property, 'u'));
  known.set(property, found);
  return found;
}

function scanned(property: RegExp): Range[] {
  const found: Range[] = [];
  let from: number | undefined;
  for (let point = 0; point <= LAST + 1; point += 1) {
    const isIn = point <= LAST && property.test(String.fromCodePoint(point));
    if (isIn) from ??= point;
    else if (from !== undefined) {
      found.push([from, point - 1]);
      from = undefined;
    }
  }
  return found;
}

function sampleOf(property: string): string {
  const form = new RegExp(property, 'u');
  const plain = [...TRIED].find((letter) => form.test(letter));
  if (plain !== undefined) return plain;
  const [first] = propertyRanges(property);
  return first === undefined ? '' : String.fromCodePoint(first[0]);
}
