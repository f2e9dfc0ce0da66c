import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure, run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { Random } from './random.ts';
import { EVIL, randomPattern, TAME } from './validators/patterns.ts';

/** Random patterns of one document, and letters of a text that is held against one. */
const SIZE = 60;
const LONG = 50_000;
/** Milliseconds for what takes a second or two. */
const KILL = 180_000;

/** Holds texts against the generated validators of patterns, and values that multiply against those of schemas. */
export const validators: Attack = {
  name: 'validators',
  promise: 'a validator takes time in proportion to the response, and refuses nothing that is valid',
  rounds: { short: 1, full: 200 },
  run: async (context) => {
    const results: AttackResult[] = [];
    for (let round = 0; round < context.rounds; round += 1)
      results.push(await attackDocument(context, round));
    const left = results.reduce((sum, { remark }) => sum + Number(remark), 0);
    return {
      tried: results.reduce((sum, { tried }) => sum + tried, 0),
      broken: results.flatMap(({ broken }) => broken),
      remark: `${left} patterns left out by name`,
    };
  },
};

interface Trial {
  readonly operation: string;
  readonly value?: unknown;
  readonly made?: string;
  readonly valid?: boolean;
}

async function attackDocument({ seed, work }: AttackContext, round: number): Promise<AttackResult> {
  const random = new Random(seed * 1_000_003 + round);
  const patterns = [...EVIL, ...TAME].map(([pattern]) => pattern);
  for (let count = 0; count < SIZE; count += 1) patterns.push(randomPattern(random));
  const folder = join(work, String(round));
  const [spec, sdk, out, file] = ['openapi.json', 'sdk.yaml', 'out', 'trials.json'].map((name) =>
    join(folder, name),
  );
  await mkdir(join(out!, 'client/node_modules/@specline'), { recursive: true });
  await writeFile(spec!, JSON.stringify(documentOf(patterns)));
  await writeFile(sdk!, 'validators: true\n');
  const command = join(root, 'packages/cli/bin/specline.js');
  const flags = ['generate', '--spec', spec!, '--sdk', sdk!, '--out', out!, '--json'];
  const { stdout } = await run(process.execPath, [command, ...flags]);
  const left = leftOut(stdout);
  await symlink(
    join(root, 'packages/runtime'),
    join(out!, 'client/node_modules/@specline/runtime'),
    'junction',
  );
  const trials = [...patternTrials(patterns, left, random), ...MULTIPLYING];
  await writeFile(file!, JSON.stringify(trials));
  const place = `seed ${seed}, round ${round}`;
  const missed = EVIL.filter(([pattern]) => !left.has(pattern)).map(
    ([pattern]) => `${place}: ${pattern} is kept`,
  );
  const lost = TAME.filter(([pattern]) => left.has(pattern)).map(
    ([pattern]) => `${place}: ${pattern} is left out`,
  );
  try {
    const child = join(import.meta.dirname, 'validators/child.ts');
    const printed = await run(process.execPath, [child, out!, file!], { timeout: KILL });
    const { tried, broken } = JSON.parse(printed.stdout) as AttackResult;
    return {
      tried,
      broken: [...missed, ...lost, ...broken.map((text) => `${place}: ${text}`)],
      remark: String(left.size),
    };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { tried: trials.length, broken: [`${place}: ${error.message}`], remark: '0' };
  }
}

const object = (properties: object) => ({ type: 'object', properties });
const node = { $ref: '#/components/schemas/Node' };

/** A document with a property for each pattern, a map for each, and schemas that multiply. */
function documentOf(patterns: readonly string[]): object {
  const texts = Object.fromEntries(
    patterns.map((pattern, index) => [`p${index}`, { type: 'string', pattern }]),
  );
  const maps = patterns.map((pattern, index) => [
    `p${index}`,
    { type: 'object', patternProperties: { [pattern]: { type: 'integer' } }, additionalProperties: false },
  ]);
  const values = Array.from({ length: 20_000 }, (_, index) => `v${index * 5}`);
  const operations = {
    texts: object(texts),
    maps: object(Object.fromEntries(maps)),
    node,
    items: { type: 'array', uniqueItems: true },
    values: { type: 'array', items: { anyOf: [{ enum: values }, { type: 'string' }] } },
  };
  const paths = Object.entries(operations).map(([name, schema]) => {
    const responses = { 200: { description: '', content: { 'application/json': { schema } } } };
    return [`/${name}`, { get: { responses } }];
  });
  const alternatives = ['a', 'b', 'c'].map((name) => ({ properties: { next: node }, required: [name] }));
  return {
    openapi: '3.1.0',
    info: { title: 'Patterns', version: '1' },
    paths: Object.fromEntries(paths),
    components: {
      schemas: {
        Node: {
          ...object({ next: node }),
          oneOf: [...alternatives, { required: ['next'] }, { maxProperties: 0 }],
        },
      },
    },
  };
}

const MULTIPLYING: readonly Trial[] = [
  { operation: 'node', made: 'deep', valid: false },
  { operation: 'node', made: 'chain', valid: false },
  { operation: 'items', made: 'items', valid: true },
  { operation: 'values', made: 'values', valid: true },
];

/** The patterns that a warning names. */
function leftOut(report: string): ReadonlySet<string> {
  const { apis } = JSON.parse(report) as { apis: { warnings: { message: string }[] }[] };
  const messages = apis.flatMap(({ warnings }) => warnings.map(({ message }) => message));
  return new Set(
    messages.flatMap(
      (message) => /^validators do not check the pattern (.*): JavaScript/s.exec(message)?.[1] ?? [],
    ),
  );
}

function patternTrials(patterns: readonly string[], left: ReadonlySet<string>, random: Random): Trial[] {
  const pumps = new Map(EVIL);
  return patterns.flatMap((pattern, index) => {
    const name = `p${index}`;
    const text = (value: string, valid?: boolean): Trial[] => [
      { operation: 'texts', value: { [name]: value }, ...(valid !== undefined && { valid }) },
      { operation: 'maps', value: { [name]: { [value]: 1 } }, ...(valid !== undefined && { valid }) },
    ];
    const words = Array.from({ length: 4 }, () => word(random));
    const pumped = [pumps.get(pattern) ?? 'a', ...words].flatMap((pump) => {
      const long = pump.repeat(Math.ceil(LONG / pump.length));
      return [...text(`${long}!`), ...text(long), ...text(`${word(random)}${long}\n`)];
    });
    if (left.has(pattern)) return [...pumped, ...words.flatMap((one) => text(one, true))];
    const tame = TAME.find(([one]) => one === pattern)?.slice(1) ?? [];
    const expected = new RegExp(pattern, 'u');
    return [...pumped, ...[...words, ...tame].flatMap((one) => text(one, expected.test(one)))];
  });
}

function word(random: Random): string {
  return Array.from({ length: 1 + random.below(4) }, () => random.pick([...'aab1- -\n_Z.'])).join('');
}
