import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import { compilers } from './compilers.ts';
import { installTarballs, loadSubpaths, nodes } from './installation.ts';
import type { PackedPackage } from './tarball.ts';

/** Uses the installed command outside the repository: what it generates from a document of its own has to compile. */
export async function useCommand(packed: readonly PackedPackage[], dir: string): Promise<void> {
  await installTarballs(packed, dir);
  await loadSubpaths(packed, dir);
  await cp(join(root, 'scripts/fixtures/command/openapi.yaml'), join(dir, 'openapi.yaml'));
  const command = join('node_modules', '@specline', 'cli', 'bin', 'specline.js');
  for (const [index, node] of nodes.entries()) {
    const out = `sdk-${index}`;
    await run(node, [command, 'generate', '--spec', 'openapi.yaml', '--out', out], { cwd: dir });
    await run(node, [command, 'diff', 'openapi.yaml', 'openapi.yaml'], { cwd: dir });
    for (const { tsc } of compilers)
      await run(process.execPath, [tsc, '-p', out, '--pretty', 'false'], { cwd: dir });
  }
}
