import { resolve } from 'node:path';
import type { Ignored, Version } from '../rules/structure.js';
import { checkStructure } from '../rules/structure.js';
import type { Json } from '../model/model.js';
import { bundle } from './bundle.js';
import type { Move } from './bundle.js';
import { Files } from './files.js';
import { isObject, member, shownValue } from './pointer.js';
import type { JsonObject } from './pointer.js';
import { InputError } from './problem.js';
import type { Problem } from './problem.js';
import { prune } from './prune.js';
import type { Shift } from './prune.js';
import type { Omit } from './sdk.js';
import type { Source } from './source.js';
import { upgraded } from './swagger.js';

/** A document as read, with all that is wrong with its structure. */
export interface LoadedDocument {
  /** As messages name it. */
  readonly file: string;
  readonly document: JsonObject;
  readonly version: Version;
  /** Any of them means that the document is not to be used. */
  readonly problems: readonly Problem[];
  /** Breaches of the specification that leave no doubt about what is meant. */
  readonly flaws: readonly Problem[];
  /** What the document says that Specline knowingly does nothing with. */
  readonly ignored: readonly Ignored[];
  /** What was left out, by `x-internal` or by `sdk.yaml`. */
  readonly omitted: readonly Ignored[];
  /** Entries of `omit` that name nothing, as pointers into `sdk.yaml`. */
  readonly staleOmissions: readonly string[];
  /** The pointer that a value had before others were left out. */
  original(pointer: string): string;
  /** Adds file, line and column to problems of this document. */
  locate(problems: readonly Problem[]): Problem[];
}

/** Where a document may be, besides in its own folder, and how messages name its files. */
export interface DocumentOptions {
  /** Messages name files relative to this folder; by default the current one. */
  readonly base?: string;
  /** Folders that its references may reach besides its own. */
  readonly shared?: readonly string[];
  /** What is left out, by `sdk.yaml`. */
  readonly omit?: Omit;
}

/**
 * Reads an OpenAPI document of version 3.0, 3.1 or 3.2, or a Swagger 2.0 document, JSON or YAML, of one file or many.
 * Throws `InputError` for what is no such document; faults of one are in `problems`.
 */
export function loadDocument(
  path: string,
  { base = process.cwd(), shared = [], omit }: DocumentOptions = {},
): LoadedDocument {
  const entry = resolve(path);
  const files = new Files(entry, base, shared);
  const source = entrySource(entry, files);
  const version = versionOf(source);
  const { document, moves: bundled, problems: lost } = bundle(entry, files);
  const { omitted, moved, stale } = prune(document, omit);
  const bundledAt = byTarget(bundled);
  const moves = byTarget([
    ...bundled,
    ...moved.map(({ to, from }) => moveWithin(to, from, source, bundledAt)),
  ]);
  const shifts = byTarget(moved);
  const locate = (problems: readonly Problem[]) =>
    problems.map((problem) => locatedIn(problem, source, moves));
  const original = (pointer: string) => originalPointer(pointer, shifts);
  const { problems, flaws, ignored } = checkStructure(document, version);
  const known = new Set(lost.map(({ pointer }) => pointer));
  const all = [...lost, ...problems.filter(({ pointer }) => !known.has(pointer))];
  return {
    file: source.file,
    document,
    version,
    problems: all,
    flaws,
    ignored,
    omitted,
    staleOmissions: stale,
    original,
    locate,
  };
}

/** The file that the document begins with; a Swagger 2.0 document becomes one of OpenAPI 3.0. */
function entrySource(entry: string, files: Files): Source {
  const source = files.read(entry);
  if (!isObject(source.value) || member(source.value, 'swagger') !== '2.0') return source;
  return files.replace(entry, upgraded(source));
}

/** The place in its file of what moved from one place of the bundle to another. */
function moveWithin(to: string, from: string, entry: Source, bundled: ByTarget<Move>): Move {
  const { source, pointer } = originOf(from, entry, bundled);
  return { to, source, pointer };
}

/** What was moved into the bundle is shown where it stands in its own file. */
function locatedIn(problem: Problem, entry: Source, moves: ByTarget<Move>): Problem {
  const { source, pointer } = originOf(problem.pointer ?? '#', entry, moves);
  return located({ ...problem, pointer }, source);
}

function originOf(
  pointer: string,
  entry: Source,
  moves: ByTarget<Move>,
): { source: Source; pointer: string } {
  const move = nearestAbove(pointer, moves);
  if (move === undefined) return { source: entry, pointer };
  return { source: move.source, pointer: move.pointer + pointer.slice(move.to.length) };
}

function originalPointer(pointer: string, moved: ByTarget<Shift>): string {
  const shift = nearestAbove(pointer, moved);
  return shift === undefined ? pointer : shift.from + pointer.slice(shift.to.length);
}

/** What moved, by where it stands now. */
type ByTarget<Moved> = ReadonlyMap<string, Moved>;

/** Of two that stand in one place the first counts. */
function byTarget<Moved extends { readonly to: string }>(moved: readonly Moved[]): ByTarget<Moved> {
  return new Map(moved.toReversed().map((one) => [one.to, one]));
}

/** Of what moved, the innermost that holds a place. */
function nearestAbove<Moved>(pointer: string, moved: ByTarget<Moved>): Moved | undefined {
  if (moved.size === 0) return undefined;
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const found = moved.get(pointer.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A problem with a pointer into a source gains its file, line and column. */
export function located(problem: Problem, source: Source): Problem {
  return { file: source.file, ...source.position(problem.pointer ?? '#'), ...problem };
}

function versionOf(source: Source): Version {
  const { value } = source;
  const refuse = (pointer: string, message: string, remedy: string) =>
    new InputError([located({ pointer, message, remedy }, source)]);
  if (!isObject(value))
    throw refuse(
      '#',
      `this is not an OpenAPI document but ${kindOf(value)}`,
      'give the file that begins with openapi: 3.1.0',
    );
  const swagger = member(value, 'swagger');
  if (swagger !== undefined)
    throw refuse('#/swagger', `Swagger ${shownValue(swagger)} is not supported`, 'use 2.0');
  const openapi = member(value, 'openapi');
  if (openapi === undefined)
    throw refuse('#', 'this is not an OpenAPI document: it has no member openapi', 'add openapi: 3.1.0');
  const version = /^3\.[012](?=\.\d+)/.exec(shownValue(openapi))?.[0];
  if (version !== '3.0' && version !== '3.1' && version !== '3.2') {
    throw refuse('#/openapi', `OpenAPI ${shownValue(openapi)} is not supported`, 'use 3.0.x, 3.1.x or 3.2.x');
  }
  return version;
}

function kindOf(value: Json): string {
  if (value === null) return 'empty';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
