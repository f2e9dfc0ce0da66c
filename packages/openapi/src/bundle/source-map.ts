import type { Source } from '../parse/source.js';

/** A place of the bundled document whose value came from elsewhere. */
export interface Move {
  readonly to: string;
  readonly source: Source;
  readonly pointer: string;
}

/** Where each part of a bundled document stands in the files that it was read from. */
export class Moves {
  readonly #entry: Source;
  readonly #moves = new Map<string, Move>();

  constructor(entry: Source) {
    this.#entry = entry;
  }

  add(move: Move): void {
    this.#moves.set(move.to, move);
  }

  /** The file and the pointer in it that a place of the bundle has. */
  originOf(pointer: string): { readonly source: Source; readonly pointer: string } {
    const move = nearestAbove(pointer, this.#moves);
    if (move === undefined) return { source: this.#entry, pointer };
    return { source: move.source, pointer: move.pointer + pointer.slice(move.to.length) };
  }
}

/** Of what stands at pointers, the innermost that holds a place. */
export function nearestAbove<Placed>(
  pointer: string,
  places: ReadonlyMap<string, Placed>,
): Placed | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const found = places.get(pointer.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}
