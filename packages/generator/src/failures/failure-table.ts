import type { Failure, Method, MethodKind, Verdict } from './failure.js';
import { methodKinds } from './failure.js';
import { verdictOf } from './rows.js';

/** A table: its head, and rows of as many cells, in Markdown. */
export interface FailureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Returns a row for each failure and a column for each kind of method. A cell has the class of the error,
 * what happened on the server, and how many requests are sent. `member` names what an envelope holds its content in.
 */
export function failureTable(
  given: readonly Failure[],
  kinds: readonly MethodKind[],
  member: string,
): FailureTable {
  const columns = kinds.map((kind) => methodKinds[kind]);
  return {
    head: ['what happens', ...columns.map((methods) => methods.join(', '))],
    rows: given.map((failure) => [
      typeof failure.title === 'string' ? failure.title : failure.title(member),
      ...columns.map((methods) => cell(failure, methods)),
    ]),
  };
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
