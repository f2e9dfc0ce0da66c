import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildModel, formatProblem, InputError, loadDocument } from '../src/index.js';
import type { Defaults, Json, LoadedDocument, ModelResult, ReleasedNames, Sdk } from '../src/index.js';

/** A folder of its own with the given files, for as long as the test runs. */
export function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'specline-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

interface Parts {
  readonly openapi?: string;
  readonly paths?: Json;
  readonly components?: Json;
  readonly [more: string]: Json | undefined;
}

/** A document with no more than a test is about. */
export function documentWith(parts: Parts): string {
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'Test', version: '1' }, ...parts }, null, 2);
}

interface Options {
  readonly sdk?: Sdk;
  readonly defaults?: Partial<Defaults>;
  readonly released?: ReleasedNames;
}

export function modelOf(parts: Parts, { sdk = {}, defaults = {}, released }: Options = {}): ModelResult {
  const root = folder({ 'openapi.json': documentWith(parts) });
  const omit = sdk.omit === undefined ? {} : { omit: sdk.omit };
  const loaded = loadDocument(join(root, 'openapi.json'), { base: root, ...omit });
  return buildModel({ api: 'test', loaded, sdk, defaults, ...(released === undefined ? {} : { released }) });
}

/** All that is wrong with a document, one line for each problem. */
export function faultsOf(load: () => LoadedDocument): string[] {
  let problems: string[] = [];
  const thrown = refusal(() => {
    const loaded = load();
    const { problems: found } = buildModel({ api: 'test', loaded, sdk: {}, defaults: {} });
    problems = loaded.locate(found).map(formatProblem);
  });
  return [...thrown, ...problems];
}

/** What is thrown at the user, one line for each problem. */
export function refusal(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** The same value without any `pointer`, for comparing shapes. */
export function withoutPointers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'pointer' ? undefined : inner)));
}

/** An operation that answers 200 with nothing. */
export function operation(more: Readonly<Record<string, Json>> = {}): Json {
  return { responses: { '200': { description: 'Done.' } }, ...more };
}

export function pathParameters(...names: string[]): Json {
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}
