import type { JsonObject } from '../json/json.js';
import type { Version } from '../spec/version.js';

/** Says what is wrong, at a keyword of the object or at the object itself. */
export type Say = (message: string, remedy: string, at?: string) => void;

/** What a rule may know besides the object. */
export interface Scope {
  readonly version: Version;
  readonly document: JsonObject;
}

export interface Rule {
  /** Whether a breach leaves no doubt about what is meant, and the document can be used all the same. */
  readonly flaw?: true;
  readonly check: (value: JsonObject, say: Say, scope: Scope) => void;
}
