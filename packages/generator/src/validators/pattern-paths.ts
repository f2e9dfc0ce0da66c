import { RegExpParser } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import { rangesOf } from './character-ranges.js';
import type { Ranges } from './character-ranges.js';

/** How many ways lead to each position. */
export type Ways = Map<number, number>;

/**
 * The ways through a pattern, as an engine that tries them one after the other goes them. Its positions are the places in it
 * that take a character (Glushkov's automaton, with the number of ways between two positions).
 */
export interface PatternPaths {
  readonly sets: readonly Ranges[];
  readonly first: Ways;
  readonly next: readonly Ways[];
  /** The positions after which the pattern matches. */
  readonly last: ReadonlySet<number>;
  readonly matchesEmpty: boolean;
  /** Whether a match begins at the start alone. */
  readonly isAnchored: boolean;
  /** Whether what stands around a character counts too: `$`, `\b`, look-arounds. A match may then fail where it seems done. */
  readonly isConditional: boolean;
}

/** More ways at a time than this are too many for each character of a text. */
export const MOST_WAYS = 100;
/** Larger patterns are not looked into. */
const LONGEST = 5000;
const MOST_POSITIONS = 1000;
/** A repetition with a bound is written out where that has at most so many positions; else it is read as one without. */
const MOST_WRITTEN_OUT = 200;

/**
 * Returns the ways through a pattern; undefined where they are not known, as of back references and of what is too large, and
 * where too many of them lead from one character to the next.
 */
export function pathsOf(pattern: string): PatternPaths | undefined {
  if (pattern.length > LONGEST) return undefined;
  for (const unicode of [true, false]) {
    try {
      const { alternatives } = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode });
      // Ways that take no character go on at the end of the text; this throws where these are too many.
      new Paths(NOTHING).of(alternatives);
      return new Paths(END).of(alternatives);
    } catch (error) {
      if (error instanceof Unknown) return undefined; // Else the parser's, or the end of the stack.
    }
  }
  return undefined;
}

class Unknown extends Error {}

/** The ways through a part of a pattern. */
interface Part {
  /** How many ways there are that take no character. */
  readonly empty: number;
  readonly first: Ways;
  readonly last: Ways;
}

const NOTHING: Part = { empty: 1, first: new Map(), last: new Map() };
/** No character follows. */
const END: Part = { ...NOTHING, empty: 0 };

class Paths {
  readonly #sets: Ranges[] = [];
  readonly #next: Ways[] = [];
  readonly #end: Part;
  #isConditional = false;

  /** @param end - what `$` is */
  constructor(end: Part) {
    this.#end = end;
  }

  of(alternatives: readonly AST.Alternative[]): PatternPaths {
    const { empty, first, last } = this.#alternatives(alternatives);
    return {
      sets: this.#sets,
      first,
      next: this.#next,
      last: new Set(last.keys()),
      matchesEmpty: empty > 0,
      isAnchored: alternatives.every(isAnchored),
      isConditional: this.#isConditional,
    };
  }

  #alternatives(alternatives: readonly AST.Alternative[]): Part {
    const parts = alternatives.map(({ elements }) =>
      elements.reduce<Part>((before, element) => this.#after(before, this.#element(element)), NOTHING),
    );
    return {
      empty: bounded(parts.reduce((sum, { empty }) => sum + empty, 0)),
      first: together(parts.map(({ first }) => first)),
      last: together(parts.map(({ last }) => last)),
    };
  }

  #element(element: AST.Element): Part {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        return this.#position(rangesOf(element));
      case 'Group':
      case 'CapturingGroup':
        if ('modifiers' in element && element.modifiers !== null) throw new Unknown();
        return this.#alternatives(element.alternatives);
      case 'Assertion':
        return this.#assertion(element);
      case 'Quantifier':
        return this.#repeated(element);
      case 'Backreference':
      case 'ExpressionCharacterClass':
        throw new Unknown();
    }
  }

  #position(ranges: Ranges): Part {
    const position = this.#sets.push(ranges) - 1;
    if (position >= MOST_POSITIONS) throw new Unknown();
    this.#next.push(new Map());
    const only: Ways = new Map([[position, 1]]);
    return { empty: 0, first: only, last: only };
  }

  /** What looks ahead is tried, and leads no further. What looks back is known where it has one length. */
  #assertion(assertion: AST.Assertion): Part {
    this.#isConditional ||= assertion.kind !== 'start';
    if (!('alternatives' in assertion)) return assertion.kind === 'end' ? this.#end : NOTHING;
    if (assertion.kind === 'lookahead')
      return { ...NOTHING, first: this.#alternatives(assertion.alternatives).first };
    const elements = assertion.alternatives.flatMap((alternative) => alternative.elements);
    if (!elements.every(({ type }) => type.startsWith('Character'))) throw new Unknown();
    return NOTHING;
  }

  #repeated({ min, max, element }: AST.Quantifier): Part {
    if (max === 0) return NOTHING;
    const before = this.#sets.length;
    const once = this.#element(element);
    const size = this.#sets.length - before;
    const copies = max === Infinity ? Math.max(min, 1) : max;
    if (copies > 1 && size * copies > MOST_WRITTEN_OUT) {
      // How often a turn takes nothing would count.
      if (once.empty > 0 && min > 1) throw new Unknown();
      return min === 0 ? optional(this.#again(once)) : this.#again(once);
    }
    let parts: Part | undefined;
    // From the last to the first: each optional one is within the one before it.
    for (let index = copies; index >= 1; index -= 1) {
      const own = index === 1 ? once : this.#element(element);
      const turn = max === Infinity && index === copies ? this.#again(own) : own;
      const rest = parts === undefined ? turn : this.#after(turn, parts);
      parts = index > min ? optional(rest) : rest;
    }
    return parts ?? NOTHING;
  }

  /** A part that may follow itself. */
  #again(part: Part): Part {
    this.#join(part.last, part.first, 1);
    return part;
  }

  #after(before: Part, part: Part): Part {
    this.#join(before.last, part.first, 1);
    return {
      empty: bounded(before.empty * part.empty),
      first: together([before.first, times(part.first, before.empty)]),
      last: together([part.last, times(before.last, part.empty)]),
    };
  }

  #join(last: Ways, first: Ways, ways: number): void {
    for (const [from, leaving] of last) {
      const next = this.#next[from];
      for (const [to, entering] of next === undefined ? [] : first)
        next?.set(to, bounded((next.get(to) ?? 0) + leaving * entering * ways));
    }
  }
}

/** A match of it begins at the start of the text. */
function isAnchored({ elements }: AST.Alternative): boolean {
  const [element] = elements;
  if (element?.type === 'Assertion') return element.kind === 'start';
  const isGroup = element?.type === 'Group' || element?.type === 'CapturingGroup';
  return isGroup && element.alternatives.every(isAnchored);
}

function optional(part: Part): Part {
  return { ...part, empty: bounded(part.empty + 1) };
}

function together(all: readonly Ways[]): Ways {
  const sum: Ways = new Map();
  for (const ways of all)
    for (const [position, count] of ways) sum.set(position, bounded((sum.get(position) ?? 0) + count));
  return sum;
}

function times(ways: Ways, factor: number): Ways {
  if (factor === 0) return new Map();
  return factor === 1
    ? ways
    : new Map([...ways].map(([position, count]) => [position, bounded(count * factor)]));
}

function bounded(count: number): number {
  if (count > MOST_WAYS) throw new Unknown();
  return count;
}
