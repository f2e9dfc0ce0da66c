import type { Operation } from '../document/operations.js';
import type { SecurityScheme } from '../document/security.js';
import { cookiePairs, queryPairs } from './message.js';
import type { HttpRequest } from './message.js';
import type { Problem } from './problem.js';
import { queryDecoded } from './styles.js';

/** The credential of a scheme as the request carries it: a token, a key, or base64 of `user:password`. */
export function credentialIn(request: HttpRequest, { kind, carrier }: SecurityScheme): string | undefined {
  switch (kind) {
    case 'bearer':
    case 'basic':
    case 'authorization':
      return authorization(request, carrier);
    case 'header':
      return request.headers.get(carrier) || undefined;
    case 'query':
      return queryPairs(request.query)
        .map(([name, value]) => [queryDecoded(name), queryDecoded(value)] as const)
        .find(([name, value]) => name === carrier && value !== '')?.[1];
    case 'cookie':
      return cookiePairs(request.headers.get('cookie')).find(([name]) => name === carrier)?.[1];
    case 'transport':
      return carrier;
  }
}

/** RFC 9110, section 11.4: the scheme in any case, a space, the credentials. */
function authorization(request: HttpRequest, scheme: string): string | undefined {
  const header = request.headers.get('authorization') ?? '';
  const space = header.indexOf(' ');
  const named = space > 0 && header.slice(0, space).toLowerCase() === scheme.toLowerCase();
  return named ? header.slice(space + 1).trim() || undefined : undefined;
}

/** A problem unless one alternative has all of its credentials. */
export function securityProblems(operation: Operation, request: HttpRequest): Problem[] {
  const { security } = operation;
  const met = security.some((schemes) =>
    schemes.every((scheme) => credentialIn(request, scheme) !== undefined),
  );
  const [first] = security;
  if (met || first === undefined) return [];
  const wanted = security.map((schemes) => schemes.map(carriage).join(' and ')).join(', or ');
  return [
    {
      place: 'security',
      message: `has no credentials; it needs ${wanted}`,
      pointer: first[0]?.pointer ?? operation.pointer,
    },
  ];
}

function carriage({ kind, carrier, name }: SecurityScheme): string {
  switch (kind) {
    case 'bearer':
    case 'basic':
    case 'authorization':
      return `${name} (Authorization: ${carrier} …)`;
    case 'header':
    case 'query':
    case 'cookie':
      return `${name} (${kind} ${carrier})`;
    case 'transport':
      return name;
  }
}
