// Tries hostile documents one after the other, and prints a verdict on each as a line of JSON.
import { writeFileSync } from 'node:fs';
import { emit } from '@specline/generator';
import { generated } from '../../../packages/generator/test/hostile/generated.ts';
import type { Files } from '../../../packages/generator/test/hostile/generated.ts';
import { faultsOf, shapesOf } from '../../../packages/generator/test/hostile/judge.ts';
import { compiled } from '../../../packages/generator/test/hostile/program.ts';
import { forms } from './forms.ts';
import type { Form } from './forms.ts';
import { faultsOfModules } from './modules.ts';
import { acceptedFile } from './verdict.ts';
import type { Verdict } from './verdict.ts';

const task = JSON.parse(process.argv[2] ?? '{}') as { rounds: number; seed: number; folder: string };

/** Of so many documents of a form, one is compiled, and another one is run. */
const SAMPLED = { compiled: 40, imported: 8 };

/** What is slow is so many times slower than its tame twin, and takes so many seconds. */
const SLOW = { times: 10, seconds: 5 };

const tame = new Map<Form, Promise<Tame>>();

for (let round = 0; round < task.rounds; round += 1) {
  const form = forms[round % forms.length];
  if (form === undefined) throw new Error('there are no forms');
  const verdict = await verdictOf(form, task.seed + round, Math.floor(round / forms.length));
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}

async function verdictOf(form: Form, seed: number, turn: number): Promise<Verdict> {
  const { name, documents } = form;
  const isCompiled = turn % SAMPLED.compiled === 0 && (turn > 0 || form === forms[0]);
  const verdict = { form: name, seed, compiled: isCompiled, imported: false };
  try {
    const twin = await tameTwin(form);
    let seconds = 0;
    const { files, types, text, tamed } = await documents.accepted(seed, async (given) => {
      const started = cpuSeconds();
      const outcome = await generated(given, emit, task.folder);
      seconds = cpuSeconds() - started;
      return outcome;
    });
    const isImported = turn % SAMPLED.imported === 1 && isWritable(files);
    if (isImported)
      writeFileSync(acceptedFile(task.folder, seed), JSON.stringify(documents.documentsOf(text).document));
    const slower = seconds / sizeOf(documents.documentsOf(text)) / twin.secondsPerByte;
    const faults = [
      ...faultsOf(files),
      ...(String(shapesOf(files)) === twin.shapes ? [] : ['the shape of what is generated changes']),
      ...(slower > SLOW.times && seconds > SLOW.seconds ? [`${seconds.toFixed(1)} s of CPU time`] : []),
      ...(isCompiled ? compiled(files, types, 'packages/hostile-types').diagnostics : []),
      ...(isImported ? await faultsOfModules(files, task.folder) : []),
    ];
    return { ...verdict, imported: isImported, faults, tamed: tamed.size, slower };
  } catch (error) {
    return { ...verdict, faults: [String(error)], tamed: 0, slower: 0 };
  }
}

/** Whether a file system takes the names of all files; the command refuses what it does not. */
function isWritable(files: ReadonlyMap<string, string>): boolean {
  return [...files.keys()].every((path) => path.split('/').every((name) => Buffer.byteLength(name) <= 200));
}

interface Tame {
  readonly shapes: string;
  readonly secondsPerByte: number;
}

function tameTwin(form: Form): Promise<Tame> {
  const known = tame.get(form) ?? measuredTwin(form);
  tame.set(form, known);
  return known;
}

/** Generates a form's tame documents until the engine has compiled what they run. */
async function measuredTwin({ documents }: Form): Promise<Tame> {
  const given = documents.tame();
  let files: Files['files'] = new Map();
  let seconds = Infinity;
  for (let time = 0; time < 3; time += 1) {
    const started = cpuSeconds();
    const outcome = await generated(given, emit, task.folder);
    seconds = Math.min(seconds, cpuSeconds() - started);
    if (!('files' in outcome)) throw new Error(JSON.stringify(outcome.problems));
    files = outcome.files;
  }
  return { shapes: String(shapesOf(files)), secondsPerByte: seconds / sizeOf(given) };
}

function sizeOf(documents: object): number {
  return JSON.stringify(documents).length;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
