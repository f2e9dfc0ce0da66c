import { visible } from '@specline/openapi';
import { codeBlock, markdownText } from '@specline/semver';
import type { Witness } from './witness.js';

/** Longer texts are left to `--json`. */
const MAX_LINES = 12;

/** What a witness says to people: its text, and what is wrong with it now. */
interface Told {
  readonly lines: readonly string[];
  /** What a fence of Markdown calls its language. */
  readonly language: string;
  readonly problem: string;
  /** What stands before the two. */
  readonly words: { readonly text: string; readonly problem: string };
}

function toldOf({ kind, text, problem }: Witness): Told {
  const lines = text.trimEnd().split('\n').map(visible);
  const isShort = text !== '' && lines.length <= MAX_LINES;
  const [first = ''] = problem.split('\n');
  return { lines: isShort ? lines : [], problem: visible(first), ...WORDS[kind] };
}

const WORKED = { text: 'worked before', problem: 'now' } as const;

/** How each kind is told, and what a fence of Markdown calls its language. */
const WORDS: Readonly<Record<Witness['kind'], Pick<Told, 'words' | 'language'>>> = {
  program: { words: WORKED, language: 'ts' },
  run: { words: WORKED, language: 'ts' },
  request: { words: WORKED, language: 'http' },
  response: { words: { text: 'may arrive now', problem: 'before' }, language: 'http' },
  promise: { words: { text: 'arrived before', problem: 'now' }, language: 'http' },
  unconfirmed: { words: WORKED, language: '' },
};

/** Lines below a change: what worked before, and why it does not now. */
export function witnessLines(witness: Witness | undefined): string[] {
  if (witness === undefined) return [];
  const { lines, problem, words } = toldOf(witness);
  if (witness.kind === 'unconfirmed') return [problem];
  return [
    ...(lines.length === 0 ? [] : [`${words.text}:`, ...lines.map((line) => `  ${line}`)]),
    `${words.problem}: ${problem}`,
  ];
}

/** The same as Markdown inside of a list. */
export function witnessMarkdown(witness: Witness | undefined): string[] {
  if (witness === undefined) return [];
  const { lines, language, problem, words } = toldOf(witness);
  if (witness.kind === 'unconfirmed') return ['', `  ${markdownText(problem)}`];
  const code =
    lines.length === 0
      ? []
      : ['', `${capitalised(words.text)}:`, '', ...codeBlock(lines.join('\n'), language)];
  return [...code, '', `${capitalised(words.problem)}: ${markdownText(problem)}`].map((line) =>
    line === '' ? '' : `  ${line}`,
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
