import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildModel, loadDocument, releasedNames, wireOf } from '@specline/openapi';
import type { Defaults, Json, ReleasedNames, Sdk } from '@specline/openapi';
import { diffModels } from '../src/index.js';
import type { Change, Version } from '../src/index.js';

export type Document = { readonly [name: string]: Json };

/** What is said of a document beside it. */
export interface Settings {
  readonly sdk?: Sdk;
  readonly defaults?: Partial<Defaults>;
}

/** A document as a version; `before` is what it follows, whose names it keeps. */
export function versionOf(parts: Document, settings: Settings = {}, before?: Version): Version {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'specline-'));
  try {
    const file = join(folder, 'openapi.json');
    const document = { openapi: '3.1.0', info: { title: 'Test', version: '1' }, ...parts };
    writeFileSync(file, JSON.stringify(document));
    const released: { released?: ReleasedNames } = before === undefined ? {} : { released: before.names };
    const { sdk = {}, defaults = {} } = settings;
    const omit = sdk.omit === undefined ? {} : { omit: sdk.omit };
    const loaded = loadDocument(file, { base: folder, ...omit });
    const { model } = buildModel({ api: 'test', loaded, sdk, defaults, ...released });
    return {
      wire: wireOf(loaded, model.surface),
      names: releasedNames(model, loaded.components),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What changed from one document to the other. */
export function changesOf(
  old: Document,
  next: Document,
  settings: { readonly old?: Settings; readonly next?: Settings } = {},
): readonly Change[] {
  const before = versionOf(old, settings.old);
  return diffModels(before, versionOf(next, settings.next, before));
}

/** Changes, one line for each. */
export function lines(changes: readonly Change[]): string[] {
  return changes.map(({ bump, layer, id, message }) => `${bump} ${layer} ${id} | ${message}`);
}

const DONE = { '204': { description: 'Done.' } };

/** A document with one operation. */
export function operation(parts: Document, more: Document = {}): Document {
  return { ...more, paths: { '/pets': { post: { responses: DONE, ...parts } } } };
}

export function json(schema: Json): Document {
  return { content: { 'application/json': { schema } } };
}

/** A schema that only the client sends: all of a required body. */
export function sent(schema: Json, more: Document = {}): Document {
  return operation({ requestBody: { required: true, ...json(schema) } }, more);
}

/** A schema that only the client receives. */
export function received(schema: Json, more: Document = {}): Document {
  return operation({ responses: { '200': { description: 'Here.', ...json(schema) } } }, more);
}

export const text = { type: 'string' };

/** A schema of an object with several fields, so that nothing but an edit changes how it is given as a body. */
export function object(properties: Document, more: Document = {}): Json {
  return { type: 'object', properties: { id: text, ...properties }, ...more };
}
