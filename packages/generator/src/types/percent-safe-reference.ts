/**
 * openapi-typescript's `createRef`, which joins names and references to one reference, but with each `%` of a name
 * escaped: its own decodes names that were never encoded, and fails on `50%`.
 */
export function percentSafeReference(parts: readonly unknown[]): string {
  const tokens = parts
    .filter((part) => part !== undefined && part !== null && part !== '')
    .map(String)
    .flatMap((part) => (part.startsWith('#/') ? part.slice(2).split('/').map(decoded) : escaped(part)));
  return `#${tokens.map((token) => `/${token.replaceAll('%', '%25')}`).join('')}`;
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
