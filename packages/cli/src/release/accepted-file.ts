import { join } from 'node:path';
import { exists, loadAccepted } from '@specline/openapi';

/** What `accepted.yaml` of an API says; nothing where there is none. Throws `InputError`. */
export function acceptedOf(root: string, name: string) {
  const file = `spec/${name}/accepted.yaml`;
  return exists(join(root, file)) ? loadAccepted(join(root, file), file) : NOTHING_ACCEPTED;
}

const NOTHING_ACCEPTED: Pick<ReturnType<typeof loadAccepted>, 'value' | 'locate'> = {
  value: {},
  locate: (problems) => [...problems],
};
