/** Returns the raw text of each parameter of a path, in the template's order; undefined for a path of another template. */
export type PathTemplate = (path: string) => readonly string[] | undefined;

/**
 * A templated path as what its paths are read by (OpenAPI 3.1, Paths Object, "Path Templating"). A parameter is one letter
 * or more, none of them `/`; of several ways to read a path it is the one with the shortest first parameter, then the
 * shortest second, and so on. Each text between parameters is looked for once from where the one before it was found, so
 * the steps are bounded by the length of the path and not by the number of ways.
 */
export function pathTemplate(template: string): PathTemplate {
  const texts = template.split(/\{[^{}]*\}/).map(literal);
  const [first = '', ...rest] = texts;
  const start = new RegExp(`^${first}${rest.length === 0 ? '$' : ''}`);
  const searches = rest.map((text, index) => new RegExp(index === rest.length - 1 ? `${text}$` : text, 'g'));
  return (path) => {
    let end = start.exec(path)?.[0].length;
    const values: string[] = [];
    for (const search of searches) {
      if (end === undefined || end >= path.length) return undefined;
      search.lastIndex = end + 1;
      const found = search.exec(path);
      if (found === null) return undefined;
      const value = path.slice(end, found.index);
      if (value.includes('/')) return undefined;
      values.push(value);
      end = found.index + found[0].length;
    }
    return end === undefined ? undefined : values;
  };
}

/** A literal piece, in which a client may percent-encode what a path does not hold as it is (RFC 3986, section 3.3). */
function literal(piece: string): string {
  return [...piece]
    .map((char) => (/[A-Za-z0-9\-._~/!$&'()*+,;=:@]/.test(char) ? escaped(char) : eitherWay(char)))
    .join('');
}

function eitherWay(char: string): string {
  const bytes = [...new TextEncoder().encode(char)].map((byte) => byte.toString(16).padStart(2, '0'));
  const encoded = bytes.map((byte) => `%(?:${byte}|${byte.toUpperCase()})`).join('');
  return `(?:${escaped(char)}|${encoded})`;
}

function escaped(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`);
}
