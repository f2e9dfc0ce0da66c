import { FRAGMENT, specline, workspace } from './workspace.js';

export const CONFIG = '.changeset/config.json';

/** A workspace with Changesets, the API `relays` generated, and documents to begin with beside it. */
export async function ready(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const fixed = [['@test/relays-types', '@test/relays-client']];
  const root = workspace({ [CONFIG]: JSON.stringify({ access: 'public', fixed }), ...files });
  await specline(root, 'generate');
  return root;
}

/** Another document than that of `relays`. */
export const PETS = FRAGMENT.replaceAll('relay', 'pet');
