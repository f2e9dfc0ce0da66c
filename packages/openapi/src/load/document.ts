import { resolve } from 'node:path';
import type { Ignored, Version } from '../rules/structure.js';
import { checkStructure } from '../rules/structure.js';
import type { Json } from '../model/model.js';
import { bundle } from './bundle.js';
import type { Move } from './bundle.js';
import { Files } from './files.js';
import { isObject, member } from './pointer.js';
import type { JsonObject } from './pointer.js';
import { InputError } from './problem.js';
import type { Problem } from './problem.js';
import type { Source } from './source.js';

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
  /** Adds file, line and column to problems of this document. */
  locate(problems: readonly Problem[]): Problem[];
}

/** Where a document may be, besides in its own folder, and how messages name its files. */
export interface DocumentOptions {
  /** Messages name files relative to this folder; by default the current one. */
  readonly base?: string;
  /** Folders that its references may reach besides its own. */
  readonly shared?: readonly string[];
}

/**
 * Reads an OpenAPI document of version 3.0, 3.1 or 3.2, JSON or YAML, of one file or many.
 * Throws `InputError` for what is no such document; faults of one are in `problems`.
 */
export function loadDocument(
  path: string,
  { base = process.cwd(), shared = [] }: DocumentOptions = {},
): LoadedDocument {
  const entry = resolve(path);
  const files = new Files(entry, base, shared);
  const source = files.read(entry);
  const version = versionOf(source);
  const { document, moves, problems: lost } = bundle(entry, files);
  const locate = (problems: readonly Problem[]) =>
    problems.map((problem) => locatedIn(problem, source, moves));
  const { problems, flaws, ignored } = checkStructure(document, version);
  const known = new Set(lost.map(({ pointer }) => pointer));
  const all = [...lost, ...problems.filter(({ pointer }) => !known.has(pointer))];
  return { file: source.file, document, version, problems: all, flaws, ignored, locate };
}

/** What was moved into the bundle is shown where it stands in its own file. */
function locatedIn(problem: Problem, entry: Source, moves: readonly Move[]): Problem {
  const pointer = problem.pointer ?? '#';
  const move = moves
    .filter(({ to }) => pointer === to || pointer.startsWith(`${to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  if (move === undefined) return located(problem, entry);
  return located({ ...problem, pointer: move.pointer + pointer.slice(move.to.length) }, move.source);
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
    throw refuse('#/swagger', `Swagger ${String(swagger)} is not supported yet`, 'convert it to OpenAPI 3.0');
  const openapi = member(value, 'openapi');
  if (openapi === undefined)
    throw refuse('#', 'this is not an OpenAPI document: it has no member openapi', 'add openapi: 3.1.0');
  const version = /^3\.[012](?=\.\d+)/.exec(String(openapi))?.[0];
  if (version !== '3.0' && version !== '3.1' && version !== '3.2') {
    throw refuse('#/openapi', `OpenAPI ${String(openapi)} is not supported`, 'use 3.0.x, 3.1.x or 3.2.x');
  }
  return version;
}

function kindOf(value: Json): string {
  if (value === null) return 'empty';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
