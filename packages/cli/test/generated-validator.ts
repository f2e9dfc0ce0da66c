import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { StandardSchemaV1 } from '@specline/runtime/validation';
import { expect } from 'vitest';
import type { ResponseRow } from './response-rows.js';
import { folder, specline } from './workspace.js';

const RUNTIME = fileURLToPath(new URL('../node_modules/@specline/runtime', import.meta.url));

export function documentOf({
  schema,
  schemas = {},
  openapi = '3.1.0',
}: Pick<ResponseRow, 'schema' | 'schemas' | 'openapi'>) {
  const content = { 'application/json': { schema } };
  const responses = { '200': { description: 'Here.', content } };
  return {
    openapi,
    info: { title: 'Things', version: '1' },
    paths: { '/things': { get: { responses } } },
    components: { schemas },
  };
}

/** The validator that a generated client has for `GET /things`. */
export async function validatorOf(document: object): Promise<StandardSchemaV1> {
  const { validator, stderr } = await generatedValidator(document);
  expect(stderr).toBe('');
  return validator;
}

/** What generating a client with validators gives. */
export interface GeneratedValidator {
  /** That of `GET /things`. */
  readonly validator: StandardSchemaV1;
  readonly stderr: string;
  /** The source of all validators. */
  readonly text: string;
}

export async function generatedValidator(document: object): Promise<GeneratedValidator> {
  const root = folder({
    'api.json': JSON.stringify(document),
    'sdk.yaml': 'validators: true\nenvelope: result\n',
  });
  const { exit, stderr } = await specline(
    root,
    'generate',
    '--spec',
    'api.json',
    '--sdk',
    'sdk.yaml',
    '--out',
    'out',
  );
  expect({ exit, stderr }).toMatchObject({ exit: 0 });
  mkdirSync(join(root, 'node_modules/@specline'), { recursive: true });
  symlinkSync(RUNTIME, join(root, 'node_modules/@specline/runtime'), 'junction');
  const directory = join(root, 'out/client/src/validators');
  const path = join(directory, 'things.js');
  const module: { readonly [name: string]: StandardSchemaV1 } = await import(pathToFileURL(path).href);
  const [validator] = Object.values(module);
  if (validator === undefined) throw new Error('GET /things has no validator');
  const files = readdirSync(directory, { recursive: true }).map(String);
  const texts = files
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(directory, file), 'utf8'));
  return { validator, stderr, text: texts.join('') };
}

export function issuesOf(schema: StandardSchemaV1, value: unknown): string[] {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) throw new Error('a validator takes no time');
  if (result.issues === undefined) expect(result.value).toBe(value);
  return (result.issues ?? []).map(({ path = [], message }) => `${JSON.stringify(path)} ${message}`);
}
