import { parseArgs } from 'node:util';

export interface Options {
  /** How many APIs are cut. */
  readonly apis: number;
  /** A small document and no server: what `npm test` has time for. */
  readonly short: boolean;
  readonly help: boolean;
}

export const usage = `pnpm scale [--apis N] [--short]

Turborepo with many APIs, in a temporary copy of this repository: 40 cut from GitHub's document by tag, everything from
nothing, again, with one fragment changed, in a second checkout from a remote cache, and with that cache tampered with.
What it needs is installed into a temporary folder. It ends with 1 where a step does not hold.

  --apis N   cut N APIs (40)
  --short    two APIs of a small document, without the remote cache: as npm test does it`;

/** The options in a command line; throws with what is wrong and what would be right. */
export function optionsFrom(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      apis: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return { apis: count(values.apis ?? (values.short ? '2' : '40')), short: values.short, help: values.help };
}

function count(given: string): number {
  if (/^[1-9]\d?$/.test(given)) return Number(given);
  throw new Error(`--apis ${given}: it is not a number of APIs; give one from 1 to 99`);
}
