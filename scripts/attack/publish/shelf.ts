import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ended, SPECLINE } from './child.ts';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "root", "private": true, "packageManager": "pnpm@12.21.0" }\n',
  'pnpm-workspace.yaml': 'packages: [packages/*]\npmOnFail: ignore\n',
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  packages/pets: {}\n",
  'spec/defaults.yaml': "npmScope: '@test'\nlicense: MIT\n",
  'packages/pets/index.js': '// pets\n',
  'packages/pets/package.json': JSON.stringify({
    name: '@test/pets',
    version: '1.0.0',
    license: 'MIT',
    exports: './index.js',
    files: ['index.js'],
    publishConfig: { access: 'public' },
  }),
};

/** Makes a workspace with one package, and packs it into a folder of it. */
export async function packedWorkspace(workspace: string): Promise<{ workspace: string; packed: string }> {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  const packed = join(workspace, 'packed');
  const { code, output } = await ended([...SPECLINE, 'publish', '--dry-run', '--out', packed], {
    cwd: workspace,
    env: { ...process.env, SPECLINE_REGISTRY: '' },
  });
  if (code !== 0) throw new Error(`the package was not packed: ${output}`);
  return { workspace, packed };
}
