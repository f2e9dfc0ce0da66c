import type { FailureRow, RuntimeTrait } from '@specline/generator/failures';

const traits: readonly (RuntimeTrait | 'all')[] = [
  'all',
  'tells-refused',
  'shows-redirects',
  'refuses-continue',
];

/** Whether a row is about Node. */
export function appliesHere({ runtime }: Pick<FailureRow, 'runtime'>): boolean {
  return traits.includes(runtime);
}

/** Calls at a time: most of them wait for the next attempt. */
export const CONCURRENCY = 200;
