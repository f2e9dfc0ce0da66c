import type { JsonObject } from '../json/json.js';
import { Bundler } from './bundler.js';
import type { Files } from './files.js';
import { isObject } from '../json/pointer.js';
import { Moves } from './source-map.js';
import type { Problem } from '../json/problem.js';
import type { SwaggerUpgrade } from './swagger/swagger.js';

export interface Bundle {
  readonly document: JsonObject;
  readonly moves: Moves;
  readonly problems: readonly Problem[];
  /** Breaches of the specification that leave no doubt about what is meant. */
  readonly flaws: readonly Problem[];
  /** Whether anything in it is marked `x-internal`. */
  readonly hasInternal: boolean;
  /** Where in `components` the targets of other files stand, by `schemas/pet.yaml#/Pet`, relative to the entry. */
  readonly components: Readonly<Record<string, string>>;
}

/**
 * One document of many files: what a `$ref` to another file leads to moves into `components` under its own name, or the
 * one in `released`, and a path item to where it is referred to. A document of one file stays as it is.
 */
export function bundle(
  entry: string,
  files: Files,
  released: Bundle['components'] = {},
  upgrade?: SwaggerUpgrade,
): Bundle {
  const source = files.read(entry);
  const moves = new Moves(source);
  for (const { to, from } of upgrade?.relocations.values() ?? []) moves.add({ to, source, pointer: from });
  const bundler = new Bundler(entry, files, moves, released, upgrade);
  if (isObject(source.value)) bundler.walk(source.value, 'document', '#', entry);
  const { names, flaws, hasInternal } = bundler;
  const problems = [...bundler.problems, ...names.problems];
  const components = names.given;
  return { document: source.value as JsonObject, moves, problems, flaws, hasInternal, components };
}
