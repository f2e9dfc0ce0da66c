import type { Deprecation } from '@specline/openapi';
import { withEscapes } from './invisible.js';
import { hardline, join } from './layout.js';
import type { Doc } from './layout.js';

/** What a doc comment says. All of it is text: nothing in it can end the comment or direct a tool. */
export interface Comment {
  readonly text?: string | undefined;
  readonly deprecated?: Deprecation | undefined;
  /** The text of `@default`. */
  readonly default?: string | undefined;
}

/** Columns that a line of a comment may take, its ` * ` not counted. */
const WIDTH = 96;

type Replacement = readonly [pattern: RegExp, replacement: string];

/** Most texts have no letter and no word that any replacement begins with. */
const HARMLESS = /^[\w\n .,;:!?'"`()[\]<>&+|~^%$-]*$/;
const DIRECTIVE_WORD = /disable|enable|ignore|lint/i;

/**
 * What must not stand in a comment, and what stands there instead. First match first; each leaves the text readable.
 */
const REPLACEMENTS: readonly Replacement[] = [
  [/\r\n?|[\u2028\u2029\u0085]/g, '\n'],
  [/\t/g, '  '],
  [/[\u00AD\u180E\u200B\u2060-\u2065\u206A-\u206F\uFEFF]/g, ' '],
  [/\*\//g, '*\\/'],
  [/\/\*/g, '/\\*'],
  [/\/(?=\/[/#@])/g, '/ '],
  // What tools look for anywhere in a comment.
  [
    /@(?=ts-|internal|jsx|license|preserve|cc_on|flow|noflow|format|prettier|generated|vite-|swc-)|[@#](?=__)/gi,
    '$& ',
  ],
  [/#(?=(end)?region)/gi, '# '],
  [/(source(?:Mapping)?URL)=/gi, '$1 ='],
  [
    /(eslint|oxlint|tslint|prettier|biome|istanbul|c8|v8|node:coverage|webpack|rollup|deno)(?=[-\s]*(disable|enable|ignore|lint))/gi,
    '$& ',
  ],
  // A tag of a doc comment begins a line, or follows a space or a mark.
  [/(?<=^|[\s{*>-])@/gm, '\\@'],
];

/** A doc comment, or nothing where there is nothing to say. Ends in a new line. */
export function docComment({ text, deprecated, default: standard }: Comment): Doc {
  const lines = wrapped(plainText(text ?? ''));
  if (standard !== undefined) lines.push(...tag('@default', standard, lines));
  if (deprecated !== undefined) lines.push(...tag('@deprecated', deprecationText(deprecated), lines));
  if (lines.length === 0) return '';
  const [only = ''] = lines;
  if (lines.length === 1) return [`/** ${only} */`, hardline];
  const body = lines.map((text_) => (text_ === '' ? ' *' : ` * ${text_}`));
  return [join(hardline, ['/**', ...body, ' */']), hardline];
}

function deprecationText({ sunset, replacedBy }: Deprecation): string {
  return [
    ...(replacedBy === undefined ? [] : [`Use ${replacedBy} instead.`]),
    ...(sunset === undefined ? [] : [`It may be gone from ${sunset} on.`]),
  ].join(' ');
}

/** Tags stand apart from the text by a blank line. */
function tag(name: string, value: string, before: readonly string[]): string[] {
  const text = `${name} ${plainText(value).replaceAll('\n', ' ')}`.trimEnd();
  return before.length === 0 || before.at(-1)?.startsWith('@') === true ? [text] : ['', text];
}

/** A text without anything that means more than itself in a comment. */
export function plainText(text: string): string {
  if (HARMLESS.test(text) && !DIRECTIVE_WORD.test(text)) return text;
  const plain = REPLACEMENTS.reduce((before, row) => before.replaceAll(...row), text);
  return withEscapes(plain);
}

/** Lines of prose are filled; code blocks and tables stay as they are. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let fenced = false;
  for (const source of text.trim().split('\n')) {
    const line = source.trimEnd();
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    if (fenced || line.length <= WIDTH || /^\s*\|/.test(line)) lines.push(line);
    else for (const part of filled(line)) lines.push(part);
  }
  return lines.length === 1 && lines[0] === '' ? [] : lines;
}

function filled(text: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
