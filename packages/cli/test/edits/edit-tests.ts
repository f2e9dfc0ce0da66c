import type { Change } from '@specline/semver';
import { expect, test } from 'vitest';
import { folder, specline } from '../workspace.js';
import { documentText } from './edit.js';
import type { Edit, Sources } from './edit.js';

interface Report {
  readonly bump: string;
  readonly changes: readonly (Change & { readonly witness?: { readonly kind: string } })[];
}

/** The files of one version: those of a workspace, so that `defaults.yaml` counts. */
function filesOf(side: string, sources: Sources): Readonly<Record<string, string>> {
  const { sdk = {}, defaults = {} } = sources;
  const files = {
    'defaults.yaml': JSON.stringify({ npmScope: '@pets', license: 'MIT', ...defaults }),
    'pets/openapi.json': documentText(sources),
    'pets/sdk.yaml': JSON.stringify(sdk),
  };
  return Object.fromEntries(
    Object.entries(files).map(([path, contents]) => [`${side}/spec/${path}`, contents]),
  );
}

async function reportOf({ old, next }: Edit): Promise<Report> {
  const root = folder({ ...filesOf('old', old), ...filesOf('next', next) });
  const ran = await specline(
    root,
    'diff',
    'old/spec/pets/openapi.json',
    'next/spec/pets/openapi.json',
    '--json',
  );
  if (ran.exit === 2) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as Report;
}

/** Which kinds of witness show a break of each layer. */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  wire: ['request', 'response', 'promise', 'program'],
  types: ['program'],
  surface: ['program', 'run'],
};

/** A test for each edit: its bump, and a witness for each break. */
export function testEdits(edits: readonly Edit[]): void {
  test.each(edits)('$what: $bump', async (edit) => {
    const { bump, changes } = await reportOf(edit);
    const unshown = changes
      .filter(
        (change) => change.bump === 'major' && !SHOWN_BY[change.layer]?.includes(change.witness?.kind ?? ''),
      )
      .map(({ id, layer, message, witness }) => ({ id, layer, message, witness: witness?.kind }));
    expect({ bump, unshown }).toEqual({ bump: edit.bump, unshown: [] });
  });
}
