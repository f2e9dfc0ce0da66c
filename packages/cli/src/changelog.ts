import { withoutMarks } from '@specline/semver';

/** What writes changelogs for Changesets: an entry is what its changeset says, and nothing besides. */
export async function getReleaseLine({ summary }: { readonly summary: string }): Promise<string> {
  return withoutMarks(summary);
}

/** A client and its types have one entry, and a new runtime that is no major is nobody's business. */
export async function getDependencyReleaseLine(): Promise<string> {
  return '';
}
