import { loadConfiguration } from './sdk.js';
import type { Configuration } from './sdk.js';

/** `accepted.yaml`: what its owner says of the next release of an API. The release empties it. */
export interface Accepted {
  readonly changes?: readonly AcceptedChange[];
  /** What the release is to be whatever its changes ask for; lower only with a reason. */
  readonly bump?: { readonly to: AcceptedBump; readonly reason?: string };
}

export interface AcceptedChange {
  /** The kind of change, as `specline diff` names it. */
  readonly id: string;
  /** Where it is, as `specline diff` says. */
  readonly pointer: string;
  /** Why callers are to live with it; the changelog prints it where `bump` is lower than the change asks for. */
  readonly reason: string;
  /** What it is to count as; absent, the break is owned up to as what it is. */
  readonly bump?: AcceptedBump;
}

export type AcceptedBump = 'patch' | 'minor' | 'major';

const reason = { type: 'string', minLength: 1 };
const bump = { enum: ['patch', 'minor', 'major'] };

/** JSON Schema of `accepted.yaml`. Printed to `packages/openapi/schema/`. */
export const ACCEPTED_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'accepted.yaml',
  description: 'Accepted breaking changes of the next release. The release removes this file.',
  type: 'object',
  additionalProperties: false,
  properties: {
    changes: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'pointer', 'reason'],
        properties: {
          id: {
            type: 'string',
            minLength: 1,
            description: 'The id of the change, as specline diff prints it.',
          },
          pointer: {
            type: 'string',
            pattern: '^#',
            description: 'The place of the change, as specline diff prints it.',
          },
          reason: { ...reason, description: 'Why the change is acceptable for callers.' },
          bump: { ...bump, description: 'Overrides the bump of this change.' },
        },
      },
      description: 'Breaking changes that are intended.',
    },
    bump: {
      type: 'object',
      additionalProperties: false,
      required: ['to'],
      properties: {
        to: bump,
        reason: { ...reason, description: 'Required if the changes need a higher bump.' },
      },
      description: 'Overrides the bump of the release.',
    },
  },
} as const;

/** Reads `accepted.yaml`. Throws `InputError` for every unknown key and wrong value. */
export function loadAccepted(path: string, file: string = path): Configuration<Accepted> {
  return loadConfiguration<Accepted>(path, file, ACCEPTED_SCHEMA);
}
