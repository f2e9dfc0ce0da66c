import { hash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, isAsWritten, OWNERSHIP_FILE } from '@specline/generator';
import { exists, readBytes, readText } from '@specline/openapi';
import type { Summary } from './load-api.js';
import { replaceFile } from './workspace-file.js';

/** What was said of an API when it was generated, and is still true. */
export interface Settled extends Summary {
  /** How many files are as generated. */
  readonly fileCount: number;
}

/** What a generation read and left, by path below the root: the SHA-256 of each file, null where there was none. */
interface Receipt {
  /** Of the code that generated, and of what it was asked for. */
  readonly key: string;
  readonly seen: Readonly<Record<string, string | null>>;
  /** The folders of the packages, below the root. */
  readonly directories: readonly string[];
  readonly settled: Settled;
}

/** What an API was generated from, and where it went; all paths are absolute. */
export interface Generation {
  readonly inputs: readonly string[];
  readonly directories: readonly string[];
  /** When it began, in milliseconds: what was changed since may not have been seen. */
  readonly since: number;
}

/**
 * Remembers, in `node_modules/.cache/specline/receipts` below a root, which APIs are as they were generated, so that they need not
 * be read again. Only ever saves work: every file is held against its hash, and without a receipt all is done anew.
 */
export class Receipts {
  readonly #root: string;
  readonly #key: string;

  /** `request` tells apart what may be asked for below one root. */
  constructor(root: string, request: readonly string[]) {
    this.#root = root;
    this.#key = hash('sha256', JSON.stringify([codeHash(), ...request]), 'hex');
  }

  /** What was said of an API of which nothing has changed since; undefined of any other, and where the receipt is damaged. */
  find(name: string): Settled | undefined {
    try {
      const receipt = JSON.parse(readText(join(this.#root, receiptFile(name)))) as Receipt;
      return this.#isCurrent(receipt) && isSettled(receipt.settled) ? receipt.settled : undefined;
    } catch {
      return undefined;
    }
  }

  /** A folder that cannot be written to keeps no receipt, and that is all. */
  keep(name: string, settled: Settled, { inputs, directories, since }: Generation): void {
    const seen = [
      ...inputs,
      ...directories.flatMap((directory) => [
        join(directory, OWNERSHIP_FILE),
        join(directory, 'package.json'),
      ]),
    ];
    if (inputs.some((path) => changedAfter(path, since))) return;
    const below = (path: string) => relative(this.#root, path);
    try {
      const receipt: Receipt = {
        key: this.#key,
        seen: Object.fromEntries(seen.map((path) => [below(path), hashOf(path)])),
        directories: directories.map(below),
        settled,
      };
      replaceFile(this.#root, receiptFile(name), JSON.stringify(receipt));
    } catch {
      return;
    }
  }

  #isCurrent({ key, seen, directories }: Receipt): boolean {
    return (
      key === this.#key &&
      Object.entries(seen).every(([path, digest]) => hashOf(join(this.#root, path)) === digest) &&
      directories.every((directory) => isAsWritten(join(this.#root, directory)))
    );
  }
}

function receiptFile(name: string): string {
  return `${CACHE}/receipts/${name}.json`;
}

function isSettled({ api, packages, size, warnings, fileCount }: Settled): boolean {
  const texts = [api, packages.types, packages.client];
  const numbers = [fileCount, size.operations, size.schemas];
  return (
    texts.every((text) => typeof text === 'string') &&
    numbers.every((number) => typeof number === 'number') &&
    warnings.every(({ message }) => typeof message === 'string')
  );
}

/** Null where there is no such file. Throws where there is one that cannot be read. */
function hashOf(path: string): string | null {
  return exists(path) ? hash('sha256', readBytes(path), 'hex') : null;
}

function changedAfter(path: string, since: number): boolean {
  const { mtimeMs = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return mtimeMs >= since;
}

/** Of the code of this command and of the packages that it composes: whoever works on them sees what they do. */
function codeHash(): string {
  const folders = ['@specline/openapi', '@specline/generator']
    .map((name) => dirname(fileURLToPath(import.meta.resolve(name))))
    .concat(import.meta.dirname);
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[jt]s$/.test(file))
      .toSorted()
      .map((file) => hashOf(join(folder, file))),
  );
  return hash('sha256', files.join(), 'hex');
}
