/** Fewer letters than this of a secret give nothing away, and are in too many other texts. */
const WINDOW = 8;

/** How often a text is decoded: `%2525` is `%25` is `%`. */
const DEPTH = 4;

/**
 * Returns a text with `***` where it holds secrets, or eight letters or more of one: in any case, percent-encoded,
 * escaped as JSON, HTML or a JSON pointer, in hexadecimal, in base64 or base64url, and with other characters between its
 * letters. Shorter secrets are hidden as words.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const spellings = secrets.flatMap(spellingsOf);
  if (spellings.length === 0) return text;
  const hidden = new Uint8Array(text.length);
  for (const view of viewsOf(text)) for (const spelling of spellings) hide(spelling, view, hidden);
  return masked(text, hidden);
}

/** A way to write a secret, in lower case, and how many letters of it in a row are too many. */
interface Spelling {
  readonly text: string;
  readonly window: number;
}

function spellingsOf(secret: string): Spelling[] {
  const bytes = Buffer.from(secret);
  const plain = [secret, bytes.toString('latin1'), ...base64Of(bytes)].map((text) => spelt(text, WINDOW));
  const dense = plain.map(({ text }) => spelt(text.replaceAll(BETWEEN, ''), WINDOW));
  const spellings = [...plain, spelt(bytes.toString('hex'), 2 * WINDOW)].filter(({ text }) => text !== '');
  return [...spellings, ...dense.filter(({ text }) => text.length >= WINDOW)];
}

function spelt(text: string, window: number): Spelling {
  return { text: lowerCase(text), window: Math.min(window, text.length) };
}

/** Whole, and inside of a longer text: without the letters that also hold bits of what stands around it. */
function base64Of(bytes: Buffer): string[] {
  const inside = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const texts = [bytes.toString('base64'), ...inside.filter(({ length }) => length >= WINDOW)];
  return texts.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** A text as it is, or decoded: its letters in lower case, and where each begins in the text as it is. */
interface View {
  readonly letters: string;
  /** One more than letters: the last is the end of the text. */
  readonly starts: readonly number[];
}

interface WholeView extends View {
  /** Where each letter ends in the text as it is. */
  readonly ends: readonly number[];
}

function viewsOf(text: string): WholeView[] {
  const views: WholeView[] = [];
  let view: View = { letters: text, starts: Array.from({ length: text.length + 1 }, (_, at) => at) };
  for (let depth = 0; depth < DEPTH; depth++) {
    const lower = { ...view, letters: lowerCase(view.letters) };
    views.push({ ...lower, ends: lower.starts.slice(1) }, denseOf(lower));
    const next = decoded(view);
    if (next.letters === view.letters) break;
    view = next;
  }
  return views;
}

/** What is no letter and no digit. */
const BETWEEN = /[^\p{L}\p{N}]/gu;

/** Letters and digits alone: spaces, hyphens or invisible characters between them hide no secret from a reader. */
function denseOf({ letters, starts }: View): WholeView {
  const kept = Array.from({ length: letters.length }, (_, at) => at).filter(
    (at) => letters[at]?.search(BETWEEN) === -1,
  );
  const placed = (shift: number) => kept.map((at) => starts[at + shift] ?? 0);
  return { letters: kept.map((at) => letters[at]).join(''), starts: placed(0), ends: placed(1) };
}

const ESCAPES =
  /%([0-9a-f]{2})|\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}|&#x([0-9a-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|~([01])|\\(["'\\/])/gi;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded({ letters, starts }: View): View {
  const parts: string[] = [];
  const places: number[] = [];
  let end = 0;
  const add = (text: string, from: (index: number) => number) => {
    parts.push(text);
    for (let index = 0; index < text.length; index++) places.push(starts[from(index)] ?? 0);
  };
  for (const match of letters.matchAll(ESCAPES)) {
    const [first, last] = [end, match.index];
    add(letters.slice(first, last), (index) => first + index);
    add(letterOf(match), () => last);
    end = last + match[0].length;
  }
  const rest = end;
  add(letters.slice(rest), (index) => rest + index);
  return { letters: parts.join(''), starts: [...places, starts.at(-1) ?? 0] };
}

function letterOf([
  ,
  percent,
  byte,
  unit,
  point,
  hex,
  decimal,
  entity,
  pointer,
  plain,
]: RegExpMatchArray): string {
  if (entity !== undefined) return ENTITIES[entity.toLowerCase()] ?? '';
  if (pointer !== undefined) return pointer === '1' ? '/' : '~';
  if (plain !== undefined) return plain;
  const code =
    decimal === undefined
      ? Number.parseInt(percent ?? byte ?? unit ?? point ?? hex ?? '', 16)
      : Number(decimal);
  return code > 0x10_ff_ff ? '' : String.fromCodePoint(code);
}

/** Unit by unit, so that no letter changes its place. */
function lowerCase(text: string): string {
  return text.replaceAll(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}

function hide({ text, window }: Spelling, { letters, starts, ends }: WholeView, hidden: Uint8Array): void {
  const mark = (from: number, to: number) => hidden.fill(1, starts[from], ends[to - 1]);
  if (text.length < WINDOW) {
    for (const { index } of letters.matchAll(word(text))) mark(index, index + text.length);
    return;
  }
  const pieces = new Set(
    Array.from({ length: text.length - window + 1 }, (_, at) => text.slice(at, at + window)),
  );
  for (let at = 0; at + window <= letters.length; at++)
    if (pieces.has(letters.slice(at, at + window))) mark(at, at + window);
}

function word(text: string): RegExp {
  const literal = text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, 'gu');
}

function masked(text: string, hidden: Uint8Array): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    if (hidden[at] === 0) result += text[at];
    else if (at === 0 || hidden[at - 1] === 0) result += '***';
  }
  return result;
}
