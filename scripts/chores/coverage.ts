import { table } from '@scripts/kit/print.ts';
import { countTests } from './tests.ts';
import { outcome, taskLog, turbo } from '@scripts/kit/turbo.ts';
import { workspacePackages } from '@scripts/kit/workspace.ts';

/** What the contract test of every client covered of its document, as a table; a test that has run is not run again. */
export async function coverage(): Promise<string> {
  const clients = workspacePackages()
    .map(({ manifest }) => manifest.name)
    .filter((name) => name.endsWith('-client'));
  const done = await turbo(['test'], { filter: clients });
  outcome(done);
  return coverageTable(clients, done.output);
}

/** From the output of turbo, where each client's test says `covers 1/1 operations, 2/2 parameters`. */
export function coverageTable(clients: readonly string[], output: string): string {
  const rows = clients.map((name) => {
    const log = taskLog(`${name}#test`, output);
    const kinds = coveredKinds(log, name);
    return { kinds, cells: [name, ...kinds.map(({ share }) => share), String(countTests(log).passed)] };
  });
  const kinds = rows[0]?.kinds.map(({ kind }) => kind) ?? [];
  return table(
    ['contract', ...kinds, 'tests'],
    rows.map(({ cells }) => cells),
  );
}

function coveredKinds(log: string, client: string): { kind: string; share: string }[] {
  const [, summary] = /^covers (\d+\/\d+ .*)$/m.exec(log) ?? [];
  if (summary === undefined)
    throw new Error(`${client}: its contract test does not say what it covers; generate the client again`);
  return summary.split(', ').map((part) => {
    const [share = '', ...kind] = part.split(' ');
    return { kind: kind.join(' '), share };
  });
}
