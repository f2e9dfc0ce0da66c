import type { Failure, Method, Verdict } from './failure.js';
import { methodKinds } from './failure.js';
import { failures, verdictOf } from './rows.js';

/**
 * Returns the table of failures as Markdown: a line for each failure, a column for each kind of method, and in each cell the
 * class of the error, what happened on the server, and how many requests are sent.
 */
export function failureTable(given: readonly Failure[] = failures): string {
  const columns = Object.values(methodKinds);
  const lines = given.map((failure) => [failure.title, ...columns.map((methods) => cell(failure, methods))]);
  return [
    row(['what happens', ...columns.map((methods) => methods.join(', '))]),
    row(['what', ...columns].map(() => '---')),
    ...lines.map(row),
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** One text where all methods of the column do the same, else one for each that does. */
function cell(failure: Failure, methods: readonly Method[]): string {
  const texts = new Map<string, Method[]>();
  for (const method of methods.filter((one) => !failure.inBody || one !== 'HEAD')) {
    const text = verdictText(verdictOf(failure, method));
    texts.set(text, [...(texts.get(text) ?? []), method]);
  }
  return [...texts]
    .map(([text, alike]) => (texts.size === 1 ? text : `${alike.join(', ')}: ${text}`))
    .join('<br>');
}

function verdictText({ error, outcome, cause, sent }: Verdict): string {
  const times = `sent ${sent}×`;
  if (error === undefined) return `resolves · ${times}`;
  const name = error === 'status' ? 'class of the status' : `\`${error}\``;
  return `${name}${cause ? ` (cause \`${cause}\`)` : ''} · ${outcome} · ${times}`;
}
