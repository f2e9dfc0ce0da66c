import { RE2JS } from 're2js';
import { rangesOf } from './character-set.js';
import type { CharacterSet } from './character-set.js';
import { isNullable, leastLength } from './expression.js';
import type { Expression } from './expression.js';

/** Whether a text has a match, found in time that grows with the text alone. */
export type LinearTest = (text: string) => boolean;

/** RE2 takes no count above this, nor a product of counts that are in one another. */
const MOST_REPEATS = 1000;

/** Larger programs are not made. */
const LARGEST = 3000;

/** RE2 looks at no more than all instructions for each letter: more looks than these are not had. */
const MOST_STEPS = 20_000_000;

/**
 * The test of an expression for texts of up to `length` letters by RE2; undefined where RE2 has nothing like it, or it
 * would be too large. For these texts a larger upper count is as good as none, and a larger lower one matches nothing.
 *
 * RE2 cannot look ahead. What looks ahead at the very beginning is a test of its own: `^(?=.*\d)(?!.*x)[a-z\d]+$`.
 */
export function linearTest(expression: Expression, length: number): LinearTest | undefined {
  const branches = expression.kind === 'choice' ? expression.branches : [expression];
  const tests = branches.map((branch) => branchTest(branch, length));
  const made = tests.filter((test) => test !== undefined);
  return made.length < tests.length ? undefined : (text) => made.some((test) => test(text));
}

function branchTest(branch: Expression, length: number): LinearTest | undefined {
  const parts = branch.kind === 'sequence' ? branch.parts : [branch];
  if (parts[0]?.kind !== 'start') return compiled(branch, length);
  const rest = parts.slice(1);
  const count = rest.findIndex((part) => part.kind !== 'look' || part.behind);
  const looks = count === -1 ? rest : rest.slice(0, count);
  const tests = looks.flatMap((look) => (look.kind === 'look' ? [aheadTest(look, length)] : []));
  const main = compiled(
    { kind: 'sequence', parts: [{ kind: 'start' }, ...rest.slice(looks.length)] },
    length,
  );
  const made = [...tests, main].filter((test) => test !== undefined);
  return made.length <= tests.length ? undefined : (text) => made.every((test) => test(text));
}

function aheadTest(
  { body, negated }: Extract<Expression, { kind: 'look' }>,
  length: number,
): LinearTest | undefined {
  const test = compiled({ kind: 'sequence', parts: [{ kind: 'start' }, body] }, length);
  return test && ((text) => test(text) !== negated);
}

function compiled(expression: Expression, length: number): LinearTest | undefined {
  const writer: Writer = { length, size: 0 };
  const source = written(writer, expression, 1);
  if (source === undefined || writer.size > LARGEST || writer.size * length > MOST_STEPS) return undefined;
  try {
    const program = RE2JS.compile(source, RE2JS.LOOKBEHINDS);
    return (text) => program.test(text);
  } catch {
    return undefined;
  }
}

interface Writer {
  readonly length: number;
  size: number;
}

/** What matches nothing. */
const NOTHING = String.raw`[^\x00-\x{10FFFF}]`;

/** In the syntax of RE2; `counted` is the product of the counts around. */
function written(writer: Writer, expression: Expression, counted: number): string | undefined {
  writer.size += 1;
  if (writer.size > LARGEST) return undefined;
  switch (expression.kind) {
    case 'set':
      return setText(expression);
    case 'start':
      return String.raw`\A`;
    case 'end':
      return String.raw`\z`;
    case 'boundary':
      return String.raw`\b`;
    case 'inside':
      return String.raw`\B`;
    case 'reference':
      return undefined;
    case 'look': {
      const body = expression.behind ? written(writer, expression.body, counted) : undefined;
      return body && `(?<${expression.negated ? '!' : '='}${body})`;
    }
    case 'sequence':
      return joined(writer, expression.parts, '', counted);
    case 'choice':
      return joined(writer, expression.branches, '|', counted);
    case 'repeat':
      return repeatText(writer, expression, counted);
  }
}

function joined(
  writer: Writer,
  parts: readonly Expression[],
  separator: string,
  counted: number,
): string | undefined {
  const texts = parts.map((part) => written(writer, part, counted));
  return texts.includes(undefined) ? undefined : `(?:${texts.join(separator)})`;
}

function setText(set: CharacterSet): string {
  const ranges = rangesOf(set);
  if (ranges.length === 0) return NOTHING;
  return `[${ranges.map(([from, to]) => `${pointText(from)}-${pointText(to)}`).join('')}]`;
}

function pointText(point: number): string {
  return String.raw`\x{${point.toString(16)}}`;
}

function repeatText(
  writer: Writer,
  { body, least, most }: Extract<Expression, { kind: 'repeat' }>,
  counted: number,
): string | undefined {
  const each = leastLength(body);
  if (least * each > writer.length) return NOTHING;
  const from = isNullable(body) ? 0 : least;
  // What is repeated more often than it must be matches a letter each time.
  const to = (most - from) * Math.max(each, 1) >= writer.length ? Infinity : most;
  const count = Math.max(from, to === Infinity ? 1 : to, 1);
  if (counted * count <= MOST_REPEATS) return countedText(writer, body, { from, to, count }, counted);
  return unrolled(writer, body, from, to, counted);
}

interface Count {
  readonly from: number;
  readonly to: number;
  /** How many copies RE2 makes. */
  readonly count: number;
}

function countedText(
  writer: Writer,
  body: Expression,
  { from, to, count }: Count,
  counted: number,
): string | undefined {
  const before = writer.size;
  const text = written(writer, body, counted * count);
  writer.size = before + (writer.size - before) * count;
  return text && `(?:${text}){${from},${to === Infinity ? '' : to}}`;
}

/** `a{1500,}` as `a{1000}a{500}a*`: RE2 takes each of these. */
function unrolled(
  writer: Writer,
  body: Expression,
  from: number,
  to: number,
  counted: number,
): string | undefined {
  const most = Math.floor(MOST_REPEATS / counted);
  if (from + (to === Infinity ? 0 : to) > LARGEST) return undefined;
  const rest: Count = { from: 0, to: Infinity, count: 1 };
  const counts = [
    ...rounds(from, most).map((count): Count => ({ from: count, to: count, count })),
    ...(to === Infinity
      ? [rest]
      : rounds(to - from, most).map((count): Count => ({ from: 0, to: count, count }))),
  ];
  const texts = counts.map((count) => countedText(writer, body, count, counted));
  return texts.includes(undefined) ? undefined : texts.join('');
}

/** 2500 by 1000 is 1000, 1000 and 500. */
function rounds(count: number, most: number): number[] {
  return Array.from({ length: Math.ceil(count / most) }, (_, index) => Math.min(most, count - index * most));
}
