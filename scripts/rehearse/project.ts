import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CommandFailure, run } from '../command.ts';
import { root } from '../workspace.ts';

/** A copy of this project, outside of it. */
export interface Project {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Copies the tree, uncommitted changes included, and makes it a repository of its own. */
export async function copyProject(dir: string): Promise<string> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of files) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await cp(join(root, file), join(dir, file));
  }
  await commitAll(dir);
  return `${files.length} files`;
}

/** Makes what is there the last release, whatever waits for the next: its versions mean what the fragments say. */
export async function settle(project: Project): Promise<void> {
  for (const file of [...(await filesOf(project, '.changeset')), ...(await filesOf(project, 'spec'))])
    if (/\.changeset\/(?!config\.json)|\/accepted\.yaml$/.test(file)) await rm(join(project.dir, file));
  await specline(project, 'generate');
  await specline(project, 'release', '--record');
}

async function filesOf({ dir }: Project, folder: string): Promise<string[]> {
  const { stdout } = await run('git', ['ls-files', '-z', folder], { cwd: dir });
  return stdout.split('\0').filter((file) => file !== '');
}

/** Makes a folder a repository, as turbo and people have it. */
export async function commitAll(dir: string): Promise<void> {
  const identity = [
    '-c',
    'user.name=Rehearsal',
    '-c',
    'user.email=rehearsal@localhost',
    '-c',
    'commit.gpgsign=false',
  ];
  await run('git', ['init', '--quiet'], { cwd: dir });
  await run('git', ['add', '--all'], { cwd: dir });
  await run('git', [...identity, 'commit', '--quiet', '--message=Rehearsal'], { cwd: dir });
}

/** Runs the command that a workspace has installed; resolves with its stdout. */
export async function specline({ dir, env }: Project, ...args: readonly string[]): Promise<string> {
  return (await run('pnpm', ['exec', 'specline', ...args], { cwd: dir, env })).stdout;
}

/** Runs a command that has to exit with 1, and resolves with all that it printed. */
export async function refusal(project: Project, ...args: readonly string[]): Promise<string> {
  const output = await specline(project, ...args).then(() => undefined, refused);
  if (output === undefined) throw new Error(`specline ${args.join(' ')}: it has to be refused, and was not`);
  return output;
}

function refused(error: unknown): string {
  if (error instanceof CommandFailure && error.code === 1) return error.output;
  throw error;
}

/** One replacement in a file: the text stands there once. */
export type Edit = readonly [from: string, to: string];

/** Edits a file as a person would. Throws where what is edited is not there. */
export async function editFile(file: string, edits: readonly Edit[]): Promise<void> {
  let text = await readFile(file, 'utf8');
  for (const [from, to] of edits) {
    if (text.split(from).length !== 2) throw new Error(`${file}: this does not stand there once:\n${from}`);
    text = text.replace(from, () => to);
  }
  await writeFile(file, text);
}
