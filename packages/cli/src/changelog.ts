import { withoutMarks } from '@specline/semver';

/** What writes changelogs for Changesets: an entry is what its changeset says, and nothing besides. */
const changelog = {
  getReleaseLine: async ({ summary }: { readonly summary: string }): Promise<string> => withoutMarks(summary),
  getDependencyReleaseLine: async (
    _changesets: readonly unknown[],
    dependencies: readonly { readonly name: string; readonly newVersion: string | null }[],
  ): Promise<string> =>
    dependencies.map(({ name, newVersion }) => `- Runs on ${name} ${newVersion ?? ''}`.trimEnd()).join('\n'),
};

export default changelog;
