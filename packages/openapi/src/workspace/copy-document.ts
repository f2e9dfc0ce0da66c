import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { isAlias, isMap, isScalar, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair, Scalar } from 'yaml';
import { nameFault } from '../model/file-names.js';
import type { DocumentOptions } from '../document/load.js';
import { referredPath } from '../bundle/files.js';
import { InputError } from '../json/problem.js';
import type { Problem } from '../json/problem.js';
import { readBytes } from '../parse/regular-file.js';
import { DOCUMENT_NAMES } from './workspace.js';

/** A file of a document, and its place below the folder of an API. */
export interface RelocatedFile {
  readonly path: string;
  readonly contents: Uint8Array;
}

/** Files of an API's folder that say something else than the document does. */
const RESERVED = /^(openapi\.(yaml|json)|sdk\.yaml|accepted\.yaml|redocly\.yaml|released\/.*)$/i;

/**
 * The files of a document, as paths and the first its own, for a folder of their own. Each keeps its bytes and its place,
 * but the first is called as the document of an API is, and what refers to it follows. Files of the `shared` folders are
 * left where they are. Throws `InputError` where a file cannot take its place; it names files relative to `base`.
 */
export function relocated(
  files: readonly string[],
  { base = process.cwd(), shared = [] }: Pick<DocumentOptions, 'base' | 'shared'> = {},
): RelocatedFile[] {
  const [entry = '', ...others] = files;
  const name = entry.endsWith('.json') ? DOCUMENT_NAMES[1] : DOCUMENT_NAMES[0];
  const own = others.filter((file) => !shared.some((folder) => file.startsWith(folder + sep)));
  const problems = own.flatMap((file) => placeProblems(placeOf(file, entry), relative(base, file)));
  if (problems.length > 0) throw new InputError(problems);
  return [
    { path: name, contents: withReferences(entry, entry, name) },
    ...own.map((file) => ({ path: placeOf(file, entry), contents: withReferences(file, entry, name) })),
  ];
}

function placeOf(file: string, entry: string): string {
  return relative(dirname(entry), file).replaceAll('\\', '/');
}

function placeProblems(place: string, file: string): Problem[] {
  if (isAbsolute(place) || place.startsWith('../'))
    return [{ file, message: 'this file lies outside the folder of the document', remedy: 'move it inside' }];
  const message = RESERVED.test(place)
    ? 'this name has a meaning of its own in the folder of an API'
    : nameFault(place);
  if (message === undefined) return [];
  return [{ file, message, remedy: 'give the file, and what refers to it, another name' }];
}

/** The text of a file whose references to the entry lead to its new name. */
function withReferences(file: string, entry: string, name: string): Uint8Array {
  const contents = readBytes(file);
  if (entry.endsWith(sep + name)) return contents;
  const text = contents.toString('utf8');
  const edits = referencesIn(parseDocument(text, { logLevel: 'silent', uniqueKeys: false }))
    .filter(({ value }) => leadsTo(entry, String(value), file))
    .toSorted((a, b) => (b.range?.[0] ?? 0) - (a.range?.[0] ?? 0));
  if (edits.length === 0) return contents;
  return Buffer.from(edits.reduce((edited, scalar) => withValue(edited, scalar, name), text));
}

/** Every `$ref`, and what discriminators map to: each scalar once, however many aliases lead to it. */
function referencesIn(document: Document): Scalar[] {
  const found = new Set<Node>();
  const add = (value: unknown) => {
    const node = isAlias(value) ? value.resolve(document) : value;
    if (isScalar(node) && typeof node.value === 'string') found.add(node);
  };
  visit(document, {
    Pair(_, { key, value }: Pair) {
      const keyword = isScalar(key) ? key.value : undefined;
      if (keyword === '$ref') add(value);
      const mapping = keyword === 'discriminator' && isMap(value) ? value.get('mapping') : undefined;
      if (isMap(mapping)) for (const { value: target } of mapping.items) add(target);
    },
  });
  return [...found].filter((node): node is Scalar => isScalar(node));
}

function leadsTo(entry: string, reference: string, file: string): boolean {
  const [path = ''] = reference.split('#');
  if (path === '') return false;
  try {
    return resolve(referredPath(path, file)) === entry;
  } catch {
    return false;
  }
}

/** JSON strings are YAML too. A block scalar ends with its line, which stays. */
function withValue(text: string, { value, range }: Scalar, name: string): string {
  const [start, end] = range ?? [0, 0];
  const [path = '', ...fragment] = String(value).trim().split('#');
  const reference = [path.slice(0, path.lastIndexOf('/') + 1) + name, ...fragment].join('#');
  const line = text.slice(start, end).endsWith('\n') ? '\n' : '';
  return text.slice(0, start) + JSON.stringify(reference) + line + text.slice(end);
}
