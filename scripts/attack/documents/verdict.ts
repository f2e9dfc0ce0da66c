import { join } from 'node:path';

/** What became of one hostile document. */
export interface Verdict {
  /** How the document was made. */
  readonly form: string;
  readonly seed: number;
  /** What broke the promise. */
  readonly faults: readonly string[];
  /** How many texts were refused, so that the document had harmless ones in their places. */
  readonly tamed: number;
  /** CPU time as a multiple of that of the tame document, for each byte of the document. */
  readonly slower: number;
  /** Whether a compiler read its packages. */
  readonly compiled: boolean;
  /** Whether its modules were run. */
  readonly imported: boolean;
}

/** Where a document stands whose modules were run. */
export function acceptedFile(folder: string, seed: number): string {
  return join(folder, `accepted-${seed}.json`);
}
