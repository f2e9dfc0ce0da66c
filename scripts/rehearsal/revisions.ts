import { readFile, writeFile } from 'node:fs/promises';
import { parseDocument, type Document } from 'yaml';

/** What an owner edits in the fragment, and what that has to mean for callers. */
export interface Revision {
  readonly bump: Bump;
  readonly edit: (fragment: Document) => void;
}

export type Bump = 'patch' | 'minor' | 'major';

/** The operation that is edited, wherever its owner has left it. */
const OPERATION = ['paths', '/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate', 'post'];
const PARAMETERS = [...OPERATION, 'parameters'];

/** A parameter that is in no fragment of ours. */
const PARAMETER = {
  name: 'rehearsed_reason',
  in: 'query',
  description: 'Why the token is rotated.',
  schema: { type: 'string', enum: ['expired', 'leaked'] },
};

/** A sentence in other words. */
export const wording: Revision = {
  bump: 'patch',
  edit: (fragment) =>
    fragment.setIn([...OPERATION, 'description'], 'Makes a new token, and ends the old one.'),
};

/** Something more that may be sent. */
export const addition: Revision = {
  bump: 'minor',
  edit: (fragment) => fragment.addIn(PARAMETERS, PARAMETER),
};

/** A value more that may be sent. */
export const choice: Revision = {
  bump: 'minor',
  edit: (fragment) => fragment.addIn([...PARAMETERS, lastOf(fragment), 'schema', 'enum'], 'unused'),
};

/** Something that must be sent from now on. */
export const demand: Revision = {
  bump: 'major',
  edit: (fragment) => fragment.setIn([...PARAMETERS, lastOf(fragment), 'required'], true),
};

/** Why that is worth a break, for `accepted.yaml`. */
export const reason = 'Nobody can tell why tokens were rotated.';

/** What the compiler says of a program that does not send it. */
export const witness = /^rotate\.ts\(\d+,\d+\): error [^]*\bProperty 'rehearsed_reason' is missing in type/;

/** A change of the runtime that its author has written a changeset for. */
export const runtimeChangeset = `---
'@specline/runtime': minor
---

Something new for clients to come.
`;

/** Edits a fragment as its owner would. */
export async function revise(file: string, { edit }: Revision): Promise<void> {
  const fragment = parseDocument(await readFile(file, 'utf8'));
  edit(fragment);
  await writeFile(file, fragment.toString());
}

/** The version after one (Semantic Versioning 2.0.0). */
export function bumped(version: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  switch (bump) {
    case 'patch':
      return `${major}.${minor}.${patch + 1}`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'major':
      return `${major + 1}.0.0`;
  }
}

/** The place of the parameter that `addition` has added. */
function lastOf(fragment: Document): number {
  const { length } = (fragment.toJS() as Fragment).paths[OPERATION[1] ?? '']?.post.parameters ?? [];
  return length - 1;
}

interface Fragment {
  readonly paths: Readonly<Record<string, { readonly post: { readonly parameters: readonly unknown[] } }>>;
}
