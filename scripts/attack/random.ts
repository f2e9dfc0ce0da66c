/** Returns numbers from 0 up to 1 that are always the same ones for a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Choices that are always the same ones for a seed. */
export class Random {
  /** Returns a number from 0 up to 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = randomNumbers(seed);
  }

  /** Returns a whole number from 0 to below `end`. */
  readonly below = (end: number): number => Math.floor(this.next() * end);

  /** Returns one of several. */
  readonly pick = <Item>(items: readonly Item[]): Item => items[this.below(items.length)] as Item;

  /** Returns each of several with a chance of one half. */
  readonly some = <Item>(items: readonly Item[]): Item[] => items.filter(() => this.next() < 0.5);
}
