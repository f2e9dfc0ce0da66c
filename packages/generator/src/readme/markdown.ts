import { forgeText } from '@specline/openapi';
import type { GeneratedFile } from '../print/module.js';
import { notice } from '../print/module.js';
import { titleOf } from '../package/manifest.js';
import type { PackageContext } from '../package/options.js';

/** How the package gets to where it is used. */
export function installation(name: string, { layout }: PackageContext): string {
  return layout === 'workspace'
    ? code('sh', [`npm install ${name}`])
    : code('sh', ['npm install && npm run build']);
}

/** A title without anything that Markdown reads as more than text. */
export function plainTitle(context: PackageContext): string {
  const title = titleOf(context)
    .replaceAll(/[^\p{L}\p{N} .,()-]/gu, '')
    .replaceAll(/ +/g, ' ')
    .trim();
  return forgeText(title) || 'the API';
}

/** A name of which Markdown makes nothing else; undefined for any other. */
export function plainName(name: string): string | undefined {
  return /^[\w.-]+$/.test(name) ? name : undefined;
}

/** A fenced block. */
export function code(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

/** A table, its columns aligned as prettier aligns them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** Paragraphs a blank line apart; items of a list stand together. */
export function readme(name: string, { source }: PackageContext, parts: readonly string[]): GeneratedFile {
  const head = [`<!-- ${notice(source).replaceAll(/-(?=-)/g, '- ')} -->`, `# ${name}`];
  const text = [...head, ...parts].reduce((all, part) => {
    if (all === '') return part;
    return all + (part.startsWith('- ') && lastLine(all).startsWith('- ') ? '\n' : '\n\n') + part;
  }, '');
  return { path: 'README.md', contents: `${text}\n` };
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
