import type { LoadedDocument } from '../load/document.js';
import type { Defaults, Sdk } from '../load/sdk.js';
import type { Problem } from '../load/problem.js';
import { Account } from './account.js';
import { accountsOf } from './accounts.js';
import type { Accounts } from './accounts.js';
import { callOf } from './calls.js';
import { objectOf, listOf, optional, textOf } from './facts.js';
import type { MethodName } from './method-names.js';
import type { Model, NamedSchema, Operation, SecurityScheme, Server, Surface } from './model.js';
import { methodNames } from './names.js';
import { operationsOf } from './operations.js';
import type { UnnamedOperation } from './operations.js';
import type { Reading } from './reading.js';
import type { ReleasedNames } from './released.js';
import { Schemas } from './schemas.js';
import { securitySchemesOf } from './security.js';
import { isObject, join } from '../load/pointer.js';
import { isTakenOption } from './taken-names.js';
import { schemaNames, typePrefixes } from './type-names.js';
import { camelCase, kebabCase, pascalCase } from './words.js';

/** Everything that says what an API is to become. */
export interface ModelInput {
  /** The slug that names it. */
  readonly api: string;
  readonly loaded: LoadedDocument;
  readonly sdk: Sdk;
  readonly defaults: Partial<Defaults>;
  readonly released?: ReleasedNames;
}

