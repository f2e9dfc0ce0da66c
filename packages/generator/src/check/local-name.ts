import type { Imports } from '../print/imports.js';

/** What the generated tests call something of their own, or take from the language. */
const TAKEN = /^(All|Body|Exclude|Expect|NonNullable|Omit|OptionalBody|Pick|Relation|(Operation|Twin)\d+)$/;

/** Imports a type into a test. Returns its name there: no type's own name has a `_`. */
export function localName(name: string, specifier: string, imports: Imports): string {
  const local = TAKEN.test(name) ? `${name}_` : name;
  imports.add(specifier, local === name ? name : `${name} as ${local}`);
  return local;
}
