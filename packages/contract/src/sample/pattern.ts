/**
 * A string that is meant to match the pattern, each quantifier repeated `extra` times more than it must and each choice
 * taken by `extra`. Undefined where the pattern uses what this does not know (back references). Assertions that look
 * around are passed over, so the caller validates.
 */
export function patternText(pattern: string, extra: number): string | undefined {
  const reader = { pattern, at: 0, extra };
  try {
    const text = choiceText(reader);
    return reader.at === pattern.length ? text : undefined;
  } catch (error) {
    if (error instanceof UnknownPattern) return undefined;
    throw error;
  }
}

class UnknownPattern extends Error {}

interface Reader {
  readonly pattern: string;
  at: number;
  readonly extra: number;
}

/** Longer than this no quantifier makes a string, whatever it asks for. */
const LONGEST = 5000;

function choiceText(reader: Reader): string {
  const branches = [sequenceText(reader)];
  while (took(reader, '|')) branches.push(sequenceText(reader));
  return branches[reader.extra % branches.length] ?? '';
}

function sequenceText(reader: Reader): string {
  let text = '';
  while (reader.at < reader.pattern.length && !/[|)]/.test(peek(reader))) {
    const atom = atomText(reader);
    const count = countOf(reader);
    if (atom.length * count > LONGEST || text.length > LONGEST) throw new UnknownPattern();
    text += atom.repeat(count);
  }
  return text;
}

function atomText(reader: Reader): string {
  const char = next(reader);
  switch (char) {
    case '^':
    case '$':
      return '';
    case '.':
      return 'a';
    case '(':
      return groupText(reader);
    case '[':
      return classText(reader);
    case '\\':
      return escapeText(reader);
    default:
      return char;
  }
}

function groupText(reader: Reader): string {
  const opening = /^(\?:|\?=|\?!|\?<=|\?<!|\?<[^>]*>)?/.exec(reader.pattern.slice(reader.at))?.[0] ?? '';
  reader.at += opening.length;
  const text = choiceText(reader);
  if (!took(reader, ')')) throw new UnknownPattern();
  return /^\?(=|!|<=|<!)$/.test(opening) ? '' : text;
}

/** What `\d` and its like stand for, first choice first. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '0123456789',
  D: 'a',
  w: 'abcdefghijklmnopqrstuvwxyz0123456789_',
  W: '-',
  s: ' ',
  S: 'a',
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' };

function escapeText(reader: Reader): string {
  const char = next(reader);
  if (char === 'b' || char === 'B') return '';
  if (/[1-9k]/.test(char)) throw new UnknownPattern();
  return escapedChars(reader, char).charAt(0);
}

function escapedChars(reader: Reader, char: string): string {
  if (Object.hasOwn(CLASSES, char)) return CLASSES[char] ?? '';
  if (Object.hasOwn(CONTROLS, char)) return CONTROLS[char] ?? '';
  if (char === 'x') return codeText(reader, /^([0-9a-fA-F]{2})/);
  if (char === 'u') return codeText(reader, /^\{?([0-9a-fA-F]{1,6})\}?/);
  if (char === 'p' || char === 'P') return propertyChars(reader);
  return char;
}

function codeText(reader: Reader, form: RegExp): string {
  const limited = reader.pattern.slice(reader.at, reader.at + (peek(reader) === '{' ? 8 : 4));
  const match = form.exec(limited);
  const code = Number.parseInt(match?.[1] ?? '', 16);
  if (match === null || !(code <= 0x10ffff)) throw new UnknownPattern();
  reader.at += match[0].length;
  return String.fromCodePoint(code);
}

function propertyChars(reader: Reader): string {
  const match = /^\{([^}]*)\}/.exec(reader.pattern.slice(reader.at));
  if (match === null) throw new UnknownPattern();
  reader.at += match[0].length;
  const name = match[1] ?? '';
  if (/^(N|Nd)$/.test(name)) return '0';
  if (/^(Lu|Uppercase)/.test(name)) return 'A';
  return name.startsWith('P') ? '-' : 'a';
}

/** Characters to try for a class that says only what it excludes. */
const ANY = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ .,:;!?/+*=@#%&()<>"\'~é';

function classText(reader: Reader): string {
  const negated = took(reader, '^');
  const chars: string[] = [];
  const ranges: [string, string][] = [];
  while (!took(reader, ']')) {
    const start = classMember(reader);
    const range = reader.pattern[reader.at] === '-' && reader.pattern[reader.at + 1] !== ']';
    if (range && start.length === 1) {
      reader.at += 1;
      ranges.push([start, classMember(reader).charAt(0)]);
    } else chars.push(...start);
  }
  if (!negated) return ranges[0]?.[0] ?? chars[0] ?? '';
  const excluded = (char: string): boolean =>
    chars.includes(char) || ranges.some(([from, to]) => from <= char && char <= to);
  return [...ANY].find((char) => !excluded(char)) ?? '';
}

function classMember(reader: Reader): string {
  const char = next(reader);
  if (char !== '\\') return char;
  const escaped = next(reader);
  return escaped === 'b' ? '\b' : escapedChars(reader, escaped);
}

function countOf(reader: Reader): number {
  const match = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(reader.pattern.slice(reader.at));
  if (match === null) return 1;
  reader.at += match[0].length;
  const [, sign, least, comma, most] = match;
  if (sign === '?') return Math.min(1, reader.extra);
  if (sign !== undefined) return (sign === '+' ? 1 : 0) + reader.extra;
  const from = Number(least);
  const to = comma === undefined ? from : most === '' || most === undefined ? Infinity : Number(most);
  return Math.min(to, from + reader.extra);
}

function peek(reader: Reader): string {
  return reader.pattern[reader.at] ?? '';
}

function next(reader: Reader): string {
  if (reader.at >= reader.pattern.length) throw new UnknownPattern();
  reader.at += 1;
  return reader.pattern[reader.at - 1] ?? '';
}

function took(reader: Reader, char: string): boolean {
  if (peek(reader) !== char) return false;
  reader.at += 1;
  return true;
}
