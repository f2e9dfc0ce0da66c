import type { TestRegistry } from '../../packages/cli/test/publish/registry.ts';
import type { Manager, Sources } from './managers.ts';
import type { Checkout } from '@scripts/scale/checkout.ts';

/** What every step of a rehearsal works with. */
export interface Setting {
  /** A folder that is gone afterwards. */
  readonly work: string;
  /** A copy of this repository, outside of it. */
  readonly project: Checkout;
  /** The version that the packages of moq-relays have here. */
  readonly first: string;
  readonly registry: TestRegistry;
  readonly sources: Sources;
  /** What the consumers install with. */
  readonly managers: readonly Manager[];
}
