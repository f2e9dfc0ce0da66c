import type { DocumentName } from './documents.ts';

/** What every part of the benchmark is given. */
export interface Setting {
  /** Where the peers are installed. */
  readonly installation: string;
  /** A temporary folder below it, so that what is written there finds the peers' runtimes. */
  readonly work: string;
  /** How often each thing is measured; the result is the median. */
  readonly runs: number;
  readonly documents: readonly DocumentName[];
  /** Reports progress. */
  readonly say: (line: string) => void;
}
