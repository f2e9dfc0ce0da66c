import type { Operation } from '@specline/openapi';
import type { PackageContext } from '../package/options.js';
import type { Sampler } from '../package/sample.js';

/** What a section of the README is made from. */
export interface Section extends PackageContext {
  /** The operation of the examples. */
  readonly operation: Operation;
  readonly sampler: Sampler;
}
