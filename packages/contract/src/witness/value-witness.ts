import { child, followed } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import type { Direction } from '../schema/keywords.js';
import { differingValues } from './value-search.js';
import type { MessageWitness, WitnessQuestion } from './witness.js';

/** A value alone, of what cannot be sent whole: a message of a webhook, or what no judge writes (XML). */
export function valueWitness(
  old: Judge,
  next: Judge,
  { pointers, direction }: WitnessQuestion,
): MessageWitness | undefined {
  const ways = direction === undefined ? (['sent', 'received'] as const) : [direction];
  for (const way of ways) {
    const [accepts, refuses] = way === 'sent' ? [old, next] : [next, old];
    const found = firstValue(accepts, refuses, pointers, way === 'sent' ? 'request' : 'response');
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstValue(
  accepts: Judge,
  refuses: Judge,
  pointers: readonly string[],
  direction: Direction,
): MessageWitness | undefined {
  // Whether a member must be there is said by what has it.
  const around = pointers.map((pointer) => pointer.replace(/\/properties\/[^/]+$/, ''));
  for (const pointer of new Set([...pointers, ...around])) {
    const [allowed, refused] = [accepts, refuses].map(({ source }) => schemaAt(source, pointer));
    if (allowed === undefined || refused === undefined) continue;
    const sides = [
      { judge: accepts, schema: allowed, direction },
      { judge: refuses, schema: refused, direction },
    ] as const;
    for (const value of differingValues(...sides, [pointer])) {
      const [problem] = refuses.sampler.validate(refused, direction, value);
      if (problem === undefined || problem.unusable === true) continue;
      const text = JSON.stringify(value, null, 2);
      return { kind: direction, text, problem: `${problem.path} ${problem.message} (${pointer})`.trim() };
    }
  }
  return undefined;
}

/** The schema at a pointer, or that of the parameter or the media type there. */
function schemaAt(source: Source, pointer: string): Located | undefined {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  let place: Located | undefined = source.root;
  for (const token of tokens) place = place && child(place, token);
  if (place === undefined) return undefined;
  const owner = followed(source, place);
  return child(owner, 'schema') ?? (child(owner, 'content') === undefined ? place : undefined);
}
