import type { AST } from '@eslint-community/regexpp';

/** Characters from the first to the last of each pair. */
export type Ranges = readonly (readonly [first: number, last: number])[];

const LAST = 0x10ffff;
const ANY: Ranges = [[0, LAST]];

/** What the escapes stand for (ECMA-262, CharacterClassEscape), and `.`. */
const SETS: Readonly<Record<string, Ranges>> = {
  digit: [[0x30, 0x39]],
  word: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
  any: [
    [0, 0x09],
    [0x0b, 0x0c],
    [0x0e, 0x2027],
    [0x202a, LAST],
  ],
};

/** Returns the characters that a part of a pattern takes, or more: those of `\p{…}` may be any. */
export function rangesOf(part: AST.Character | AST.CharacterSet | AST.CharacterClass): Ranges {
  switch (part.type) {
    case 'Character':
      return [[part.value, part.value]];
    case 'CharacterSet':
      return setOf(part);
    case 'CharacterClass': {
      const parts = part.elements.map((element): Ranges => {
        if (element.type === 'CharacterClassRange') return [[element.min.value, element.max.value]];
        if (element.type === 'Character') return [[element.value, element.value]];
        return element.type === 'CharacterSet' ? setOf(element) : ANY;
      });
      if (!part.negate) return parts.flat();
      return parts.includes(ANY) ? ANY : complement(parts.flat());
    }
  }
}

function setOf(set: AST.CharacterSet): Ranges {
  if (set.kind === 'property') return ANY;
  const ranges = SETS[set.kind] ?? ANY;
  return set.kind !== 'any' && set.negate ? complement(ranges) : ranges;
}

function complement(ranges: Ranges): Ranges {
  const others: [number, number][] = [];
  let next = 0;
  for (const [first, last] of ranges.toSorted(([one], [other]) => one - other)) {
    if (first > next) others.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= LAST) others.push([next, LAST]);
  return others;
}

/** Returns for each kind of character, to which the same sets are alike, the sets that it is in. */
export function alphabetOf(sets: readonly Ranges[]): boolean[][] {
  const bounds = new Set([0, ...sets.flat().flatMap(([first, last]) => [first, last + 1])]);
  const kinds = [...bounds].map((letter) =>
    sets.map((ranges) => ranges.some(([first, last]) => first <= letter && letter <= last)),
  );
  return [...new Map(kinds.map((kind) => [kind.join(), kind])).values()];
}
