import { LineCounter, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Pair, YAMLError } from 'yaml';
import type { Json } from '../json/json.js';
import { duplicateKeys } from './duplicate-keys.js';
import { parsedJson } from './json-file.js';
import { jsonOffsets } from './json-offsets.js';
import type { Offsets } from './json-offsets.js';
import { aliasFault, faultOf, TOO_DEEP } from './limits.js';
import { mergeKeys } from './merge-keys.js';
import { tokensOf } from '../json/pointer.js';
import { InputError } from '../json/problem.js';
import type { Problem } from '../json/problem.js';
import { readText } from './regular-file.js';
import { isSystemFault, systemProblem } from './system-fault.js';

/** A file: what it parses to, and where each value stands in it. */
export interface Source {
  /** As messages name it. */
  readonly file: string;
  readonly value: Json;
  /** The nearest place that exists, for a pointer into this file. The first call parses again: only for messages. */
  position(pointer: string): Position;
}

/** Both counted from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** Files whose text is what a reference to them stands for, as a description may. */
const PROSE = /\.(md|markdown|txt|html?)$/i;

/** Reads JSON or YAML 1.2, and prose as it is. Throws `InputError` where there is no such file or it is neither. */
export function readSource(path: string, file: string): Source {
  const text = textOf(path, file);
  if (PROSE.test(path)) return { file, value: text, position: () => ({ line: 1, column: 1 }) };
  // YAML's flow style looks like JSON, and its parser says where a fault is.
  const json = /^\s*[{[]/.test(text) ? parsedJson(text) : undefined;
  const value = json ?? parsedYaml(text, file);
  const offsets = json === undefined ? yamlOffsets : jsonOffsets;
  let find: ((pointer: string) => Position) | undefined;
  const position = (pointer: string) => (find ??= positionsIn(text, offsets(text)))(pointer);
  const fault = faultOf(value, text.length);
  if (fault !== undefined)
    throw new InputError([
      { file, ...(fault.pointer === undefined ? {} : position(fault.pointer)), ...fault },
    ]);
  if (json === undefined) mergeKeys(value);
  return { file, value, position };
}

function textOf(path: string, file: string): string {
  try {
    return readText(path);
  } catch (error) {
    if (!isSystemFault(error)) throw error;
    throw new InputError([{ ...systemProblem(error, file), file }]);
  }
}

/** Keys are compared by `duplicateKeys`. */
const QUICK = { logLevel: 'silent', uniqueKeys: false } as const;

/** More faults of one file are not listed. */
const MOST_FAULTS = 20;

function parsedYaml(text: string, file: string): Json {
  try {
    const document = parseDocument(text, { prettyErrors: true, ...QUICK });
    const overflow = document.errors.find(({ message }) => isOverflow(message));
    const errors = overflow === undefined ? document.errors : [overflow];
    if (errors.length > 0)
      throw new InputError(errors.slice(0, MOST_FAULTS).map((error) => yamlProblem(error, file)));
    const duplicates = duplicateKeys(document, text);
    if (duplicates.length > 0) throw new InputError(duplicates.map((problem) => ({ file, ...problem })));
    const fault = aliasFault(document);
    if (fault !== undefined) throw new InputError([{ file, ...fault }]);
    // What aliases multiply is counted by those who know what for.
    return document.toJS({ maxAliasCount: -1 }) as Json;
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (isOverflow((error as Error).message)) throw new InputError([{ file, ...TOO_DEEP }]);
    throw new InputError([{ file, message: `this YAML cannot be read: ${(error as Error).message}` }]);
  }
}

function yamlProblem(error: YAMLError, file: string): Problem {
  const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
  const place = { file, line, column: col };
  if (isOverflow(error.message)) return { ...place, ...TOO_DEEP };
  const message = error.message.split(/ at line \d+/)[0] ?? error.code;
  return { ...place, message: `this is not YAML: ${message}` };
}

/** The parser calls itself for each level, until no stack is left. */
function isOverflow(message: string): boolean {
  return /call stack|Stack overflow/.test(message);
}

function positionsIn(text: string, offset: Offsets): (pointer: string) => Position {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return (pointer) => {
    const { line, col } = lines.linePos(offset(tokensOf(pointer) ?? []));
    return { line, column: col };
  };
}

function yamlOffsets(text: string): Offsets {
  const root = parseDocument(text, QUICK).contents as Node | null;
  return (tokens) => {
    let node = root;
    let offset = root?.range?.[0] ?? 0;
    for (const token of tokens) {
      const found = childOf(node, token);
      if (found === undefined) break;
      offset = found.offset;
      node = found.node;
    }
    return offset;
  };
}

function childOf(node: Node | null, token: string): { node: Node | null; offset: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      (item): item is Pair<Node, Node | null> => isPair(item) && keyOf(item) === token,
    );
    return pair && { node: pair.value, offset: pair.key.range?.[0] ?? 0 };
  }
  if (!isSeq(node)) return undefined;
  const item = node.items[Number(token)] as Node | undefined;
  return item && { node: item, offset: item.range?.[0] ?? 0 };
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

/** A problem with a pointer into a source gains its file, line and column. */
export function located(problem: Problem, source: Source): Problem {
  return { file: source.file, ...source.position(problem.pointer ?? '#'), ...problem };
}
