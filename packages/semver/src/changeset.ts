import { withoutReturns } from '@specline/openapi';
import type { Bump } from './change.js';

/** What is between these is Specline's; what a person writes around them stays. */
const BEGIN = '<!-- specline: written by specline update; text outside of these marks is yours -->';
const END = '<!-- specline: end -->';

/** The text of a changeset (of Changesets) for packages that share a version, with what a person wrote in the one before. */
export function changesetText(
  packages: readonly string[],
  bump: Exclude<Bump, 'none'>,
  entry: string,
  previous = '',
): string {
  const { before, after } = proseIn(previous);
  const head = packages.map((name) => `'${name}': ${bump}\n`).join('');
  const parts = [before, `${BEGIN}\n\n${entry.trim()}\n\n${END}`, after].filter((part) => part !== '');
  return `---\n${head}---\n\n${parts.join('\n\n')}\n`;
}

/** What a person wrote in a changeset, without Specline's own part. */
export function proseIn(text: string): { readonly before: string; readonly after: string } {
  const body = withoutReturns(text).replace(/^---\n[\s\S]*?\n?---\n/, '');
  // Code in the entry may hold a mark, as text of a document.
  const [begin, end] = [body.indexOf(BEGIN), body.lastIndexOf(END)];
  if (begin < 0 || end < begin) return { before: body.trim(), after: '' };
  return { before: body.slice(0, begin).trim(), after: body.slice(end + END.length).trim() };
}

/** The summary of a changeset as a changelog prints it. */
export function withoutMarks(summary: string): string {
  return withoutReturns(summary)
    .replaceAll(BEGIN, '')
    .replaceAll(END, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
