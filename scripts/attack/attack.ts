/** What an attack runs with. */
export interface AttackContext {
  /** How many rounds to run: `rounds.short` or `rounds.full` of the attack, or what `--rounds` says. */
  readonly rounds: number;
  /** Seed of everything random: the same seed gives the same rounds. */
  readonly seed: number;
  /** An empty folder for this attack, removed afterwards. */
  readonly work: string;
  /** Reports progress on stderr. */
  readonly say: (line: string) => void;
}

/** What an attack found. */
export interface AttackResult {
  /** How many cases were tried. A run that tried none has failed. */
  readonly tried: number;
  /** One line for each case that broke the promise, with what repeats it (its seed or input). */
  readonly broken: readonly string[];
  /** A short remark for the table, such as `12 refused, 8 right`. */
  readonly remark?: string;
}

/** An attempt to break one promise of the product, repeated over many cases. */
export interface Attack {
  /** Kebab-case name, unique: `pnpm attack <name>` runs it alone. */
  readonly name: string;
  /** The promise that it tries to break, as a sentence for the table. */
  readonly promise: string;
  /** How many rounds the short form (in `npm test`) and the full form run. */
  readonly rounds: { readonly short: number; readonly full: number };
  readonly run: (context: AttackContext) => Promise<AttackResult>;
}
