import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { located } from '../parse/source.js';
import { nearest } from '../json/suggest.js';
import { join } from '../json/pointer.js';
import { InputError } from '../json/problem.js';
import type { Problem } from '../json/problem.js';
import { DEFAULTS_SCHEMA, SDK_SCHEMA } from './sdk-schema.js';
import { readSource } from '../parse/source.js';

/** `sdk.yaml` as written. */
export interface Sdk {
  readonly packages?: { readonly types?: string; readonly client?: string };
  readonly client?: string;
  readonly auth?: Readonly<Record<string, { readonly option: string; readonly env?: string }>>;
  readonly baseURLEnv?: string;
  readonly scope?: string;
  readonly envelope?: string;
  readonly requestId?: string;
  readonly validators?: boolean;
  readonly methods?: Readonly<Record<string, string>>;
  readonly openEnums?: boolean;
  readonly omit?: Omit;
  readonly waive?: readonly { readonly pointer: string; readonly reason: string }[];
  /** As `POST /path`. */
  readonly idempotent?: readonly string[];
  readonly idempotencyHeader?: string;
  /** By `GET /path`. */
  readonly pagination?: Readonly<Record<string, PaginationSettings>>;
}

/** How the pages of an operation follow each other. All but `parameter` and `first` are JSON pointers (RFC 6901). */
export type PaginationSettings = {
  readonly items: string;
  readonly more?: string;
} & (
  | { readonly style: 'cursor'; readonly parameter: string; readonly next?: string; readonly last?: string }
  | {
      readonly style: 'page';
      readonly parameter: string;
      readonly first?: number;
      readonly totalPages?: string;
    }
  | {
      readonly style: 'offset';
      readonly parameter: string;
      readonly first?: number;
      readonly totalItems?: string;
    }
  | { readonly style: 'link'; readonly next?: string }
);

/** What of a document is left out. */
export interface Omit {
  /** As `GET /path`. */
  readonly operations?: readonly string[];
  readonly tags?: readonly string[];
  readonly pointers?: readonly string[];
}

/** `defaults.yaml` as written. */
export interface Defaults {
  readonly npmScope: string;
  readonly license: string;
  readonly repository?: string;
  readonly scope?: string;
  readonly envelope?: string;
  readonly requestId?: string;
  readonly validators?: boolean;
}

/** A configuration with the means to say where in its file a problem is. */
export interface Configuration<Value> {
  readonly value: Value;
  locate(problems: readonly Problem[]): Problem[];
}

/** Reads `sdk.yaml`. Throws `InputError` for every unknown key and wrong value. */
export function loadSdk(path: string, file: string = path): Configuration<Sdk> {
  return loadConfiguration<Sdk>(path, file, SDK_SCHEMA);
}

/** Reads `defaults.yaml`. Throws `InputError` for every unknown key and wrong value. */
export function loadDefaults(path: string, file: string = path): Configuration<Defaults> {
  return loadConfiguration<Defaults>(path, file, DEFAULTS_SCHEMA);
}

/** Reads a file of settings that keeps a JSON Schema. Throws `InputError` for every unknown key and wrong value. */
export function loadConfiguration<Value>(path: string, file: string, schema: object): Configuration<Value> {
  const source = readSource(path, file);
  const locate = (problems: readonly Problem[]) => problems.map((problem) => located(problem, source));
  const value = source.value ?? {};
  const validate: ValidateFunction<Value> = new Ajv2020({
    allErrors: true,
    discriminator: true,
    verbose: true,
  }).compile<Value>(schema);
  if (validate(value)) return { value, locate };
  throw new InputError(locate((validate.errors ?? []).filter(isCause).map(problemOf)));
}

/** Ajv reports a bad name twice: the pattern that failed, and `propertyNames` around it. */
function isCause(error: ErrorObject): boolean {
  return error.keyword !== 'propertyNames';
}

function problemOf(error: ErrorObject): Problem {
  const owner = `#${error.instancePath}`;
  const pointer = error.propertyName === undefined ? owner : join(owner, error.propertyName);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(pointer, String(error.params['additionalProperty']), error.parentSchema);
    case 'required':
      return { pointer, message: `${String(error.params['missingProperty'])} is missing`, remedy: 'add it' };
    case 'pattern':
      return {
        pointer,
        message: `this does not match ${String(error.params['pattern'])}`,
        remedy: 'correct it',
      };
    case 'discriminator':
      return unknownStyle(pointer, error);
    default:
      return { pointer, message: error.message ?? error.keyword, remedy: 'correct it' };
  }
}

/** Objects of one kind or another say which by a member, here `style`. */
function unknownStyle(pointer: string, { params, parentSchema }: ErrorObject): Problem {
  const { tag, tagValue } = params as { tag: string; tagValue?: unknown };
  const kinds = (parentSchema?.['oneOf'] ?? []) as { properties: Record<string, { const: string }> }[];
  const remedy = `use ${kinds.map(({ properties }) => properties[tag]?.const).join(', ')}`;
  if (tagValue === undefined) return { pointer, message: `${tag} is missing`, remedy };
  return { pointer: join(pointer, tag), message: `there is no ${tag} ${JSON.stringify(tagValue)}`, remedy };
}

function unknownKey(pointer: string, key: string, schema: ErrorObject['parentSchema']): Problem {
  const place = join(pointer, key);
  const known = Object.keys(schema?.['properties'] ?? {});
  const guess = nearest(key, known);
  const remedy = guess === undefined ? `the keys are ${known.join(', ')}` : `did you mean ${guess}?`;
  return { pointer: place, message: `unknown key ${key}`, remedy };
}
