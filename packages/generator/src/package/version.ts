import { join } from 'node:path';
import { exists, readJsonObject } from '@specline/openapi';

/**
 * The version in a folder's `package.json`; undefined where there is none. Throws `InputError` where the file is not a JSON
 * object: the version in it would be lost.
 */
export function versionOnDisk(directory: string): string | undefined {
  const file = join(directory, 'package.json');
  if (!exists(file)) return undefined;
  const { version } = readJsonObject(file, file);
  return typeof version === 'string' ? version : undefined;
}
