import { withoutMarks } from '@specline/semver';

/** What writes changelogs for Changesets: an entry is what its changeset says, and nothing besides. */
export async function getReleaseLine({ summary }: { readonly summary: string }): Promise<string> {
  return withoutMarks(summary);
}

/** Of packages that only follow another one. */
export async function getDependencyReleaseLine(
  _changesets: readonly unknown[],
  dependencies: readonly { readonly name: string; readonly newVersion: string | null }[],
): Promise<string> {
  return dependencies.map(({ name, newVersion }) => `- Runs on ${name} ${newVersion ?? ''}`.trimEnd()).join('\n');
}
