/**
 * The one place where lines are broken. Text is built as a tree of `Doc`s, each group of which is printed on one line
 * where it fits and else broken at its lines: the algorithm of prettier, so that generated code needs no formatting.
 */
export type Doc =
  | string
  | readonly Doc[]
  | { readonly kind: 'line'; readonly flat: string; readonly hard: boolean }
  | { readonly kind: 'indent'; readonly contents: Doc }
  | { readonly kind: 'group'; readonly contents: Doc; readonly broken: boolean }
  | { readonly kind: 'choice'; readonly broken: Doc; readonly flat: Doc };

/** A space, or a new line where the group is broken. */
export const line: Doc = { kind: 'line', flat: ' ', hard: false };
/** Nothing, or a new line where the group is broken. */
export const softline: Doc = { kind: 'line', flat: '', hard: false };
/** A new line, which breaks every group around it. */
export const hardline: Doc = { kind: 'line', flat: '', hard: true };

export function indent(contents: Doc): Doc {
  return { kind: 'indent', contents };
}

export function group(contents: Doc): Doc {
  return { kind: 'group', contents, broken: isHard(contents) };
}

/** One thing where the group around it is broken, another where it is not. */
export function choice(broken: Doc, flat: Doc): Doc {
  return { kind: 'choice', broken, flat };
}

export function join(separator: Doc, docs: readonly Doc[]): Doc[] {
  return docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]));
}

/** Whether a doc cannot be printed on one line. */
function isHard(doc: Doc): boolean {
  if (typeof doc === 'string') return false;
  if ('kind' in doc) {
    switch (doc.kind) {
      case 'line':
        return doc.hard;
      case 'indent':
        return isHard(doc.contents);
      case 'group':
        return doc.broken;
      case 'choice':
        return isHard(doc.broken) && isHard(doc.flat);
    }
  }
  return doc.some(isHard);
}

const WIDTH = 110;

/** A doc still to be printed: how far it is indented, and whether its lines are broken. */
interface Pending {
  readonly depth: number;
  readonly broken: boolean;
  readonly doc: Doc;
}

/** The text of a doc, with lines of at most 110 columns wherever it can be broken. */
export function print(doc: Doc): string {
  const out: string[] = [];
  const stack: Pending[] = [{ depth: 0, broken: true, doc }];
  let column = 0;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { depth, broken } = next;
    if (typeof next.doc === 'string') {
      out.push(next.doc);
      column += widthOf(next.doc);
    } else if (!('kind' in next.doc)) {
      pushAll(stack, next.doc, depth, broken);
    } else if (next.doc.kind === 'line') {
      if (broken || next.doc.hard) {
        trimEnd(out);
        out.push('\n', ' '.repeat(depth));
        column = depth;
      } else {
        out.push(next.doc.flat);
        column += next.doc.flat.length;
      }
    } else if (next.doc.kind === 'group') {
      const flat: Pending = { depth, broken: false, doc: next.doc.contents };
      const fitting = !next.doc.broken && fits(flat, stack, WIDTH - column);
      stack.push(fitting ? flat : { ...flat, broken: true });
    } else stack.push(inside(next, next.doc));
  }
  return out.join('');
}

function inside({ depth, broken }: Pending, doc: Extract<Doc, { kind: 'indent' | 'choice' }>): Pending {
  if (doc.kind === 'indent') return { depth: depth + 2, broken, doc: doc.contents };
  return { depth, broken, doc: broken ? doc.broken : doc.flat };
}

function pushAll(stack: Pending[], docs: readonly Doc[], depth: number, broken: boolean): void {
  for (let index = docs.length - 1; index >= 0; index -= 1) {
    const doc = docs[index];
    if (doc !== undefined) stack.push({ depth, broken, doc });
  }
}

/** Whether what comes up to the next possible new line has room. */
function fits(first: Pending, rest: readonly Pending[], room: number): boolean {
  const stack = [first];
  let after = rest.length;
  let left = room;
  while (left >= 0) {
    const next = stack.pop() ?? rest[(after -= 1)];
    if (next === undefined) return true;
    if (typeof next.doc === 'string') left -= widthOf(next.doc);
    else if (!('kind' in next.doc)) pushAll(stack, next.doc, next.depth, next.broken);
    else if (next.doc.kind === 'line') {
      if (next.broken || next.doc.hard) return true;
      left -= next.doc.flat.length;
    } else if (next.doc.kind === 'group') {
      stack.push({ ...next, broken: next.doc.broken || next.broken, doc: next.doc.contents });
    } else stack.push(inside(next, next.doc));
  }
  return false;
}

/** Takes back the spaces before a new line. */
function trimEnd(out: string[]): void {
  for (let last = out.at(-1); last !== undefined; last = out.at(-1)) {
    let end = last.length;
    while (end > 0 && last[end - 1] === ' ') end -= 1;
    if (end === last.length && end > 0) return;
    out.pop();
    if (end === 0) continue;
    out.push(last.slice(0, end));
    return;
  }
}

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

/** Columns that a text takes: letters of East Asian scripts take two. */
function widthOf(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  return [...text].reduce((width, letter) => width + (WIDE.test(letter) ? 2 : 1), 0);
}
