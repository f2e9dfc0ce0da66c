import { parseArgs } from 'node:util';
import { documentNames, type DocumentName } from './documents.ts';

/** The parts of the benchmark, in their order. */
const parts = ['generation', 'types', 'bundle', 'use'] as const;

type Part = (typeof parts)[number];

export interface Options {
  readonly parts: readonly Part[];
  readonly documents: readonly DocumentName[];
  /** How often each thing is measured. */
  readonly runs: number;
  readonly json: boolean;
  readonly help: boolean;
}

export const usage = `pnpm bench [generation] [types] [bundle] [use] [--document rotate|github] [--runs N] [--json]

Ours beside openapi-typescript, hey-api, orval and kubb: what generating costs, what a consumer's type check costs, how
much a browser loads, and what calling and loading a client costs. All of it takes about eight minutes. The peers are installed into a temporary folder.

  --document NAME  measure on this document alone
  --runs N         measure each thing N times and take the median (3)
  --json           print every figure as JSON`;

/** The options in a command line; throws with what is wrong and what would be right. */
export function optionsFrom(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      document: { type: 'string' },
      runs: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const asked = positionals.map((word) => oneOf(parts, word, 'part'));
  return {
    parts: asked.length === 0 ? parts : parts.filter((part) => asked.includes(part)),
    documents:
      values.document === undefined ? documentNames : [oneOf(documentNames, values.document, 'document')],
    runs: positive(values.runs),
    json: values.json,
    help: values.help,
  };
}

function oneOf<Word extends string>(words: readonly Word[], given: string, what: string): Word {
  const word = words.find((candidate) => candidate === given);
  if (word !== undefined) return word;
  throw new Error(`${given}: there is no such ${what}; use ${words.join(', ')}`);
}

function positive(given: string): number {
  if (/^[1-9]\d?$/.test(given)) return Number(given);
  throw new Error(`--runs ${given}: it is not a number of runs; give one from 1 to 99`);
}
