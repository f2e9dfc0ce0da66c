import { resolve } from 'node:path';
import type { Ignored, Version } from '../spec/version.js';
import type { Json, JsonObject } from '../json/json.js';
import { located } from '../parse/source.js';
import { checkStructure } from '../check/structure.js';
import { bundle } from '../bundle/bundle.js';
import type { Bundle } from '../bundle/bundle.js';
import { Files } from '../bundle/files.js';
import { resolveIdentifiers, withoutIdentifiers } from '../bundle/identifiers.js';
import { isObject, member, shownValue } from '../json/pointer.js';
import { nearestAbove } from '../bundle/source-map.js';
import type { Moves } from '../bundle/source-map.js';
import { InputError } from '../json/problem.js';
import type { Problem } from '../json/problem.js';
import { prune } from '../bundle/prune.js';
import type { Pruned, Shift } from '../bundle/prune.js';
import type { Omit } from '../config/sdk.js';
import type { Source } from '../parse/source.js';
import { SwaggerUpgrade } from '../bundle/swagger/swagger.js';
import { resolverIn } from '../bundle/reference-target.js';

/** A document as read, with all that is wrong with its structure. */
export interface LoadedDocument {
  /** As messages name it. */
  readonly file: string;
  /** The paths of all files that it was read from, its own first. */
  readonly files: readonly string[];
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
  /** Where in the bundle stands what came from other files: pointers by `schemas/pet.yaml#/Pet`. */
  readonly components: Readonly<Record<string, string>>;
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
  /** The `components` of what was released: they stay where they are. */
  readonly released?: LoadedDocument['components'];
}

/**
 * Reads an OpenAPI document of version 3.0, 3.1 or 3.2, or a Swagger 2.0 document, JSON or YAML, of one file or many.
 * Throws `InputError` for what is no such document; faults of one are in `problems`.
 */
export function loadDocument(
  path: string,
  { base = process.cwd(), shared = [], omit, released }: DocumentOptions = {},
): LoadedDocument {
  const entry = resolve(path);
  const files = new Files(entry, base, shared);
  const spelt = versionFlaws(files.read(entry));
  const upgrade = swaggerUpgrade(entry, files);
  const source = files.read(entry);
  const version = versionOf(source);
  const whole = wholeDocument(source.value as JsonObject, version, () =>
    bundle(entry, files, released, upgrade),
  );
  const { document, moves, problems: lost, flaws: mended, hasInternal, approximated, components } = whole;
  const { omitted, moved, stale } = omit !== undefined || hasInternal ? prune(document, omit) : UNPRUNED;
  const origins = moved.map(({ to, from }) => ({ to, ...moves.originOf(from) }));
  for (const origin of origins) moves.add(origin);
  const locate = (problems: readonly Problem[]) => problems.map((problem) => locatedIn(problem, moves));
  const shifts = new Map(moved.map((shift) => [shift.to, shift]));
  const original = (pointer: string) => originalPointer(pointer, shifts);
  const { problems, flaws, ignored } = checkStructure(document, version);
  const left = new Map(omitted.map((item) => [item.pointer, item]));
  const found = lost.filter(
    ({ file, pointer = '#' }) => file !== undefined || nearestAbove(pointer, left) === undefined,
  );
  const known = new Set(found.map(({ pointer }) => pointer));
  const all = [...found, ...problems.filter(({ pointer }) => !known.has(pointer))];
  return {
    file: source.file,
    files: files.paths(),
    document,
    version,
    problems: all,
    flaws: [...spelt, ...mended, ...flaws],
    ignored: [...approximated, ...ignored],
    omitted,
    staleOmissions: stale,
    components,
    original,
    locate,
  };
}

const UNPRUNED: Pruned = { omitted: [], moved: [], stale: [] };

/**
 * One document in which every reference is one by place. References by URI are resolved within the file first, for none of
 * them is read from elsewhere; what other files have of them once they are in the bundle.
 */
function wholeDocument(document: JsonObject, version: Version, bundled: () => Bundle) {
  if (version === '3.0') return { ...bundled(), approximated: [] };
  const own = resolveIdentifiers(document);
  const whole = bundled();
  const others = resolveIdentifiers(whole.document);
  withoutIdentifiers(whole.document);
  return { ...whole, approximated: [...own, ...others] };
}

/** A Swagger 2.0 document becomes one of OpenAPI 3.0. */
function swaggerUpgrade(entry: string, files: Files): SwaggerUpgrade | undefined {
  const source = files.read(entry);
  if (!isObject(source.value) || !isSwagger2(source.value)) return undefined;
  const upgrade = new SwaggerUpgrade(source.value, entry, resolverIn(files, entry, source.value));
  files.replace(entry, { ...source, value: upgrade.document() });
  return upgrade;
}

/** In YAML `2.0` is a number, which is 2. */
function isSwagger2(document: JsonObject): boolean {
  return /^2(\.0(\.0)?)?$/.test(shownValue(member(document, 'swagger') ?? null));
}

/** Versions that are not written as OpenAPI wants them, and that leave no doubt. */
function versionFlaws(source: Source): Problem[] {
  const name = member(source.value, 'openapi') === undefined ? 'swagger' : 'openapi';
  const found = member(source.value, name) ?? null;
  const shown = shownValue(found);
  const whole = name === 'swagger' ? '2.0' : shown.includes('.') ? `${shown}.0` : `${shown}.0.0`;
  if (found === null || shown === '2.0' || /^\d+\.\d+\./.test(shown)) return [];
  return [
    located(
      { pointer: `#/${name}`, message: `${shown} is read as ${whole}`, remedy: `write "${whole}"` },
      source,
    ),
  ];
}

/** What was moved into the bundle is shown where it stands in its own file. */
function locatedIn(problem: Problem, moves: Moves): Problem {
  if (problem.file !== undefined) return problem;
  const { source, pointer } = moves.originOf(problem.pointer ?? '#');
  return located({ ...problem, pointer }, source);
}

function originalPointer(pointer: string, shifts: ReadonlyMap<string, Shift>): string {
  const shift = shifts.size === 0 ? undefined : nearestAbove(pointer, shifts);
  return shift === undefined ? pointer : shift.from + pointer.slice(shift.to.length);
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
  const named = /^3(\.[012](?=\.\d+|$)|$)/.exec(shownValue(openapi))?.[0];
  const version = named === '3' ? '3.0' : named;
  if (version !== '3.0' && version !== '3.1' && version !== '3.2') {
    throw refuse('#/openapi', `OpenAPI ${shownValue(openapi)} is not supported`, 'use 3.0.x, 3.1.x or 3.2.x');
  }
  return version;
}

function kindOf(value: Json): string {
  if (value === null) return 'empty';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
