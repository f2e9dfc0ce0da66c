import type { Random } from '../random.ts';

/** Patterns that are known to take exponential or polynomial time, with a text that shows it when it is repeated. */
export const EVIL: readonly (readonly [pattern: string, pump: string])[] = [
  ['^(a+)+$', 'a'],
  ['^(a*)*$', 'a'],
  ['^(a|a)*$', 'a'],
  ['^(a|aa)+$', 'a'],
  ['^([a-z]+.)+[A-Z]$', 'a'],
  ['^(\\w+\\s?)*$', 'a'],
  ['^((ab)*)*c', 'ab'],
  ['^(?:[a-z0-9]{1,100}-?){1,20}$', 'a'],
  ['^(a{1,1000}){1,1000}$', 'a'],
  ['^(?:a?){40}a{40}$', 'a'],
  [`^${'(a|a)'.repeat(40)}$`, 'a'],
  [`^${'(|)'.repeat(40)}b`, 'a'],
  ['^.*.*.*.*.*.*=$', 'a'],
  ['^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', 'a@a.'],
  ['^\\s*(.*?)\\s*$', ' \n'],
  ['\\s+$', ' '],
  ['[a-z]+-', 'a'],
  ['.*\\S.*x', 'a'],
  ['^(?=(a+)+b)', 'a'],
  ['^(?:a(?=.*b))*$', 'a'],
  ['^(a+)\\1+$', 'a'],
  ['(?<=(a+)+)b', 'a'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
  ['^(?:(?:a|b)*c?)*d$', 'ab'],
  ['(x+x+)+y', 'x'],
  ['^(?:\\d+|\\d+\\.\\d*|\\.\\d+)*e$', '1.'],
  ['^[a-zA-Z0-9]+([._]?[a-zA-Z0-9]+)*$', 'a'],
  ['^(https?:\\/\\/)?([\\da-z.-]+)\\.([a-z.]{2,6})([/\\w .-]*)*\\/?$', 'a.a'],
];

/** Patterns that people write, each with texts that match and do not. */
export const TAME: readonly (readonly [pattern: string, right: string, wrong: string])[] = [
  ['^[a-z0-9]+(?:-[a-z0-9]+)*$', 'a-slug-1', 'a--b'],
  ['^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$', '123e4567-e89b-12d3-a456-426614174000', '123e4567'],
  ['^\\d{4}-\\d{2}-\\d{2}$', '2026-12-01', '2026-12-1'],
  ['^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$', '1.20.3', '1.02.3'],
  ['^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$', 'YWI=', 'YWI'],
  ['^(?=.*\\d)(?=.*[a-z]).{8,64}$', 'abcdefg1', 'abcdefgh'],
  ['\\d', 'a1', 'a'],
];

const ATOMS = ['a', 'b', '[ab]', '[^a]', '.', '\\d', '\\w', '\\s', '[a-z]', '-', '\\b', '1'];
const QUANTIFIERS = ['', '', '', '*', '+', '?', '*?', '+?', '{2}', '{1,3}', '{2,}', '{0,40}'];

/** Returns a random pattern. */
export function randomPattern(random: Random): string {
  const inner = alternatives(random, 3);
  return random.pick([inner, `^${inner}`, `^${inner}$`, `^(?:${inner})$`, `${inner}$`]);
}

function alternatives(random: Random, depth: number): string {
  const sequence = () => Array.from({ length: 1 + random.below(3) }, () => term(random, depth)).join('');
  return Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, sequence).join('|');
}

function term(random: Random, depth: number): string {
  if (depth === 0 || random.below(3) > 0) {
    const atom = random.pick(ATOMS);
    return atom === '\\b' ? atom : atom + random.pick(QUANTIFIERS);
  }
  const group = random.pick(['(', '(?:', '(?:', '(?=', '(?!']);
  const inner = `${group}${alternatives(random, depth - 1)})`;
  return group.endsWith('=') || group.endsWith('!') ? inner : inner + random.pick(QUANTIFIERS);
}
