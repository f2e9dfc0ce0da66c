import type { JsonObject } from '../json/json.js';
import { objectOf, optional, textOf } from '../json/read.js';
import { isList, isObject, join, member, normalPointer, tokensOf } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import type { SecurityRequirement, SecurityScheme } from './model.js';
import { follow } from './read-context.js';
import type { Reading } from './read-context.js';

/** The security schemes that a client can serve; the others are put on the account. */
export function securitySchemesOf(reading: Reading): SecurityScheme[] {
  const pointer = '#/components/securitySchemes';
  const schemes = objectOf(objectOf(reading.document, 'components'), 'securitySchemes');
  return Object.entries(schemes).flatMap(([name, item]) => {
    const { value, pointer: place } = follow(item, join(pointer, name), reading);
    const kind = kindOf(value, place, reading);
    if (kind === undefined) return [];
    return [
      {
        name,
        pointer: join(pointer, name),
        ...optional('description', textOf(value, 'description')),
        ...kind,
      } as SecurityScheme,
    ];
  });
}

type SchemeKind =
  | { kind: 'bearer'; scheme?: string }
  | { kind: 'basic' }
  | { kind: 'api-key'; in: 'query' | 'header' | 'cookie'; parameter: string };

/** RFC 9110, section 11.1: the name of an authentication scheme. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

function kindOf(value: JsonObject, pointer: string, reading: Reading): SchemeKind | undefined {
  const type = textOf(value, 'type');
  const scheme = textOf(value, 'scheme')?.toLowerCase();
  if (type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && scheme === 'bearer'))
    return { kind: 'bearer' };
  if (type === 'http' && scheme === 'basic') return { kind: 'basic' };
  const place = textOf(value, 'in');
  const name = textOf(value, 'scheme');
  if (type === 'http' && name !== undefined && TOKEN.test(name)) return { kind: 'bearer', scheme: name };
  if (type === 'apiKey' && (place === 'query' || place === 'header' || place === 'cookie')) {
    return { kind: 'api-key', in: place, parameter: textOf(value, 'name') ?? '' };
  }
  if (type === 'mutualTLS')
    reading.account.ignore(pointer, 'a client certificate is given to fetch, not to the client');
  else
    reading.account.refuse(
      pointer,
      `a security scheme of ${[type, scheme ?? place].filter(Boolean).join(' ')} is not supported`,
      'use http with a scheme, apiKey in header, query or cookie, oauth2, openIdConnect or mutualTLS',
    );
  return undefined;
}

/** The alternatives of an operation: its own, else the document's (OpenAPI 3.1, section 4.8.10). */
export function securityOf(operation: Place<JsonObject>, reading: Reading): SecurityRequirement[][] {
  const own = member(operation.value, 'security');
  const pointer = own === undefined ? '#/security' : join(operation.pointer, 'security');
  const alternatives = own ?? member(reading.document, 'security');
  if (!isList(alternatives)) return [];
  return alternatives.map((item, index) => {
    const place = join(pointer, index);
    const requirements = Object.entries(isObject(item) ? item : {}).map(([name, scopes]) => ({
      scheme: declaredScheme(name, place, reading),
      scopes: isList(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
    }));
    warnOfOneHeader(requirements, place, reading);
    return requirements;
  });
}

/** The name of a scheme in `components`; OpenAPI 3.2 lets a requirement be a reference to it. */
function declaredScheme(name: string, pointer: string, { document, version, account }: Reading): string {
  const known = objectOf(objectOf(document, 'components'), 'securitySchemes');
  if (Object.hasOwn(known, name)) return name;
  const [components, section, scheme, ...rest] = tokensOf(normalPointer(name) ?? '') ?? [];
  const isReference = components === 'components' && section === 'securitySchemes' && rest.length === 0;
  if (version === '3.2' && isReference && scheme !== undefined && Object.hasOwn(known, scheme)) return scheme;
  account.flaw(
    join(pointer, name),
    `security scheme ${name} is not declared; nothing is sent for it`,
    'add it to components.securitySchemes',
  );
  return name;
}

/** One header field holds one credential (RFC 9110, section 11.6.2). */
function warnOfOneHeader(
  requirements: readonly SecurityRequirement[],
  pointer: string,
  { document, account }: Reading,
): void {
  const known = objectOf(objectOf(document, 'components'), 'securitySchemes');
  const names = requirements
    .map(({ scheme }) => scheme)
    .filter((name) => !['apiKey', 'mutualTLS', undefined].includes(textOf(objectOf(known, name), 'type')));
  if (names.length < 2) return;
  account.warn(
    pointer,
    `${names.join(' and ')} both go into the header Authorization, and only ${names.at(-1)} is sent`,
    'list them as alternatives',
  );
}
