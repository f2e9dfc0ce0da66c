import { join } from 'node:path';
import { loadDocument } from '../src/index.js';
import { folder } from './fixtures.js';

export const head = { openapi: '3.1.0', info: { title: 'T', version: '1' } };

/** The bundled document of files, of which `api/openapi.json` is the entry. */
export function bundled(files: Readonly<Record<string, unknown>>) {
  const root = folder(
    Object.fromEntries(
      Object.entries(files).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
  );
  return {
    root,
    load: () => loadDocument(join(root, 'api/openapi.json'), { base: root, shared: [join(root, '_shared')] }),
  };
}
