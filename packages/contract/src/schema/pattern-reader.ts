/** A pattern that is too large to be worked with, or of a form that this parser does not know. */
export class UnknownPattern extends Error {}

/** What is read of a pattern, and where. */
export interface Reader {
  readonly pattern: string;
  at: number;
}

/** The match of a sticky expression where the reader is, which is then behind it. */
export function matched(reader: Reader, form: RegExp): RegExpExecArray | undefined {
  form.lastIndex = reader.at;
  const found = form.exec(reader.pattern);
  if (found === null) return undefined;
  reader.at += found[0].length;
  return found;
}

export function took(reader: Reader, letter: string): boolean {
  if (!reader.pattern.startsWith(letter, reader.at)) return false;
  reader.at += letter.length;
  return true;
}
