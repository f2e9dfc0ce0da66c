import type { AuthOption, Model, SecurityScheme } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import { Imports } from '../print/imports.js';
import { hardline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { inlineObject, keyName, objectLiteral, stringLiteral } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import { membersDoc } from '../print/type-layout.js';
import type { TypeMember } from '../print/type-layout.js';
import { typeMember, unionOf } from '../types/type-expression.js';
import { RUNTIME } from './resource-module.js';

/** `src/core.ts`: what the API is besides its operations, the client's options, and a client without a tree of methods. */
export function coreModule(model: Model, source: string): GeneratedFile {
  const schemes = clientSchemes(model);
  const values = new Imports('import');
  const types = new Imports();
  values.add(RUNTIME, 'APIClient');
  for (const name of ['APIDefinition', 'BaseClientOptions', ...schemes.map(credentialType)])
    types.add(RUNTIME, name);
  return moduleFile(
    'src/core.ts',
    source,
    [values, types],
    [
      [
        docComment({ text: 'What the client knows of the API besides its operations.' }),
        ['export const definition: APIDefinition = ', apiDefinition(model, schemes), ';'],
      ],
      optionsDoc(schemes),
      [
        docComment({ text: CREATE_COMMENT }),
        'export function createClient(options: ClientOptions = {}): APIClient {',
        [hardline, '  return new APIClient(definition, options);', hardline, '}'],
      ],
    ],
  );
}

const CREATE_COMMENT = 'A client without methods of its own, to give to the class of one resource.';

/** A security scheme that has an option of the client. */
interface ClientScheme {
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

function credentialType({ scheme }: ClientScheme): string {
  return scheme.kind === 'basic' ? 'BasicCredential' : 'Credential';
}

function apiDefinition({ surface, servers }: Model, schemes: readonly ClientScheme[]): Doc {
  const baseURL = servers[0]?.url;
  // A relative one says nothing outside of the document's own host.
  const isAbsolute = baseURL !== undefined && /^https?:\/\//i.test(baseURL);
  return objectLiteral([
    ['name', stringLiteral(surface.packages.client)],
    ...(isAbsolute ? [['baseURL', stringLiteral(baseURL)] as const] : []),
    ...(surface.baseURLEnv === undefined ? [] : [['baseURLEnv', stringLiteral(surface.baseURLEnv)] as const]),
    ['auth', objectLiteral(schemes.map((entry) => [entry.option.option, schemeDoc(entry)]))],
    ...(surface.requestId === undefined ? [] : [['requestId', stringLiteral(surface.requestId)] as const]),
  ]);
}

function schemeDoc({ scheme, option }: ClientScheme): Doc {
  const members = [
    ['kind', scheme.kind],
    ...(scheme.kind === 'api-key'
      ? [
          ['in', scheme.in],
          ['name', scheme.parameter],
        ]
      : []),
    ...(option.env === undefined ? [] : [['env', option.env]]),
  ];
  return inlineObject(members.map(([name = '', value = '']) => `${keyName(name)}: ${stringLiteral(value)}`));
}

function optionsDoc(schemes: readonly ClientScheme[]): Doc {
  return [
    docComment({ text: 'What a client takes. A credential that is `null` is off.' }),
    'export interface ClientOptions extends BaseClientOptions ',
    membersDoc(schemes.map(optionMember)),
  ];
}

function optionMember(entry: ClientScheme): TypeMember {
  const { scheme, option } = entry;
  const standard = option.env === undefined ? '' : `Default: the environment variable \`${option.env}\`.`;
  const text = [scheme.description ?? '', standard].filter((part) => part !== '').join('\n\n');
  const type = unionOf([credentialType(entry), 'null', 'undefined']);
  return typeMember(option.option, false, type, { text });
}
