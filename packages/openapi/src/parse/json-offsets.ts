/** Where in a text the value at a path stands, or the nearest above it that there is. */
export type Offsets = (tokens: readonly string[]) => number;

interface Entry {
  /** Of the name, or of the item of a list. */
  readonly offset: number;
  readonly value: number;
}

/** Finds values in a text that is known to be JSON. Reads only what leads to them, and skips all else. */
export function jsonOffsets(text: string): Offsets {
  const known = new Map<number, ReadonlyMap<string, Entry>>();
  const ends: Ends = new Map();
  const root = afterSpace(text, 0);
  return (tokens) => {
    let place: Entry = { offset: root, value: root };
    for (const token of tokens) {
      const entries = known.get(place.value) ?? entriesAt(text, place.value, ends);
      known.set(place.value, entries);
      const next = entries.get(token);
      if (next === undefined) break;
      place = next;
    }
    return place.offset;
  };
}

/** The members of an object or the items of a list; none of any other value. Of equal names the last counts. */
function entriesAt(text: string, start: number, ends: Ends): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const isObject = text[start] === '{';
  if (!isObject && text[start] !== '[') return entries;
  let next = afterSpace(text, start + 1);
  while (text[next] !== '}' && text[next] !== ']') {
    let name = String(entries.size);
    let value = next;
    if (isObject) {
      const end = stringEnd(text, next);
      name = JSON.parse(text.slice(next, end)) as string;
      value = afterSpace(text, afterSpace(text, end) + 1);
    }
    entries.set(name, { offset: next, value });
    next = afterSpace(text, valueEnd(text, value, ends));
    if (text[next] === ',') next = afterSpace(text, next + 1);
  }
  return entries;
}

function afterSpace(text: string, start: number): number {
  let end = start;
  while (' \n\r\t'.includes(text[end] ?? '_')) end += 1;
  return end;
}

/** Where the large objects and lists end that were passed over, by where they begin: what is in them comes next. */
type Ends = Map<number, number>;

const LARGE = 4096;

function valueEnd(text: string, start: number, ends: Ends): number {
  const known = ends.get(start);
  if (known !== undefined) return known;
  if (text[start] === '"') return stringEnd(text, start);
  if (text[start] !== '{' && text[start] !== '[') {
    const plain = /[^\s,\]}]*/y;
    plain.lastIndex = start;
    plain.test(text);
    return plain.lastIndex;
  }
  const open: number[] = [];
  let end = start;
  do {
    const letter = text.charCodeAt(end);
    if (letter === OPEN_BRACE || letter === OPEN_BRACKET) open.push(end);
    else if (letter === CLOSE_BRACE || letter === CLOSE_BRACKET) {
      const began = open.pop() ?? start;
      if (end - began > LARGE) ends.set(began, end + 1);
    }
    end = letter === QUOTE ? stringEnd(text, end) : end + 1;
  } while (open.length > 0);
  return end;
}

const BACKSLASH = 0x5c;
const [QUOTE, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d] as const;

function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, end: number): boolean {
  let start = end;
  while (text[start - 1] === '\\') start -= 1;
  return (end - start) % 2 === 1;
}
