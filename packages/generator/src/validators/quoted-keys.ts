/** Halves of letters, which Ajv cannot put into the URI of a keyword. */
const HALVES = /\p{Cs}/gu;

/** Whether Ajv takes no property of a name; the pattern of the name does as well. */
export function isOddName(name: string): boolean {
  return name === '__proto__' || name.search(HALVES) !== -1;
}

/** The pattern that a name alone matches. */
export function namePattern(name: string): string {
  return `^${name.replaceAll(/[^\w]/g, escaped)}$`;
}

/** A pattern without halves of letters: they are escaped. */
export function wholePattern(pattern: string): string {
  return pattern.replaceAll(HALVES, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
