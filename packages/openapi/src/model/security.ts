import { isList, isObject, join, member } from '../load/pointer.js';
import type { JsonObject, Place } from '../load/pointer.js';
import { objectOf, optional, textOf } from './facts.js';
import type { SecurityRequirement, SecurityScheme } from './model.js';
import { follow } from './reading.js';
import type { Reading } from './reading.js';

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
  { kind: 'bearer' | 'basic' } | { kind: 'api-key'; in: 'query' | 'header' | 'cookie'; parameter: string };

function kindOf(value: JsonObject, pointer: string, reading: Reading): SchemeKind | undefined {
  const type = textOf(value, 'type');
  const scheme = textOf(value, 'scheme')?.toLowerCase();
  if (type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && scheme === 'bearer'))
    return { kind: 'bearer' };
  if (type === 'http' && scheme === 'basic') return { kind: 'basic' };
  const place = textOf(value, 'in');
  if (type === 'apiKey' && (place === 'query' || place === 'header' || place === 'cookie')) {
    return { kind: 'api-key', in: place, parameter: textOf(value, 'name') ?? '' };
  }
  if (type === 'mutualTLS')
    reading.account.ignore(pointer, 'a client certificate is given to fetch, not to the client');
  else
    reading.account.refuse(
      pointer,
      `a security scheme of ${[type, scheme ?? place].filter(Boolean).join(' ')} is not supported`,
      'use http bearer, http basic or apiKey',
    );
  return undefined;
}

/** The alternatives of an operation: its own, else the document's (OpenAPI 3.1, section 4.8.10). */
export function securityOf(operation: Place<JsonObject>, reading: Reading): SecurityRequirement[][] {
  const own = member(operation.value, 'security');
  const pointer = own === undefined ? '#/security' : join(operation.pointer, 'security');
  const alternatives = own ?? member(reading.document, 'security');
  if (!isList(alternatives)) return [];
  const known = objectOf(objectOf(reading.document, 'components'), 'securitySchemes');
  return alternatives.map((item, index) =>
    Object.entries(isObject(item) ? item : {}).map(([scheme, scopes]) => {
      if (!Object.hasOwn(known, scheme)) {
        reading.account.flaw(
          join(join(pointer, index), scheme),
          `security scheme ${scheme} is not declared; nothing is sent for it`,
          'add it to components.securitySchemes',
        );
      }
      return { scheme, scopes: isList(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [] };
    }),
  );
}
