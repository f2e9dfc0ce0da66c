import { hash } from 'node:crypto';
import { join } from 'node:path';
import { exists, loadAccepted } from '@specline/openapi';
import { bytesOf } from '../workspace-file.js';

/** What `accepted.yaml` of an API says; nothing where there is none. Throws `InputError`. */
export function acceptedOf(root: string, name: string) {
  const file = acceptedFile(name);
  return exists(join(root, file)) ? loadAccepted(join(root, file), file) : NOTHING_ACCEPTED;
}

/** Returns a digest of it; undefined where there is none. */
export function acceptedDigest(root: string, name: string): string | undefined {
  const bytes = bytesOf(root, acceptedFile(name));
  return bytes === undefined ? undefined : hash('sha256', bytes, 'hex');
}

export function acceptedFile(name: string): string {
  return `spec/${name}/accepted.yaml`;
}

const NOTHING_ACCEPTED: Pick<ReturnType<typeof loadAccepted>, 'value' | 'locate'> = {
  value: {},
  locate: (problems) => [...problems],
};
