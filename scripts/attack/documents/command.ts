import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '@scripts/kit/workspace.ts';
import { confinement } from './confinement.ts';

const COMMAND = join(root, 'packages/cli/bin/specline.js');

/** No generation takes nearly as long: the limit is for one that does not end. */
const KILLED_AFTER = 600_000;

/** Generates from a document with the built command, which may use nothing but the document's folder. */
export function faultsOfCommand(file: string, folder: string): string[] {
  const out = join(folder, `${basename(file)}-out`);
  mkdirSync(out);
  const args = [...confinement(root, folder), COMMAND, 'generate', '--spec', file, '--out', join(out, 'sdk')];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: KILLED_AFTER,
    killSignal: 'SIGKILL',
  });
  if (status !== 0)
    return [`${basename(file)}: specline generate exits with ${status}: ${stderr.slice(-500)}`];
  const strays = readdirSync(out).filter((name) => name !== 'sdk');
  return strays.map((name) => `${basename(file)}: ${name} is written beside the output folder`);
}
