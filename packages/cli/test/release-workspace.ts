import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changesetText } from '@specline/semver';
import { FRAGMENT, specline, workspace, write } from './workspace.js';
import type { Files } from './workspace.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** The API `relays` of workspace.ts, and a second one. */
const OTHER = FRAGMENT.replaceAll('relay', 'node').replace('Relays', 'Nodes');

const CONFIG = {
  changelog: '@specline/cli/changelog',
  commit: false,
  fixed: [
    ['@test/relays-types', '@test/relays-client'],
    ['@test/nodes-types', '@test/nodes-client'],
  ],
  access: 'public',
  baseBranch: 'main',
  updateInternalDependencies: 'patch',
};

/** A workspace with two APIs, released as 1.0.0, and the tools of this repository. */
export async function releasedWorkspace(files: Files = {}): Promise<string> {
  const root = workspace({
    'package.json': '{ "name": "shop", "private": true }\n',
    'pnpm-workspace.yaml': 'packages: [packages/*]\n',
    'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
    '.changeset/config.json': `${JSON.stringify(CONFIG)}\n`,
    'spec/nodes/openapi.yaml': OTHER,
    // What clients depend on is here as it is in this repository.
    ...Object.fromEntries(
      ['runtime', 'contract'].map((name) => [
        `packages/${name}/package.json`,
        `{ "name": "@specline/${name}", "version": "1.0.0" }\n`,
      ]),
    ),
    ...files,
  });
  for (const [name, target] of [
    ['@changesets/cli', 'node_modules/@changesets/cli'],
    ['@specline/cli', 'packages/cli'],
  ] as const) {
    mkdirSync(join(root, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(repository, target), join(root, 'node_modules', name));
  }
  await specline(root, 'generate');
  await specline(root, 'release', '--record');
  return root;
}

/** Edits a fragment: each text is replaced once, and must be there. */
export function edit(root: string, api: string, ...edits: readonly (readonly [string, string])[]): void {
  const source = api === 'relays' ? FRAGMENT : OTHER;
  const text = edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`no ${from}`);
    return before.replace(from, to);
  }, source);
  write(root, { [`spec/${api}/openapi.yaml`]: text });
}

/** Adds a property to what the server sends: a minor. */
export const MINOR = ['        mode: {', '        note: { type: string }\n        mode: {'] as const;

/** Removes one: a major. */
export const MAJOR = ['        mode: { type: string, enum: [push, pull] }\n', ''] as const;

/** Owns up to it. */
export const ACCEPTED = `changes:
  - id: response-property-removed
    pointer: '#/components/schemas/relay/properties/mode'
    reason: Unused.
`;

/** A changeset of `relays` with prose of a person around what specline writes. */
export function changeset(before: string, after: string): string {
  const own = changesetText(['@test/relays-types', '@test/relays-client'], 'minor', 'Something.');
  return own.replace('---\n\n', `---\n\n${before}\n\n`) + `\n${after}\n`;
}
