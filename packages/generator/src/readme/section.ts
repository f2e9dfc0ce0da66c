import type { Operation } from '@specline/openapi';
import type { PackageContext } from '../package/options.js';
import type { Sampler } from '../package/sample.js';

/** The input of a section of the README. */
export interface Section extends PackageContext {
  /** The operation that the examples call. */
  readonly operation: Operation;
  readonly sampler: Sampler;
}
