import { run } from './command.ts';
import { table } from './print.ts';
import { countTests } from './tests.ts';
import { workspacePackages, type WorkspacePackage } from './workspace.ts';

/** Numbers of operations, parameters and so on, by kind. */
type Counts = Readonly<Record<string, number>>;

/** Runs every client's contract test, and resolves with what it covered of its document, a table for each. */
export async function coverage(): Promise<string> {
  const clients = workspacePackages().filter(({ manifest }) => manifest.name.endsWith('-client'));
  return (await Promise.all(clients.map(clientCoverage))).join('\n\n');
}

async function clientCoverage({ dir, manifest }: WorkspacePackage): Promise<string> {
  const { output } = await run('vitest', ['run', '--reporter=verbose'], { cwd: dir });
  const { covered, documented, tests } = contractResult(output);
  const kinds = Object.keys(documented);
  const cells = kinds.map((kind) => `${covered[kind] ?? 0}/${documented[kind] ?? 0}`);
  return table(['contract', ...kinds.map(words), 'tests'], [[manifest.name, ...cells, String(tests)]]);
}

/** What a client's contract test reports: its last test is titled `covers {…} of {…}`, the counts as JSON. */
export function contractResult(output: string): { covered: Counts; documented: Counts; tests: number } {
  const [, covered, documented] = / > covers (\{.*?\}) of (\{.*?\})/.exec(output) ?? [];
  if (covered === undefined || documented === undefined) {
    throw new Error(
      'test/contract.test.ts: no test is titled "covers {…} of {…}"; generate the client again',
    );
  }
  return {
    covered: JSON.parse(covered),
    documented: JSON.parse(documented),
    tests: countTests(output).passed,
  };
}

/** `requestFields` as `request fields`. */
function words(kind: string): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
