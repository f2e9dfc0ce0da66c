/** What a change means for the version, the least first. */
export const BUMPS = ['none', 'patch', 'minor', 'major'] as const;

/** A version bump (Semantic Versioning 2.0.0); `none` keeps the version. */
export type Bump = (typeof BUMPS)[number];

/**
 * Where a change is felt: on the wire (can an old caller talk to the new server), by the types (does old code compile
 * against the new packages), or in names and settings that the document does not have.
 */
export type Layer = 'wire' | 'types' | 'surface';

/** Whether what changed is sent by the client, received by it, or both. */
export type Direction = 'sent' | 'received' | 'both';

/** One change, told once however many operations it concerns. */
export interface Change {
  /** The kind of change, `request-property-became-required`: what `accepted.yaml` names. */
  readonly id: string;
  readonly layer: Layer;
  readonly bump: Exclude<Bump, 'none'>;
  /** Where it is in the new document, or in the old one where it is no more. */
  readonly pointer: string;
  /** Where it was in the old document; absent where it is new. */
  readonly oldPointer?: string;
  /** Where it is in the new document; absent where it is gone. */
  readonly newPointer?: string;
  /** Absent where requests and responses are not what it is about. */
  readonly direction?: Direction;
  /** The first operation that it concerns: `POST /pets`. */
  readonly operation?: string;
  /** All of them, in the document's order. */
  readonly operations: readonly string[];
  /** How the first one is called: `client.pets.create()`. */
  readonly call?: string;
  /** The option of the client that it is about, where it is one: that of a credential. */
  readonly option?: string;
  /** The export that it is about: its name, and the module that had it. */
  readonly exported?: { readonly name: string; readonly module: string };
  /** A sentence that a caller understands. */
  readonly message: string;
}

/** The bump that changes ask for: the highest. */
export function bumpOf(changes: readonly Pick<Change, 'bump'>[]): Bump {
  return BUMPS.findLast((bump) => changes.some((change) => change.bump === bump)) ?? 'none';
}

/** The bump that each layer asks for. */
export function layerBumps(changes: readonly Change[]): Readonly<Record<Layer, Bump>> {
  const of = (layer: Layer) => bumpOf(changes.filter((change) => change.layer === layer));
  return { wire: of('wire'), types: of('types'), surface: of('surface') };
}