export interface ModelResult {
  readonly model: Model;
  readonly accounts: Accounts;
  /** Any of them means that the model is not to be used. */
  readonly problems: readonly Problem[];
  /** The same, with pointers into `sdk.yaml`. */
  readonly sdkProblems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Reads a sound document into the model. Pure: the same input gives the same model. */
export function buildModel({ api, loaded, sdk, defaults, released }: ModelInput): ModelResult {
  const account = new Account();
  const schemas = new Schemas(loaded.document, account);
  const reading: Reading = { document: loaded.document, schemas, account };
  const securitySchemes = securitySchemesOf(reading);
  refuseBadOptions(sdk, securitySchemes, account);
  const operations = operationsOf(reading);
  const names = methodNames(operations, namingRules({ ...defaults, ...sdk }, released), account);
  const prefixes = typePrefixes(names, released);
  const calls = operations.map((operation) =>
    named(operation, names, prefixes, released, { ...defaults, ...sdk, schemas }),
  );
  const info = objectOf(loaded.document, 'info');
  const model: Model = {
    title: textOf(info, 'title') ?? '',
    version: textOf(info, 'version') ?? '',
    ...optional('description', textOf(info, 'description')),
    servers: serversOf(reading),
    securitySchemes,
    schemas: namedSchemas(schemas, prefixes, released),
    operations: calls,
    surface: surfaceOf(api, sdk, defaults, securitySchemes),
  };
  const { accounts, problems, staleWaivers } = accountsOf(loaded, model, account, sdk.waive);
  for (const place of loaded.staleOmissions)
    account.refuseSdk(place, 'nothing in the document is left out by this', 'remove it');
  for (const index of staleWaivers)
    account.refuseSdk(`#/waive/${index}`, 'no fault of the document needs this', 'remove it');
  return {
    model,
    accounts,
    problems,
    sdkProblems: account.sdkProblems,
    warnings: [...loaded.flaws, ...account.warnings],
  };
}

function namingRules(
  { scope, methods }: Pick<Sdk, 'scope' | 'methods'>,
  released: ReleasedNames | undefined,
) {
  return { ...optional('scope', scope), ...optional('methods', methods), ...optional('released', released) };
}

function named(
  operation: UnnamedOperation,
  names: ReadonlyMap<string, MethodName>,
  prefixes: ReadonlyMap<string, string>,
  released: ReleasedNames | undefined,
  rules: Pick<Sdk, 'scope' | 'envelope'> & { readonly schemas: Schemas },
): Operation {
  const name = names.get(operation.key) ?? { resource: [], method: '' };
  const kept =
    released !== undefined && Object.hasOwn(released.operations, operation.key)
      ? released.operations[operation.key]
      : undefined;
  return { ...operation, call: callOf(operation, name, prefixes.get(operation.key) ?? '', kept, rules) };
}

function namedSchemas(
  schemas: Schemas,
  prefixes: ReadonlyMap<string, string>,
  released: ReleasedNames | undefined,
): NamedSchema[] {
  const entries = schemas.entries();
  const names = schemaNames(
    entries.map(({ pointer }) => pointer),
    prefixes.values(),
    released,
  );
  const modules = new Map<string, number>();
  return entries.map(({ pointer, type }) => {
    const typeName = names.get(pointer) ?? '';
    const base = `schemas/${shortened(kebabCase(typeName))}`;
    const count = (modules.get(base) ?? 0) + 1;
    modules.set(base, count);
    return { pointer, typeName, module: count === 1 ? base : `${base}-${count}`, type };
  });
}

/** Files have at most 255 bytes in their name, what is added to it included. */
const MAX_MODULE = 200;

function shortened(name: string): string {
  let short = '';
  let bytes = 0;
  for (const letter of name) {
    bytes += Buffer.byteLength(letter);
    if (bytes > MAX_MODULE) break;
    short += letter;
  }
  return short;
}

function serversOf({ document }: Reading): Server[] {
  return listOf(document, 'servers').flatMap((server) => {
    if (!isObject(server)) return [];
    const variables = objectOf(server, 'variables');
    const url = (textOf(server, 'url') ?? '').replaceAll(
      /\{([^{}]*)\}/g,
      (whole, name: string) => textOf(objectOf(variables, name), 'default') ?? whole,
    );
    return [{ url, ...optional('description', textOf(server, 'description')) }];
  });
}

function surfaceOf(
  api: string,
  sdk: Sdk,
  defaults: Partial<Defaults>,
  schemes: readonly SecurityScheme[],
): Surface {
  const scope = defaults.npmScope === undefined ? '' : `${defaults.npmScope}/`;
  return {
    api,
    packages: {
      types: sdk.packages?.types ?? `${scope}${api}-types`,
      client: sdk.packages?.client ?? `${scope}${api}-client`,
    },
    client: sdk.client ?? pascalCase(api),
    auth: schemes.map(({ name }) => authOption(name, sdk)),
    ...optional('baseURLEnv', sdk.baseURLEnv),
    ...optional('requestId', (sdk.requestId ?? defaults.requestId)?.toLowerCase()),
    license: defaults.license ?? 'UNLICENSED',
    ...optional('repository', defaults.repository),
  };
}

/** Every key of `auth` names a security scheme, and every option can be one. */
function refuseBadOptions({ auth }: Sdk, schemes: readonly SecurityScheme[], account: Account): void {
  const known = schemes.map(({ name }) => name);
  for (const stray of Object.keys(auth ?? {}).filter((name) => !known.includes(name))) {
    const remedy = known.length === 0 ? 'remove it' : `the schemes are ${known.join(', ')}`;
    account.refuseSdk(join('#/auth', stray), `the document has no security scheme ${stray}`, remedy);
  }
  for (const [scheme, { option }] of Object.entries(auth ?? {}).filter((entry) =>
    isTakenOption(entry[1].option),
  ))
    account.refuseSdk(
      join(join('#/auth', scheme), 'option'),
      `${option} is an option that clients have already`,
      'give another name',
    );
}

function authOption(scheme: string, { auth }: Sdk): Surface['auth'][number] {
  const chosen = auth !== undefined && Object.hasOwn(auth, scheme) ? auth[scheme] : undefined;
  const derived = camelCase(scheme);
  const option = chosen?.option ?? (isTakenOption(derived) ? `${derived}Credential` : derived);
  return { scheme, option, ...optional('env', chosen?.env) };
}

/** Longer slugs would make names that npm does not allow. */
const MAX_SLUG = 100;

/** The slug of a title: what an API is called that has no folder under `spec/`. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+/g, '')
    .slice(0, MAX_SLUG)
    .replaceAll(/-+$/g, '');
  return slug === '' ? 'api' : slug;
}
