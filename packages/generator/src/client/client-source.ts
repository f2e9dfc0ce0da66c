import type { Model } from '@specline/openapi';
import type { SchemaNames } from '../types/schema-names.js';
import { sharedAlternatives } from './auth-definition.js';
import type { Alternative } from './auth-definition.js';

/** What the modules of a client are printed from. */
export interface ClientSource {
  readonly model: Model;
  readonly schemas: SchemaNames;
  /** What the client is generated from, as its files name it. */
  readonly source: string;
  /** The alternatives of credentials of operations that say nothing else. */
  readonly security: readonly Alternative[];
}

/** A model with what more than one module needs of it. */
export function clientSource(model: Model, schemas: SchemaNames, source: string): ClientSource {
  return { model, schemas, source, security: sharedAlternatives(model) };
}
