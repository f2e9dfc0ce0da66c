import { isList, textMember } from './json.js';
import { DocumentError, child, followed, items, members } from './source.js';
import type { Located, Source } from './source.js';

/** A security scheme as a request carries it (OpenAPI 3.1, Security Scheme Object). */
export interface SecurityScheme {
  readonly name: string;
  readonly kind: 'bearer' | 'basic' | 'header' | 'query' | 'cookie' | 'authorization' | 'transport';
  /** The name of an apiKey's header, query parameter or cookie, or the scheme of `Authorization`. */
  readonly carrier: string;
  /** What the credential must be good for. */
  readonly scopes: readonly string[];
  readonly pointer: string;
}

/** The alternatives of an operation, its own or the document's. An empty requirement makes the rest optional. */
export function securityOf(source: Source, operation: Located): SecurityScheme[][] {
  const own = child(operation, 'security') ?? child(source.root, 'security');
  if (own === undefined || !isList(own.value)) return [];
  return items(own).map((alternative) =>
    members(alternative).map(([name, at]) => schemeOf(source, name, at)),
  );
}

function schemeOf(source: Source, name: string, { value, pointer }: Located): SecurityScheme {
  const components = child(source.root, 'components');
  const schemes = components && child(components, 'securitySchemes');
  // OpenAPI 3.2 lets a requirement be a reference to its scheme.
  const referred = /^#\/components\/securitySchemes\/([^/]+)$/.exec(name)?.[1];
  const place = schemes && (child(schemes, name) ?? child(schemes, referred ?? name));
  if (place === undefined) {
    throw new DocumentError(pointer, `security scheme ${JSON.stringify(name)} is not declared in components`);
  }
  const scopes = isList(value) ? value.filter((scope) => typeof scope === 'string') : [];
  return { name, pointer, scopes, ...carriage(followed(source, place)) };
}

function carriage(at: Located): Pick<SecurityScheme, 'kind' | 'carrier'> {
  const type = textMember(at.value, 'type');
  if (type === 'apiKey') return keyCarriage(at);
  if (type === 'mutualTLS') return { kind: 'transport', carrier: '' };
  if (type !== 'http') return { kind: 'bearer', carrier: 'Bearer' };
  const scheme = textMember(at.value, 'scheme') ?? '';
  if (scheme.toLowerCase() === 'bearer') return { kind: 'bearer', carrier: 'Bearer' };
  if (scheme.toLowerCase() === 'basic') return { kind: 'basic', carrier: 'Basic' };
  return { kind: 'authorization', carrier: scheme };
}

function keyCarriage(at: Located): Pick<SecurityScheme, 'kind' | 'carrier'> {
  const place = textMember(at.value, 'in');
  const carrier = textMember(at.value, 'name') ?? '';
  if (place === 'query' || place === 'cookie' || place === 'header') return { kind: place, carrier };
  throw new DocumentError(at.pointer, 'an apiKey is in query, header or cookie; add `in`');
}
