import type { Edit } from './project.ts';

/** What an owner edits in a fragment, and the version that it asks for. */
export interface Revision {
  readonly version: string;
  readonly bump: 'minor' | 'major';
  readonly edits: readonly Edit[];
}

/** A field that may be sent, a value that may be sent, and a better sentence: nothing that callers have to know of. */
export const addition: Revision = {
  version: '1.1.0',
  bump: 'minor',
  edits: [
    [
      `                  enum: [publish_subscribe, subscribe]
                  description: Which token type to rotate.
`,
      `                  enum: [publish_subscribe, subscribe, publish]
                  description: Which token type to rotate.
                comment:
                  type: string
                  description: Why it is rotated, for the audit log.
`,
    ],
    ['The old token is immediately invalidated.', 'The old token is invalid from then on.'],
  ],
};

/** A value that may be sent no more. */
export const removal: Revision = {
  version: '2.0.0',
  bump: 'major',
  edits: [['enum: [publish_subscribe, subscribe, publish]', 'enum: [publish_subscribe, publish]']],
};

/** Why it is removed, which its owner writes into `accepted.yaml`. */
export const reason = 'Nobody subscribes without publishing any more.';

/** What the compiler says of a program that sends it. */
export const witness =
  /^rotate\.ts\(\d+,\d+\): error TS2322: Type '"publish_subscribe" \| "subscribe"' is not assignable to type/;

/** A change of the runtime that its author has written a changeset for. */
export const runtimeChangeset = `---
'@specline/runtime': minor
---

Something new for clients to come.
`;
