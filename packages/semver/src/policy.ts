import type { Bump, Layer } from './change.js';

/** What a kind of change means: in any direction, or by whether the client sends or receives what changed. */
export type Rule =
  | { readonly layer: Layer; readonly bump: Exclude<Bump, 'none'> }
  | {
      readonly layer: Layer;
      readonly sent: Exclude<Bump, 'none'>;
      readonly received: Exclude<Bump, 'none'>;
    };

/**
 * Which change means which bump. A client that is released already is held against the new server: of what is sent, less
 * must not be accepted; of what is received, more must not arrive. What has a direction is named after it in the id of a
 * change: `request-property-removed`, `response-property-removed`.
 */
export const POLICY = {
  'operation-removed': { layer: 'wire', bump: 'major' },
  'operation-added': { layer: 'wire', bump: 'minor' },
  'operation-deprecated': { layer: 'types', bump: 'minor' },
  'operation-no-longer-deprecated': { layer: 'types', bump: 'minor' },
  'operation-id-removed': { layer: 'types', bump: 'major' },
  'operation-id-added': { layer: 'types', bump: 'minor' },
  'sunset-changed': { layer: 'types', bump: 'minor' },
  'stability-decreased': { layer: 'types', bump: 'minor' },
  'stability-increased': { layer: 'types', bump: 'patch' },
  'documentation-changed': { layer: 'types', bump: 'patch' },

  'parameter-added-required': { layer: 'wire', bump: 'major' },
  'parameter-added-optional': { layer: 'wire', bump: 'minor' },
  'parameter-removed': { layer: 'wire', bump: 'major' },
  'parameter-became-required': { layer: 'wire', bump: 'major' },
  'parameter-became-optional': { layer: 'wire', bump: 'minor' },
  'parameter-writing-changed': { layer: 'wire', bump: 'major' },
  'parameter-default-changed': { layer: 'wire', bump: 'major' },
  'parameter-deprecated': { layer: 'types', bump: 'minor' },
  'parameter-no-longer-deprecated': { layer: 'types', bump: 'minor' },

  'body-added-required': { layer: 'wire', sent: 'major', received: 'minor' },
  'body-added-optional': { layer: 'wire', sent: 'minor', received: 'minor' },
  'body-removed': { layer: 'wire', sent: 'major', received: 'major' },
  'body-became-required': { layer: 'wire', sent: 'major', received: 'minor' },
  'body-became-optional': { layer: 'wire', sent: 'minor', received: 'major' },
  'media-type-added': { layer: 'wire', sent: 'minor', received: 'minor' },
  'media-type-removed': { layer: 'wire', sent: 'major', received: 'major' },
  'media-type-narrowed': { layer: 'wire', sent: 'major', received: 'minor' },
  'media-type-widened': { layer: 'wire', sent: 'minor', received: 'major' },
  'encoding-changed': { layer: 'wire', sent: 'major', received: 'patch' },

  'success-status-added': { layer: 'wire', bump: 'minor' },
  'success-status-removed': { layer: 'wire', bump: 'major' },
  'error-status-added': { layer: 'types', bump: 'minor' },
  'error-status-removed': { layer: 'types', bump: 'major' },
  'header-added': { layer: 'wire', sent: 'minor', received: 'minor' },
  'header-removed': { layer: 'wire', sent: 'major', received: 'major' },
  'header-became-required': { layer: 'wire', sent: 'major', received: 'minor' },
  'header-became-optional': { layer: 'wire', sent: 'minor', received: 'major' },

  'security-requirement-added': { layer: 'wire', bump: 'major' },
  'security-requirement-removed': { layer: 'wire', bump: 'minor' },
  'security-alternative-added': { layer: 'wire', bump: 'minor' },
  'security-alternative-removed': { layer: 'wire', bump: 'major' },
  'security-credential-changed': { layer: 'wire', bump: 'major' },

  'property-added-required': { layer: 'wire', sent: 'major', received: 'minor' },
  'property-added-optional': { layer: 'wire', sent: 'minor', received: 'minor' },
  'property-removed': { layer: 'wire', sent: 'major', received: 'major' },
  'property-became-required': { layer: 'wire', sent: 'major', received: 'minor' },
  'property-became-optional': { layer: 'wire', sent: 'minor', received: 'major' },
  // A server ignores what is read-only, and a client never saw what is write-only: only their types lose a property.
  'property-hidden': { layer: 'types', sent: 'major', received: 'major' },
  'property-access-changed': { layer: 'types', sent: 'minor', received: 'minor' },
  'hidden-property-changed': { layer: 'types', sent: 'minor', received: 'minor' },
  'property-deprecated': { layer: 'types', sent: 'minor', received: 'minor' },
  'property-no-longer-deprecated': { layer: 'types', sent: 'minor', received: 'minor' },

  'type-narrowed': { layer: 'wire', sent: 'major', received: 'minor' },
  'type-widened': { layer: 'wire', sent: 'minor', received: 'major' },
  'type-replaced': { layer: 'wire', sent: 'major', received: 'major' },
  // What a parameter took as text it still takes, but code that gave a number or one item does not compile.
  'argument-type-replaced': { layer: 'types', bump: 'major' },
  'became-nullable': { layer: 'wire', sent: 'minor', received: 'major' },
  'became-not-nullable': { layer: 'wire', sent: 'major', received: 'minor' },
  'format-added': { layer: 'wire', sent: 'major', received: 'minor' },
  'format-removed': { layer: 'wire', sent: 'minor', received: 'major' },
  'format-changed': { layer: 'wire', sent: 'major', received: 'major' },
  'enum-added': { layer: 'wire', sent: 'major', received: 'minor' },
  'enum-removed': { layer: 'wire', sent: 'minor', received: 'major' },
  'enum-value-added': { layer: 'wire', sent: 'minor', received: 'major' },
  'open-enum-value-added': { layer: 'wire', sent: 'minor', received: 'minor' },
  'enum-value-removed': { layer: 'wire', sent: 'major', received: 'minor' },
  'enum-opened': { layer: 'wire', sent: 'minor', received: 'major' },
  'enum-closed': { layer: 'wire', sent: 'major', received: 'minor' },
  'union-member-added': { layer: 'wire', sent: 'minor', received: 'major' },
  'union-member-removed': { layer: 'wire', sent: 'major', received: 'minor' },
  'union-made-exclusive': { layer: 'wire', sent: 'major', received: 'minor' },
  'union-made-inclusive': { layer: 'wire', sent: 'minor', received: 'patch' },
  'additional-properties-closed': { layer: 'wire', sent: 'major', received: 'minor' },
  'additional-properties-opened': { layer: 'wire', sent: 'minor', received: 'minor' },

  'bound-tightened': { layer: 'wire', sent: 'major', received: 'patch' },
  'bound-loosened': { layer: 'wire', sent: 'patch', received: 'major' },
  'bound-replaced': { layer: 'wire', sent: 'major', received: 'major' },
  'pattern-tightened': { layer: 'wire', sent: 'major', received: 'patch' },
  'pattern-loosened': { layer: 'wire', sent: 'patch', received: 'patch' },
  'assertion-added': { layer: 'wire', sent: 'major', received: 'patch' },
  'assertion-removed': { layer: 'wire', sent: 'patch', received: 'major' },
  'assertion-changed': { layer: 'wire', sent: 'major', received: 'major' },
  'default-changed': { layer: 'wire', sent: 'patch', received: 'patch' },
  'discriminator-changed': { layer: 'wire', sent: 'patch', received: 'patch' },

  'type-added': { layer: 'types', bump: 'minor' },
  'unused-type-extended': { layer: 'types', bump: 'minor' },
  'unused-type-changed': { layer: 'types', bump: 'major' },
  'type-removed': { layer: 'types', bump: 'major' },
  // What the compiler sees and no rule above: code that compiled against the old packages and does not now.
  'types-incompatible': { layer: 'types', sent: 'major', received: 'major' },
  'types-member-removed': { layer: 'types', sent: 'major', received: 'major' },
  'types-member-required': { layer: 'types', bump: 'major' },
  'types-export-removed': { layer: 'types', bump: 'major' },

  'type-renamed': { layer: 'surface', bump: 'major' },
  'method-renamed': { layer: 'surface', bump: 'major' },
  'module-renamed': { layer: 'surface', bump: 'major' },
  'argument-moved': { layer: 'surface', bump: 'major' },
  'argument-renamed': { layer: 'surface', bump: 'major' },
  'sent-media-type-changed': { layer: 'surface', bump: 'major' },
  'received-media-type-changed': { layer: 'surface', bump: 'major' },
  'envelope-changed': { layer: 'surface', bump: 'major' },
  'pagination-added': { layer: 'surface', bump: 'minor' },
  'pagination-changed': { layer: 'surface', bump: 'major' },
  'pagination-removed': { layer: 'surface', bump: 'major' },
  // A client that is released already goes on sending again what it was told it may.
  'idempotent-added': { layer: 'surface', bump: 'minor' },
  'idempotent-removed': { layer: 'surface', bump: 'major' },
  'idempotency-header-added': { layer: 'surface', bump: 'minor' },
  'idempotency-header-changed': { layer: 'surface', bump: 'major' },
  'idempotency-header-removed': { layer: 'surface', bump: 'major' },
  'package-renamed': { layer: 'surface', bump: 'major' },
  'client-renamed': { layer: 'surface', bump: 'major' },
  'option-added': { layer: 'surface', bump: 'minor' },
  'option-removed': { layer: 'surface', bump: 'major' },
  'option-renamed': { layer: 'surface', bump: 'major' },
  'environment-variable-added': { layer: 'surface', bump: 'minor' },
  'environment-variable-changed': { layer: 'surface', bump: 'major' },
  'environment-variable-removed': { layer: 'surface', bump: 'major' },
  'request-id-added': { layer: 'surface', bump: 'minor' },
  'request-id-changed': { layer: 'surface', bump: 'major' },
  'request-id-removed': { layer: 'surface', bump: 'major' },
  'validators-added': { layer: 'surface', bump: 'minor' },
  'validators-removed': { layer: 'surface', bump: 'major' },
  'metadata-changed': { layer: 'surface', bump: 'patch' },
} as const satisfies Readonly<Record<string, Rule>>;

/** The id of a kind of change: a row of the policy. */
export type Kind = keyof typeof POLICY;
