import { jsonText } from '@specline/generator';
import { forgeText, InputError, visible } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { BUMPS, bumpOf, layerBumps, markdownText } from '@specline/semver';
import type { Bump, Layer } from '@specline/semver';
import { styled } from './console.js';
import type { Console } from './console.js';
import { count } from './generate-report.js';
import type { WitnessedChange } from './compare.js';
import { witnessLines, witnessMarkdown } from './witness-report.js';

/** A change with its place in the new document. */
export interface PlacedChange extends WitnessedChange, Pick<Problem, 'file' | 'line' | 'column'> {}

/** What changed of one API. */
export interface Comparison {
  /** Its name, in a workspace. */
  readonly api?: string;
  readonly changes: readonly PlacedChange[];
  readonly faults: readonly Problem[];
}

const DIFF_FORMATS = ['text', 'json', 'github', 'markdown'] as const;

export type DiffFormat = (typeof DIFF_FORMATS)[number];

export interface FormatOptions {
  readonly json?: true;
  readonly format?: string;
}

/** The format that options ask for. Throws `InputError` where there is none like it. */
export function formatOf({ json, format = 'text' }: FormatOptions): DiffFormat {
  if (json && format !== 'text')
    throw new InputError([{ message: '--json and --format cannot be combined', remedy: 'give one of them' }]);
  if (json) return 'json';
  const known = DIFF_FORMATS.find((name) => name === format);
  if (known !== undefined) return known;
  throw new InputError([
    { message: `there is no format ${format}`, remedy: `use ${DIFF_FORMATS.join(', ')}` },
  ]);
}

/** What changed, for people, for programs, as annotations of GitHub, or as Markdown. */
export function diffReport(
  comparisons: readonly Comparison[],
  format: DiffFormat,
  console: Console,
): string[] {
  switch (format) {
    case 'text':
      return comparisons.flatMap((comparison) => textLines(comparison, console));
    case 'json':
      return [jsonReport(comparisons)];
    case 'github':
      return allChanges(comparisons).map(annotation);
    case 'markdown':
      return comparisons.flatMap(markdownLines);
  }
}

function allChanges(comparisons: readonly Comparison[]): PlacedChange[] {
  return comparisons.flatMap(({ changes }) => changes);
}

function jsonReport(comparisons: readonly Comparison[]): string {
  const all = allChanges(comparisons);
  const changes = comparisons.flatMap(({ api, changes: own }) =>
    own.map((change) => ({ ...(api === undefined ? {} : { api }), ...change })),
  );
  const apis = comparisons.flatMap(({ api, changes: own }) =>
    api === undefined ? [] : [{ api, bump: bumpOf(own), layers: layerBumps(own) }],
  );
  return jsonText({
    bump: bumpOf(all),
    layers: layerBumps(all),
    ...(apis.length === 0 ? {} : { apis }),
    changes,
  });
}

/** What each layer is about, as a heading. */
const LAYERS: Readonly<Record<Layer, string>> = {
  wire: 'on the wire',
  types: 'in the types',
  surface: 'in names and settings',
};

const STYLES = { none: 'dim', patch: 'dim', minor: 'green', major: 'red' } as const;

function textLines({ api, changes }: Comparison, { stdout }: Console): string[] {
  const bump = bumpOf(changes);
  const title = `${api === undefined ? '' : `${api}: `}${styled(STYLES[bump], bump, stdout)}`;
  return [
    `${title}: ${visible(summaryOf(changes))}`,
    ...layersOf(changes).flatMap(([layer, own]) => {
      const { told, rest } = toldOf(own);
      const lines = told.flatMap((change) => [
        `  ${styled(STYLES[change.bump], change.bump, stdout)}  ${visible(change.message)}`,
        `         ${visible([placeOf(change), change.pointer, change.id].filter(Boolean).join('  '))}`,
        ...witnessLines(change.witness).map((line) => `         ${line}`.trimEnd()),
      ]);
      return ['', LAYERS[layer], ...lines, ...(rest === 0 ? [] : [`  ${restOf(rest)}`])];
    }),
  ];
}

/** The layers that something changed in, that with the highest bump first. */
function layersOf(changes: readonly PlacedChange[]): [Layer, PlacedChange[]][] {
  const layers = Object.keys(LAYERS) as Layer[];
  const groups = layers.map((layer): [Layer, PlacedChange[]] => [
    layer,
    changes.filter((change) => change.layer === layer),
  ]);
  const rank = ([, own]: [Layer, PlacedChange[]]) => BUMPS.indexOf(bumpOf(own));
  return groups.filter(([, own]) => own.length > 0).toSorted((a, b) => rank(b) - rank(a));
}

/** A document that was gone over in full has more patches than anyone reads: people are told as many as these. */
const PATCHES_TOLD = 20;

/** The changes of a layer that people are told, and how many are left out. */
function toldOf(changes: readonly PlacedChange[]): {
  readonly told: readonly PlacedChange[];
  readonly rest: number;
} {
  const patches = changes.filter(({ bump }) => bump === 'patch');
  const rest = Math.max(0, patches.length - PATCHES_TOLD);
  return { told: changes.slice(0, changes.length - rest), rest };
}

function restOf(rest: number): string {
  return `and ${rest} more ${rest === 1 ? 'patch' : 'patches'}; --json lists all`;
}

/** The change that matters most, and how many there are of each kind. */
function summaryOf(changes: readonly PlacedChange[]): string {
  const [first] = changes;
  if (first === undefined) return 'nothing changed';
  const rest = changes.length - 1;
  return rest === 0 ? first.message : `${first.message}; and ${count(rest, 'more change')}`;
}

function placeOf({ file, line, column }: PlacedChange): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** How loudly a forge tells of each. */
const COMMANDS: Readonly<Record<Exclude<Bump, 'none'>, string>> = {
  major: 'error',
  minor: 'notice',
  patch: 'notice',
};

/** A workflow command of GitHub, on one line. What ends a property in it is encoded. */
function annotation(change: PlacedChange): string {
  const { file, line, column } = change;
  const properties = Object.entries({ file, line, col: column, title: `${change.bump}: ${change.id}` })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encoded(visible(String(value)), /[%:,]/g)}`);
  return `::${COMMANDS[change.bump]} ${properties.join(',')}::${encoded(forgeText(change.message), /%/g)}`;
}

function encoded(text: string, unsafe: RegExp): string {
  return text.replaceAll(
    unsafe,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function markdownLines({ api, changes }: Comparison): string[] {
  const title = api === undefined ? '' : `${markdownText(api)}: `;
  return [
    `### ${title}${bumpOf(changes)}`,
    '',
    ...(changes.length === 0 ? ['Nothing changed.', ''] : []),
    ...layersOf(changes).flatMap(([layer, own]) => {
      const { told, rest } = toldOf(own);
      return [
        `#### ${LAYERS[layer][0]?.toUpperCase()}${LAYERS[layer].slice(1)}`,
        '',
        ...told.flatMap((change) => [
          `- **${change.bump}** ${markdownText(change.message)} (${markdownText(change.id)})`,
          ...witnessMarkdown(change.witness),
        ]),
        ...(rest === 0 ? [] : [`- ${restOf(rest)}`]),
        '',
      ];
    }),
  ];
}
