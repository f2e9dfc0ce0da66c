import { startRegistry, type TestRegistry } from '../../../packages/cli/test/publish/registry.ts';
import { git, commit, writeAll } from './workspace.ts';

const NAMES = ['runtime', 'relays-types', 'relays-client'] as const;

/** A workspace of three packages that need each other, ready to be packed. */
export async function makePublication(root: string): Promise<string> {
  const needs = { 'relays-client': ['relays-types', 'runtime'] } as const;
  const dependencies = (name: string) => (name === 'relays-client' ? needs[name] : []);
  writeAll(root, {
    '.gitignore': 'node_modules/\n',
    'package.json': '{ "name": "root", "private": true, "packageManager": "pnpm@12.21.0" }\n',
    'pnpm-workspace.yaml': 'packages: [packages/*]\npmOnFail: ignore\n',
    'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n${NAMES.map((name) =>
      importer(name, dependencies(name)),
    ).join('\n')}`,
    'spec/defaults.yaml': "npmScope: '@test'\nlicense: MIT\n",
    ...Object.fromEntries(
      NAMES.flatMap((name) => [
        [`packages/${name}/package.json`, manifest(name, dependencies(name))],
        [`packages/${name}/index.js`, `// ${name}\n`],
      ]),
    ),
  });
  await git(root, 'init', '--quiet', '--initial-branch=main');
  await commit(root);
  return root;
}

function manifest(name: string, needs: readonly string[]): string {
  return `${JSON.stringify({
    name: `@test/${name}`,
    version: '1.0.0',
    license: 'MIT',
    exports: './index.js',
    publishConfig: { access: 'public' },
    dependencies: Object.fromEntries(needs.map((needed) => [`@test/${needed}`, 'workspace:*'])),
  })}\n`;
}

function importer(name: string, needs: readonly string[]): string {
  if (needs.length === 0) return `  packages/${name}: {}\n`;
  const links = needs.map(
    (needed) =>
      `      '@test/${needed}':\n        specifier: workspace:*\n        version: link:../${needed}\n`,
  );
  return `  packages/${name}:\n    dependencies:\n${links.join('')}`;
}

/** What of the packages a registry lacks, or has more of than was meant. */
export async function unpublished(registry: TestRegistry): Promise<string[]> {
  const shown = await Promise.all(
    NAMES.map(async (name) => ({ name, ...(await registry.packageOf(`@test/${name}`)) })),
  );
  return shown
    .filter(({ versions, tags }) => versions.join() !== '1.0.0' || tags['latest'] !== '1.0.0')
    .map(({ name, versions }) => `@test/${name} is in the registry as ${versions.join() || 'nothing'}`);
}

/** Runs something with a registry of its own. */
export async function withRegistry<Result>(
  work: (registry: TestRegistry) => Promise<Result>,
): Promise<Result> {
  const registry = await startRegistry();
  try {
    return await work(registry);
  } finally {
    await registry.close();
  }
}
