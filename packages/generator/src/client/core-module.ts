import type { AuthOption, Model, SecurityScheme, Server } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import { Imports } from '../print/imports.js';
import { choice, group, hardline, indent, join, line, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { inlineMembers, objectLiteral, stringLiteral } from '../print/literal.js';
import type { NamedDoc } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import { membersDoc } from '../print/type-layout.js';
import type { TypeMember } from '../print/type-layout.js';
import { typeMember, unionOf } from '../types/type-expression.js';
import { alternativesDoc } from './auth-definition.js';
import type { ClientSource } from './client-source.js';
import { RUNTIME } from './resource-module.js';

/** `src/core.ts`: what the API is besides its operations, the client's options, and a client without a tree of methods. */
export function coreModule(client: ClientSource, version: string): GeneratedFile {
  const { model, source } = client;
  const schemes = clientSchemes(model);
  const values = new Imports('import');
  const types = new Imports();
  for (const name of ['APIClient', ...schemes.map(({ scheme }) => KINDS[scheme.kind])])
    values.add(RUNTIME, name);
  if ((serverOf(model)?.variables ?? []).length > 0) values.add(SERVER_URL_ENTRY, SERVER_URL);
  for (const name of ['APIDefinition', 'BaseClientOptions', ...schemes.map(credentialType)])
    types.add(RUNTIME, name);
  return moduleFile(
    'src/core.ts',
    source,
    [values, types],
    [
      [
        docComment({ text: 'Settings of the API that all operations share.' }),
        ['export const definition: APIDefinition = ', apiDefinition(client, version, schemes), ';'],
      ],
      optionsDoc(model, schemes),
      [
        docComment({ text: CREATE_COMMENT }),
        `export function createClient(${optionsParameter(model)}): APIClient<ClientOptions> {`,
        [hardline, '  return new APIClient(options, definition);', hardline, '}'],
      ],
    ],
  );
}

const CREATE_COMMENT = 'Returns a client without methods, to pass to the class of a single resource.';

/** A security scheme that has an option of the client. */
export interface ClientScheme {
  readonly scheme: SecurityScheme;
  readonly option: AuthOption;
}

/** The schemes that the client's options serve; two schemes may share an option, and the first is kept. */
export function clientSchemes({ surface, securitySchemes }: Model): ClientScheme[] {
  const found = surface.auth.flatMap((option) => {
    const scheme = securitySchemes.find(({ name }) => name === option.scheme);
    return scheme === undefined ? [] : [{ scheme, option }];
  });
  return found.filter(
    ({ option }, index) => found.findIndex((other) => other.option.option === option.option) === index,
  );
}

/** The functions of the runtime that place credentials. */
const KINDS: Readonly<Record<SecurityScheme['kind'], string>> = {
  bearer: 'bearer',
  basic: 'basic',
  'api-key': 'apiKey',
};

function credentialType({ scheme }: ClientScheme): string {
  return scheme.kind === 'basic' ? 'BasicCredential' : 'Credential';
}

/** The server that a client begins with. A relative one says nothing outside of the document's own host. */
function serverOf({ servers }: Model): Server | undefined {
  const [first] = servers;
  if (first === undefined) return undefined;
  const defaults = new Map((first.variables ?? []).map((variable) => [variable.name, variable.default]));
  const url = first.url.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => defaults.get(name) ?? '');
  return /^https?:\/\//i.test(url) ? first : undefined;
}

/** Whether only the caller knows where the API is. */
export function needsBaseURL(model: Model): boolean {
  return serverOf(model) === undefined && model.surface.baseURLEnv === undefined;
}

/** The parameter of what makes a client. */
export function optionsParameter(model: Model): string {
  return needsBaseURL(model) ? 'options: ClientOptions' : 'options: ClientOptions = {}';
}

