import { run } from './command.ts';
import { table } from './print.ts';
import { countTests } from './tests.ts';
import { workspacePackages, type WorkspacePackage } from './workspace.ts';

/** Runs every client's contract test, and resolves with what it covered of its document, a table for each. */
export async function coverage(): Promise<string> {
  const clients = workspacePackages().filter(({ manifest }) => manifest.name.endsWith('-client'));
  return (await Promise.all(clients.map(clientCoverage))).join('\n\n');
}

async function clientCoverage({ dir, manifest }: WorkspacePackage): Promise<string> {
  const { output } = await run('vitest', ['run', '--reporter=verbose'], { cwd: dir });
  const kinds = coveredKinds(output);
  const header = ['contract', ...kinds.map(({ kind }) => kind), 'tests'];
  return table(header, [
    [manifest.name, ...kinds.map(({ share }) => share), String(countTests(output).passed)],
  ]);
}

/** What a client's contract test covered, from the title of its last test: `covers 1/1 operations, 2/2 parameters`. */
export function coveredKinds(output: string): { kind: string; share: string }[] {
  const [, summary] = / > covers (\d+\/\d+ .*?)(?: \d+ms)?$/m.exec(output) ?? [];
  if (summary === undefined) {
    throw new Error('test/contract.test.ts: no test is titled "covers …"; generate the client again');
  }
  return summary.split(', ').map((part) => {
    const [share = '', ...kind] = part.split(' ');
    return { kind: kind.join(' '), share };
  });
}
