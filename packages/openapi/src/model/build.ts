import type { LoadedDocument } from '../load/document.js';
import type { Defaults, Sdk } from '../load/sdk.js';
import type { Problem } from '../load/problem.js';
import { Account } from './account.js';
import { accountsOf } from './accounts.js';
import type { Accounts } from './accounts.js';
import { callOf } from './calls.js';
import { clientName } from './client-name.js';
import { objectOf, optional, textOf } from './facts.js';
import type { MethodName } from './method-names.js';
import type { AuthOption, Model, NamedSchema, Operation, SecurityScheme, Surface } from './model.js';
import { methodNames, refuseStrayOperations } from './names.js';
import { operationsOf } from './operations.js';
import type { UnnamedOperation } from './operations.js';
import { paginationOf } from './pagination.js';
import type { Reading } from './reading.js';
import type { ReleasedNames } from './released.js';
import { Schemas } from './schemas.js';
import { securitySchemesOf } from './security.js';
import { join } from '../load/pointer.js';
import { serversOf } from './servers.js';
import { schemaNames, typePrefixes } from './type-names.js';
import { camelCase, kebabCase } from './words.js';

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
  const schemas = new Schemas(loaded.document);
  const { document, version } = loaded;
  const reading: Reading = { document, version, schemas, account };
  schemas.readComponents();
  const securitySchemes = securitySchemesOf(reading);
  refuseStraySchemes(sdk, securitySchemes, account);
  const operations = operationsOf(reading);
  const names = methodNames(operations, namingRules({ ...defaults, ...sdk }, released), account);
  const prefixes = typePrefixes(names, released);
  refuseStrayOperations(
    '#/pagination',
    sdk.pagination,
    operations.map(({ key }) => key),
    account,
  );
  const calls = operations
    .map((operation) => named(operation, names, prefixes, released, { ...defaults, ...sdk, schemas }))
    .map((operation) => paginated(operation, sdk.pagination, reading));
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
    warnings: [...loaded.flaws, ...account.flaws, ...account.warnings],
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

function paginated(operation: Operation, pagination: Sdk['pagination'], reading: Reading): Operation {
  if (pagination === undefined || !Object.hasOwn(pagination, operation.key)) return operation;
  const settings = pagination[operation.key];
  const found = settings && paginationOf(operation, settings, reading);
  return { ...operation, call: { ...operation.call, ...optional('pagination', found) } };
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
    const base = `schemas/${kebabCase(typeName)}`;
    const count = (modules.get(base) ?? 0) + 1;
    modules.set(base, count);
    return { pointer, typeName, module: count === 1 ? base : `${base}-${count}`, type };
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
    client: sdk.client ?? clientName(api),
    auth: authOptions(schemes, sdk),
    ...optional('baseURLEnv', sdk.baseURLEnv),
    ...optional('requestId', (sdk.requestId ?? defaults.requestId)?.toLowerCase()),
    license: defaults.license ?? 'UNLICENSED',
    ...optional('repository', defaults.repository),
  };
}

/** Every key of `auth` names a security scheme. */
function refuseStraySchemes({ auth }: Sdk, schemes: readonly SecurityScheme[], account: Account): void {
  const known = schemes.map(({ name }) => name);
  for (const stray of Object.keys(auth ?? {}).filter((name) => !known.includes(name))) {
    const remedy = known.length === 0 ? 'remove it' : `the schemes are ${known.join(', ')}`;
    account.refuseSdk(join('#/auth', stray), `the document has no security scheme ${stray}`, remedy);
  }
  for (const [scheme, { option }] of Object.entries(auth ?? {}).filter((entry) =>
    CLIENT_OPTIONS.has(entry[1].option),
  ))
    account.refuseSdk(join('#/auth', scheme), `every client has an option ${option}`, 'give another name');
}

/** Options that every client has (`BaseClientOptions` of the runtime), and that one of its own is named after. */
const CLIENT_OPTIONS: ReadonlySet<string> = new Set([
  'allowInsecure',
  'baseURL',
  'defaultHeaders',
  'defaultQuery',
  'fetch',
  'maxRetries',
  'maxRetryAfter',
  'serverVariables',
  'timeout',
]);

/** The option of each scheme. Only in `sdk.yaml` can two schemes be given one. */
function authOptions(schemes: readonly SecurityScheme[], { auth }: Sdk): AuthOption[] {
  const chosen = (scheme: string) =>
    auth !== undefined && Object.hasOwn(auth, scheme) ? auth[scheme] : undefined;
  const taken = new Set([...CLIENT_OPTIONS, ...schemes.flatMap(({ name }) => chosen(name)?.option ?? [])]);
  return schemes.map(({ name: scheme }) => {
    const { option, env } = chosen(scheme) ?? {};
    const wanted = camelCase(scheme);
    let free = CLIENT_OPTIONS.has(wanted) ? `${wanted}Credential` : wanted;
    for (let number = 2; taken.has(free); number += 1) free = `${wanted}${number}`;
    if (option === undefined) taken.add(free);
    return { scheme, option: option ?? free, ...optional('env', env) };
  });
}

/** The slug of a title: what an API is called that has no folder under `spec/`. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '');
  return slug === '' ? 'api' : slug;
}
