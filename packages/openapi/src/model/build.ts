import { objectOf, optional, textOf } from '../json/read.js';
import type { LoadedDocument } from '../document/load.js';
import type { Defaults, Sdk } from '../config/sdk.js';
import type { Problem } from '../json/problem.js';
import { Account } from './diagnostics.js';
import { accountsOf } from './coverage.js';
import type { Accounts } from './coverage.js';
import { authOptions } from './auth.js';
import { callOf } from './method-signatures.js';
import { clientName } from '../names/client-name.js';
import { withIdempotency } from './idempotency.js';
import type { Model, NamedSchema, Operation, Surface } from './model.js';
import { methodNames, refuseStrayOperations } from './names.js';
import { operationsOf } from './operations.js';
import { paginationOf } from './pagination.js';
import type { Reading } from './read-context.js';
import type { ReleasedNames } from './released.js';
import { Schemas } from './schemas.js';
import { Secrets } from './secrets.js';
import { securitySchemesOf } from './security.js';
import { resourceModules } from './modules.js';
import { serversOf } from './servers.js';
import { directedSchemas } from './transitive-flags.js';
import { schemaNames, typePrefixes } from './type-names.js';
import { portable } from './file-names.js';
import { kebabCase } from '../names/words.js';

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
  const schemas = new Schemas(loaded.document, account, sdk.openEnums);
  const { document, version } = loaded;
  const secrets = new Secrets(document);
  const reading: Reading = {
    document,
    version,
    schemas,
    secrets,
    account,
    ...optional('released', released),
  };
  const securitySchemes = securitySchemesOf(reading);
  const operations = operationsOf(reading);
  const names = methodNames(operations, namingRules({ ...defaults, ...sdk }, released), account);
  const prefixes = typePrefixes(names, released);
  const modules = resourceModules(names, released);
  refuseStrayOperations(
    '#/pagination',
    sdk.pagination,
    operations.map(({ key }) => key),
    account,
  );
  const calls = operations
    .map((operation) => {
      const name = names.get(operation.key) ?? { resource: [], method: '' };
      const prefix = prefixes.get(operation.key) ?? '';
      const module = modules.get(name.resource.join('.')) ?? '';
      const rules = { ...defaults, ...sdk, schemas, ...optional('released', released) };
      return { ...operation, call: callOf(operation, { ...name, module, prefix }, rules) };
    })
    .map((operation) => paginated(operation, sdk.pagination, reading));
  if (sdk.validators ?? defaults.validators) refuseModules(modules.values(), account);
  const info = objectOf(loaded.document, 'info');
  const model: Model = {
    title: textOf(info, 'title') ?? '',
    version: textOf(info, 'version') ?? '',
    ...optional('description', textOf(info, 'description')),
    servers: serversOf(reading),
    securitySchemes,
    schemas: namedSchemas(schemas, prefixes, released),
    operations: withIdempotency(calls, sdk, securitySchemes, account),
    surface: surfaceOf(api, sdk, defaults, authOptions(securitySchemes, sdk, released, account)),
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

/** A module that was released before validators had their place stands in it. */
function refuseModules(modules: Iterable<string>, account: Account): void {
  for (const module of modules)
    if (/^validators(\/|$)/i.test(module))
      account.refuseSdk(
        '#/validators',
        `released clients have a module ${module}, where validators would stand`,
        'leave validators out, or name that resource otherwise under methods',
      );
}

function namingRules(
  { scope, methods }: Pick<Sdk, 'scope' | 'methods'>,
  released: ReleasedNames | undefined,
) {
  return { ...optional('scope', scope), ...optional('methods', methods), ...optional('released', released) };
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
  const directed = directedSchemas(entries);
  const names = schemaNames(
    entries.map(({ pointer }) => ({ pointer, directed: directed.has(pointer) })),
    prefixes.values(),
    released,
  );
  const modules = new Map<string, number>();
  return entries.map(({ pointer, type }) => {
    const typeName = names.types.get(pointer) ?? '';
    const inputName = names.inputs.get(pointer);
    const base = portable(['schemas', shortened(kebabCase(typeName))], 'schema').join('/');
    const count = (modules.get(base) ?? 0) + 1;
    modules.set(base, count);
    const module = count === 1 ? base : `${base}-${count}`;
    return {
      pointer,
      typeName,
      module,
      ...optional('inputName', inputName),
      type,
    };
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

function surfaceOf(api: string, sdk: Sdk, defaults: Partial<Defaults>, auth: Surface['auth']): Surface {
  const scope = defaults.npmScope === undefined ? '' : `${defaults.npmScope}/`;
  return {
    api,
    packages: {
      types: sdk.packages?.types ?? `${scope}${api}-types`,
      client: sdk.packages?.client ?? `${scope}${api}-client`,
    },
    client: sdk.client ?? clientName(api),
    auth,
    ...optional('baseURLEnv', sdk.baseURLEnv),
    ...optional('envelope', sdk.envelope ?? defaults.envelope),
    ...optional('requestId', (sdk.requestId ?? defaults.requestId)?.toLowerCase()),
    ...optional('idempotencyHeader', sdk.idempotencyHeader),
    ...optional('openEnums', sdk.openEnums || undefined),
    ...optional('validators', (sdk.validators ?? defaults.validators) || undefined),
    license: defaults.license ?? 'UNLICENSED',
    ...optional('repository', defaults.repository),
  };
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
