import { join } from 'node:path';
import { root } from '@scripts/kit/workspace.ts';

/** The documents that everything is measured on. */
export const documentNames = ['rotate', 'github'] as const;

export type DocumentName = (typeof documentNames)[number];

/** What a document is, for headings. */
export const documentTitles: Readonly<Record<DocumentName, string>> = {
  rotate: 'the rotate fragment, 1 operation',
  github: "GitHub's document, 13 MB, 1,223 operations",
};

/** The document's file: in the repository, or among what was installed. */
export function documentFile(name: DocumentName, installation: string): string {
  switch (name) {
    case 'rotate':
      return join(root, 'spec/moq-relays/openapi.yaml');
    case 'github':
      return join(installation, 'node_modules/@octokit/openapi/generated/api.github.com.json');
  }
}
