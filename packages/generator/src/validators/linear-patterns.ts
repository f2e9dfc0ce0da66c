import { alphabetOf } from './character-ranges.js';
import { MOST_WAYS, pathsOf } from './pattern-paths.js';
import type { PatternPaths, Ways } from './pattern-paths.js';

/** What looking into one pattern may cost. What costs more is not known to be linear. */
const MOST_STEPS = 2_000_000;

const known = new Map<string, boolean>();

/**
 * Returns whether JavaScript's engine, which tries one way through a pattern after the other, needs time in proportion to the
 * length of a text, whatever the text is. What is not known is no: back references, for one.
 */
export function isLinear(pattern: string): boolean {
  let linear = known.get(pattern);
  if (linear === undefined) {
    const paths = pathsOf(pattern);
    linear = paths !== undefined && hasFewWays(paths);
    known.set(pattern, linear);
  }
  return linear;
}

/** The ways that are under way after some characters, and whether one more begins at the next. */
interface Moment {
  readonly ways: Ways;
  readonly isBeginning: boolean;
}

/**
 * Follows all ways at once, for each text: there are finitely many moments where the ways at each are few. Exponential and
 * polynomial time alike are more and more ways.
 */
function hasFewWays(paths: PatternPaths): boolean {
  const { isAnchored, isConditional, matchesEmpty } = paths;
  // At the first match the engine stops, and begins no other way.
  const isDone = matchesEmpty && !isConditional;
  const alphabet = alphabetOf(paths.sets);
  const pending: Moment[] = [{ ways: new Map(), isBeginning: true }];
  const seen = new Set<string>();
  let steps = 0;
  for (let moment = pending.pop(); moment !== undefined; moment = pending.pop()) {
    const targets = targetsOf(moment, paths);
    for (const letter of alphabet) {
      const ways = after(targets, letter);
      steps += 1 + targets.length;
      if (sum(ways) > MOST_WAYS || steps > MOST_STEPS) return false;
      const isMatch = !isConditional && [...ways.keys()].some((position) => paths.last.has(position));
      const isBeginning = moment.isBeginning && !isAnchored && !isDone && !isMatch;
      const key = `${isBeginning} ${[...ways].toSorted(([one], [other]) => one - other).join(' ')}`;
      if (seen.has(key) || (ways.size === 0 && !isBeginning)) continue;
      seen.add(key);
      pending.push({ ways, isBeginning });
    }
  }
  return true;
}

/** Where the ways lead, whatever the next character is; one position may be there several times. */
function targetsOf(
  { ways, isBeginning }: Moment,
  { first, next }: PatternPaths,
): [position: number, count: number][] {
  const targets = isBeginning ? [...first] : [];
  for (const [from, count] of ways)
    for (const [position, more] of next[from] ?? []) targets.push([position, count * more]);
  return targets;
}

function after(targets: ReturnType<typeof targetsOf>, letter: readonly boolean[]): Ways {
  const ways: Ways = new Map();
  for (const [position, count] of targets)
    if (letter[position]) ways.set(position, (ways.get(position) ?? 0) + count);
  return ways;
}

function sum(ways: Ways): number {
  let all = 0;
  for (const count of ways.values()) all += count;
  return all;
}
