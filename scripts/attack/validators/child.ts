// Holds texts and values against generated validators; what takes too long ends with the process.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a validator is given, and what it has to say: undefined where either is right. */
interface Trial {
  /** The path of the operation, without its slash. */
  readonly operation: string;
  readonly value?: unknown;
  /** Makes the value, where it is too large to be sent. */
  readonly made?: 'deep' | 'chain' | 'items' | 'values';
  readonly valid?: boolean;
}

const MADE = {
  deep: (): unknown => JSON.parse(`${'{"next":'.repeat(100_000)}{}${'}'.repeat(100_000)}`),
  chain: (): unknown => JSON.parse(`${'{"next":'.repeat(200)}{"wrong":1}${'}'.repeat(200)}`),
  items: (): unknown => Array.from({ length: 100_000 }, (_, index) => ({ id: `a${index}` })),
  values: (): unknown => Array.from({ length: 100_000 }, (_, index) => `v${index}`),
};

const [, , folder = '', file = ''] = process.argv;
const trials = JSON.parse(readFileSync(file, 'utf8')) as Trial[];
const broken: string[] = [];
for (const trial of trials) {
  const text = JSON.stringify(trial).slice(0, 200);
  try {
    const valid = await isValid(trial);
    if (trial.valid !== undefined && valid !== trial.valid) broken.push(`${text}: valid is ${valid}`);
  } catch (error) {
    broken.push(`${text}: ${String(error)}`);
  }
}
process.stdout.write(JSON.stringify({ tried: trials.length, broken }));

async function isValid({ operation, value, made }: Trial): Promise<boolean> {
  const path = join(folder, 'client/src/validators', `${operation}.js`);
  const module: Record<string, { '~standard': { validate: (value: unknown) => object } }> = await import(
    pathToFileURL(path).href
  );
  const [schema] = Object.values(module);
  return !('issues' in schema!['~standard'].validate(made === undefined ? value : MADE[made]()));
}
