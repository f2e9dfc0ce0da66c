import type { Bump } from './change.js';
import { codeBlock, markdownText } from './markdown.js';
import type { RuledChange, Ruling } from './release-decision.js';

/** What a caller wrote, and what a caller writes now: TypeScript. */
export interface CodeChange {
  readonly before?: string;
  readonly after?: string;
}

/** How the code of changes is found for a changelog entry. */
export interface ChangelogOptions {
  /** The code that a change concerns; undefined where there is none to show. */
  codeOf(change: RuledChange): CodeChange | undefined;
}

/** The parts of an entry in their order, and how each begins after the first change. */
const PARTS: readonly { readonly bump: Exclude<Bump, 'none'>; readonly title: string }[] = [
  { bump: 'major', title: 'Breaking' },
  { bump: 'minor', title: 'New' },
  { bump: 'patch', title: 'Changed' },
];

/** More changes of one kind than anyone reads. */
const TOLD = 40;

/**
 * An entry of a changelog as Markdown, breaking first. It begins with the change that matters most, for many read no
 * further.
 */
export function changelogEntry({ changes, lowered }: Ruling, options: ChangelogOptions): string {
  const [first, ...rest] = changes;
  if (first === undefined) return '';
  const lines = [markdownText(first.message), ...detailsOf(first, options, '')];
  for (const { bump, title } of PARTS) {
    const own = rest.filter((change) => change.bump === bump);
    if (own.length === 0) continue;
    lines.push('', `**${first.bump === bump ? 'Also' : title}**`, '');
    for (const change of own.slice(0, TOLD)) lines.push(...itemLines(change, options));
    if (own.length > TOLD) lines.push(`- and ${own.length - TOLD} more`);
  }
  if (lowered !== undefined)
    lines.push('', `The bump is lower than the changes require: ${markdownText(lowered)}`);
  return `${lines.join('\n')}\n`;
}

function itemLines(change: RuledChange, options: ChangelogOptions): string[] {
  const [head = '', ...details] = [markdownText(change.message), ...detailsOf(change, options, '  ')];
  return [`- ${head}`, ...details];
}

function detailsOf(change: RuledChange, { codeOf }: ChangelogOptions, indent: string): string[] {
  const { accepted, bump } = change;
  const reason =
    accepted?.bump === undefined
      ? []
      : ['', `${indent}It counts as ${bump}: ${markdownText(accepted.reason)}`];
  const code = bump === 'major' ? codeOf(change) : undefined;
  const text = [
    ...(code?.before === undefined ? [] : [`// before\n${code.before.trimEnd()}`]),
    ...(code?.after === undefined ? [] : [`// after\n${code.after.trimEnd()}`]),
  ].join('\n\n');
  const block =
    text === '' ? [] : ['', ...codeBlock(text, 'ts').map((line) => (line === '' ? '' : indent + line))];
  return [...reason, ...block];
}
