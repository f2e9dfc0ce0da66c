import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@scripts/kit/workspace.ts';
import type { Member } from '../publish/shelf.ts';
import { writeFiles } from '../publish/shelf.ts';

/** Every script that npm may start by itself, and those that the chores of a repository start. */
const SCRIPTS = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
  'prepack',
  'postpack',
  'prepublishOnly',
  'publish',
  'postpublish',
  'dependencies',
  'start',
  'test',
  'build',
  'prestart',
  'pretest',
  'prebuild',
  'check',
  'lint',
];

/** Code of JavaScript that leaves a file behind, which says where it ran. */
function leaving(marker: string, where: string): string {
  return `require('node:fs').appendFileSync(${JSON.stringify(marker)}, ${JSON.stringify(`${where}\n`)});`;
}

function scripts(marker: string, where: string): Record<string, string> {
  return Object.fromEntries(
    SCRIPTS.map((name) => [name, `node -e ${JSON.stringify(leaving(marker, `${where}: ${name}`))}`]),
  );
}

/** The released command as a package, which starts the built one, with a dependency; both have scripts of every kind. */
export function releasedPackages(marker: string, form: 'scripts' | 'gyp'): Readonly<Record<string, Member>> {
  const command = join(root, 'packages/cli/bin/specline.js');
  const gyp = { 'binding.gyp': `{ "targets": [{ "target_name": "a", "type": "none", "actions": [] }] }\n` };
  return {
    '@test/evil': {
      manifest: {
        files: ['*'],
        bin: 'bin.cjs',
        scripts: form === 'scripts' ? scripts(marker, 'dependency') : {},
      },
      files: { 'bin.cjs': leaving(marker, 'bin'), ...(form === 'gyp' ? gyp : {}) },
    },
    '@specline/cli': {
      manifest: {
        type: 'module',
        files: ['bin'],
        bin: { specline: 'bin/specline.js' },
        dependencies: { '@test/evil': 'workspace:*' },
        scripts: scripts(marker, 'command'),
      },
      files: { 'bin/specline.js': `import ${JSON.stringify(command)};\n` },
    },
  };
}

/** Turns a checkout into one in which whatever is built, installed or started leaves a file behind. */
export function plantCode(folder: string, marker: string): void {
  for (const name of ['package.json', 'packages/runtime/package.json', 'packages/cli/package.json']) {
    const path = join(folder, name);
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...manifest, scripts: scripts(marker, name) }));
  }
  writeFiles(folder, {
    'scripts/bootstrap.mjs': `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); ${leaving(marker, 'bootstrap')}`,
    'evil.cjs': leaving(marker, 'required'),
    '.npmrc': 'ignore-scripts=false\nnode-options=--require ./evil.cjs\nscript-shell=./evil.sh\n',
    '.pnpmfile.cjs': leaving(marker, 'pnpmfile'),
    'node_modules/.hooks/postinstall': `#!/bin/sh\nnode -e '${leaving(marker, 'hook')}'\n`,
    'redocly.yaml': 'plugins: [./evil.cjs]\n',
    'spec/redocly.yaml': 'plugins: [../evil.cjs]\n',
  });
}

/** Programs that no step may start, first on PATH. */
export function plantPrograms(bin: string, marker: string): void {
  for (const name of ['pnpm', 'pnpx', 'npx', 'yarn', 'bun', 'corepack', 'turbo', 'tsc', 'node-gyp', 'make']) {
    writeFiles(bin, { [name]: `#!${process.execPath}\n${leaving(marker, `program ${name}`)}` });
    chmodSync(join(bin, name), 0o755);
  }
}
