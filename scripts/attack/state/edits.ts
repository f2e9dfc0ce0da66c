import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { append, commit, git } from './workspace.ts';

/** What a person does between two runs. */
export interface Edit {
  readonly name: string;
  readonly make: (root: string) => void | Promise<void>;
  /** Takes back what is no text of a file. */
  readonly undo?: (root: string) => Promise<unknown>;
}

function appended(path: string, text: string): Edit {
  return { name: path, make: (root) => append(root, path, text) };
}

function appendedIfThere(path: string, text: string): Edit {
  const make = (root: string) => (existsSync(join(root, path)) ? append(root, path, text) : undefined);
  return { name: `${path} if it is there`, make };
}

const COMMITTED: Edit = {
  name: 'a commit of all that is there',
  make: commit,
  undo: (root) => git(root, 'reset', '--quiet', 'HEAD~1'),
};

const BRANCH: Edit = {
  name: 'a commit on another branch',
  make: async (root) => {
    await git(root, 'switch', '--quiet', '--create', 'other');
    await git(root, 'commit', '--quiet', '--allow-empty', '--message', 'b');
  },
  undo: (root) => git(root, 'switch', '--quiet', 'main'),
};

const NOTHING: Edit = { name: 'nothing', make: () => {} };

const EVERYWHERE: readonly Edit[] = [
  appended('CHANGELOG.md', 'By hand.\n'),
  appended('packages/contract/CHANGELOG.md', 'By hand.\n'),
  appended('packages/relays-client/notes.txt', 'By hand.\n'),
  appended('packages/own/package.json', '{ "name": "own", "version": "0.0.0", "private": true }\n'),
  appended('packages/runtime/package.json', '\n'),
  appended('packages/nodes-client/src/core.ts', '// By hand.\n'),
  appended('spec/nodes/openapi.yaml', '        more: { type: string }\n'),
  COMMITTED,
  BRANCH,
];

const RELEASED: readonly Edit[] = [
  appended('packages/runtime/CHANGELOG.md', 'By hand.\n'),
  appended('packages/nodes-client/CHANGELOG.md', 'By hand.\n'),
  appended('.changeset/own.md', "---\n'@specline/contract': patch\n---\n\nBy hand.\n"),
  appendedIfThere('.changeset/runtime.md', 'By hand.\n'),
];

const BEGUN: readonly Edit[] = [
  appendedIfThere('spec/pets/sdk.yaml', '# By hand.\n'),
  appendedIfThere('spec/pets/openapi.yaml', '# By hand.\n'),
  appendedIfThere('packages/pets-types/src/index.ts', '// By hand.\n'),
  appended('.changeset/config.json', '\n'),
];

const PACKED: readonly Edit[] = [
  appended('README.md', 'By hand.\n'),
  appended('packages/runtime/index.js', '// By hand.\n'),
];

/** What a person may do after a command was killed, by the command. */
function editsFor(command: string): readonly Edit[] {
  if (command === 'publish') return PACKED;
  if (command === 'new') return [...EVERYWHERE, ...BEGUN];
  return command === 'generate' ? EVERYWHERE : [...EVERYWHERE, ...RELEASED];
}

/** Half of the rounds have an edit. */
export function editOf(command: string, random: () => number): Edit {
  const edits = editsFor(command);
  return random() < 0.5 ? NOTHING : (edits[Math.floor(random() * edits.length)] ?? NOTHING);
}
