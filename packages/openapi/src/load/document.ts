import type { Ignored, Version } from '../rules/structure.js';
import { checkStructure } from '../rules/structure.js';
import type { Json } from '../model/model.js';
import { isObject, member } from './pointer.js';
import type { JsonObject } from './pointer.js';
import { InputError } from './problem.js';
import type { Problem } from './problem.js';
import { readSource } from './source.js';
import type { Source } from './source.js';

/** A document that is whole and sound: every reference leads somewhere and every keyword is known. */
export interface LoadedDocument {
  /** As messages name it. */
  readonly file: string;
  readonly document: JsonObject;
  readonly version: Version;
  /** What the document says that Specline knowingly does nothing with. */
  readonly ignored: readonly Ignored[];
  /** Adds file, line and column to problems of this document. */
  locate(problems: readonly Problem[]): Problem[];
}

/**
 * Reads an OpenAPI document of version 3.0 or 3.1, JSON or YAML. `file` is how messages name `path`.
 * Throws `InputError` with every fault of its structure.
 */
export function loadDocument(path: string, file: string = path): LoadedDocument {
  const source = readSource(path, file);
  const locate = (problems: readonly Problem[]) => problems.map((problem) => located(problem, source));
  const version = versionOf(source);
  const document = source.value as JsonObject;
  const { problems, ignored } = checkStructure(document, version);
  if (problems.length > 0) throw new InputError(locate(problems));
  return { file, document, version, ignored, locate };
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
  const version = /^3\.[01](?=\.\d+)/.exec(String(openapi))?.[0];
  if (version !== '3.0' && version !== '3.1') {
    throw refuse('#/openapi', `OpenAPI ${String(openapi)} is not supported`, 'use 3.0.x or 3.1.x');
  }
  return version;
}

function kindOf(value: Json): string {
  if (value === null) return 'empty';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
