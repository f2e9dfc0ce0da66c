import { withoutMarks } from '@specline/semver';

/** Returns the changelog entry for Changesets: the text of the changeset, and nothing else. */
export async function getReleaseLine({ summary }: { readonly summary: string }): Promise<string> {
  return withoutMarks(summary);
}

/** Omits dependency entries: client and types share one entry, and minor runtime bumps do not affect callers. */
export async function getDependencyReleaseLine(): Promise<string> {
  return '';
}