/** The server, or what makes its URL of the variables that it has. */
function serverDefinition(model: Model): NamedDoc[] {
  const server = serverOf(model);
  if (server === undefined) return [];
  const { url, variables = [] } = server;
  if (variables.length === 0) return [['baseURL', stringLiteral(url)]];
  const defaults = variables.map((variable): NamedDoc => [variable.name, stringLiteral(variable.default)]);
  const args = join([',', line], [stringLiteral(url), inlineMembers(defaults)]);
  return [['baseURL', group([`${SERVER_URL}(`, indent([softline, args]), choice(',', ''), softline, ')'])]];
}

/** What of the runtime makes a URL of variables. */
const SERVER_URL = 'serverURL';
const SERVER_URL_ENTRY = '@specline/runtime/server-url';

function apiDefinition(
  { model, security }: ClientSource,
  version: string,
  schemes: readonly ClientScheme[],
): Doc {
  const { surface } = model;
  return objectLiteral([
    ['name', stringLiteral(surface.packages.client)],
    ['version', stringLiteral(version)],
    ...serverDefinition(model),
    ...(surface.baseURLEnv === undefined ? [] : [['baseURLEnv', stringLiteral(surface.baseURLEnv)] as const]),
    ['auth', objectLiteral(schemes.map((entry) => [entry.option.option, schemeDoc(entry)]))],
    ...(security.length === 0 ? [] : [['security', alternativesDoc(security)] as const]),
    ...(surface.requestId === undefined ? [] : [['requestId', stringLiteral(surface.requestId)] as const]),
  ]);
}

function schemeDoc({ scheme, option }: ClientScheme): Doc {
  const members = [
    ...(scheme.kind === 'api-key'
      ? [
          ['in', scheme.in],
          ['name', scheme.parameter],
        ]
      : []),
    ...(scheme.kind === 'bearer' && scheme.scheme !== undefined ? [['scheme', scheme.scheme]] : []),
    ...(option.env === undefined ? [] : [['env', option.env]]),
  ];
  return inlineMembers([
    ['kind', KINDS[scheme.kind]],
    ...members.map(([name = '', value = '']): NamedDoc => [name, stringLiteral(value)]),
  ]);
}

function optionsDoc(model: Model, schemes: readonly ClientScheme[]): Doc {
  return [
    docComment({ text: 'Options of the client. A credential that is `null` is not sent.' }),
    'export interface ClientOptions extends BaseClientOptions ',
    membersDoc([...serverMembers(model), ...schemes.map(optionMember)]),
  ];
}

/** The options that say where the API is, as far as its document leaves that open. */
function serverMembers(model: Model): TypeMember[] {
  if (needsBaseURL(model)) return [typeMember('baseURL', true, 'string', { text: BASE_URL_COMMENT })];
  const { url, variables = [] } = serverOf(model) ?? { url: '' };
  if (variables.length === 0) return [];
  const members = variables.map(({ name, values, description, default: standard }) => {
    const type = values === undefined ? ['string'] : values.map(stringLiteral);
    return typeMember(name, false, unionOf([...type, 'undefined']), { text: description, default: standard });
  });
  const text = `What the variables of the server are: ${url}. Only without \`baseURL\`.`;
  return [
    typeMember('serverVariables', false, unionOf([{ kind: 'object', members }, 'undefined']), { text }),
  ];
}

const BASE_URL_COMMENT = 'Where the API is: its document does not say it.';

function optionMember(entry: ClientScheme): TypeMember {
  const { scheme, option } = entry;
  const standard = option.env === undefined ? '' : `Default: the environment variable \`${option.env}\`.`;
  const name = scheme.kind === 'bearer' ? scheme.scheme : undefined;
  const sent = name === undefined ? '' : `What follows \`${name}\` in the header Authorization.`;
  const text = [scheme.description ?? '', sent, standard].filter((part) => part !== '').join('\n\n');
  const type = unionOf([credentialType(entry), 'null', 'undefined']);
  return typeMember(option.option, false, type, { text });
}
