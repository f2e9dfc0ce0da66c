/**
 * openapi-typescript's `createRef`, which joins a reference or a name, and names, to one reference, but with each `%` of a
 * name escaped: its own decodes names that were never encoded, and fails on `50%`. It also takes a name like `#/a` for a
 * reference. Called for every schema there is.
 */
export function percentSafeReference(parts: readonly unknown[]): string {
  let reference = '#';
  for (const [index, part] of parts.entries()) {
    if (part === undefined || part === null || part === '') continue;
    const text = String(part);
    reference +=
      index === 0 && text.startsWith('#/') ? normalized(text.slice(1)) : `/${percentEscaped(escaped(text))}`;
  }
  return reference;
}

function normalized(tokens: string): string {
  return tokens.includes('%') ? percentEscaped(tokens.split('/').map(decoded).join('/')) : tokens;
}

function percentEscaped(text: string): string {
  return text.replaceAll('%', '%25');
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
