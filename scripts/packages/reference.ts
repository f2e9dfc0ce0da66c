import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installTarballs } from './installation.ts';
import { packAll } from './tarball.ts';

/**
 * Installs the packages of the reference call, with the runtime, in a new project, as a release would pack them: into a
 * folder `tarballs` that exists. Resolves with the document that came with them.
 */
export async function installReference(tarballs: string, project: string): Promise<object> {
  const packed = await packAll(tarballs, ['@specline/runtime', '@specline/moq-relays-*']);
  await installTarballs(
    packed.map((tarball) => ({ tarball })),
    project,
  );
  const document = join(project, 'node_modules/@specline/moq-relays-types/openapi.json');
  return JSON.parse(await readFile(document, 'utf8'));
}
