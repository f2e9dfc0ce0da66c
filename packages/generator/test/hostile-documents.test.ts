import { expect, test } from 'vitest';
import { documentsOf } from './hostile/document.js';
import type { Text } from './hostile/document.js';
import { generated, placesOf } from './hostile/generated.js';
import { compiled } from './hostile/program.js';
import {
  commentsOf,
  DIRECTIVES,
  INVISIBLE,
  messagesOf,
  parsed,
  shapeOf,
  strangers,
} from './hostile/shape.js';
import { nastyText, randomNumbers } from './hostile/texts.js';

/** How many documents are tried; a failure names the seed, which stands for the document. */
const DOCUMENTS = Number(process.env['SPECLINE_DOCUMENTS'] ?? 25);
const FIRST = Number(process.env['SPECLINE_SEED'] ?? 1);
/** Compiling takes longer than all the rest: one in so many. */
const COMPILED = 20;

/** Texts of a document, each place its own; `tamed` places have a text that means nothing. */
function hostileText(seed: number, tamed: ReadonlySet<string>): Text {
  const random = randomNumbers(seed);
  const share = random();
  const texts = new Map<string, string>();
  const taken = new Set<string>();
  return (place) => {
    const known = texts.get(place);
    if (known !== undefined) return known;
    const nasty = nastyText(random);
    const isNasty = random() < share && !tamed.has(place) && (nasty !== '' || !PROSE.test(place));
    let text = isNasty ? nasty : tameText(place);
    if (taken.has(text)) text = `${text}${texts.size}`;
    taken.add(text);
    texts.set(place, text);
    return text;
  };
}

/** Where an empty text is as good as none. */
const PROSE =
  /title|description|default|example|summary|created|gone|refused|listed|otherwise|secret|made|stability|operationId/;

function tameText(place: string): string {
  return LOWER.has(place)
    ? place.replaceAll(' ', '-')
    : place.includes('environment')
      ? 'NV'
      : place.replaceAll(' ', TAME_SPACE.get(place) ?? ' tame ');
}

const LOWER: ReadonlySet<string> = new Set(['types package', 'client package', 'npm scope']);
const TAME_SPACE = new Map([
  ['request id', '-'],
  ['client', ''],
  ['option', ''],
  ['method', ''],
]);

/** The accepted document of a seed: places that are refused are tamed, which each refusal has to name. */
async function accepted(seed: number) {
  const tamed = new Set<string>();
  for (;;) {
    const text = hostileText(seed, tamed);
    const outcome = await generated(documentsOf(text));
    if ('files' in outcome) return { ...outcome, tamed };
    const places = outcome.problems.map((problem) => {
      const named = placesOf(problem, text).filter((place) => !tamed.has(place));
      expect(named, `seed ${seed}: ${JSON.stringify(problem)}`).not.toEqual([]);
      return named;
    });
    for (const place of places.flat()) tamed.add(place);
  }
}

/** What of the files is not text: the shape of each, sorted, for names choose the paths. */
function shapesOf(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => fileShapes(path, text)).toSorted();
}

function fileShapes(path: string, text: string): string[] {
  if (/\.m?ts$/.test(path)) return [shapeOf(parsed(path, text))];
  if (path.endsWith('package.json')) return [`package.json ${keysOf(JSON.parse(text)).toSorted().join()}`];
  if (!path.endsWith('README.md')) return [];
  const fences = [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = '']) => code);
  const prose = text.split(/^```[^]*?^```$/m).map((part) => part.replaceAll(/[^#<>`|*[\]!\n]+/g, 'x'));
  return [...fences.map((code) => `fence ${shapeOf(parsed('fence.ts', code))}`), `prose ${prose.join()}`];
}

/** The keys of JSON; the names of packages are text. */
function keysOf(value: unknown, owner = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    owner === 'dependencies' ? '' : name,
    ...keysOf(inner, name).map((key) => `${name}/${key}`),
  ]);
}

const seeds = Array.from({ length: DOCUMENTS }, (_, index) => FIRST + index);

test(
  'no text of a document, sdk.yaml or defaults.yaml is more than text',
  { timeout: 3_600_000 },
  async () => {
    const tame = await generated(documentsOf(tameText));
    if (!('files' in tame)) throw new Error(JSON.stringify(tame.problems));
    const shapes = shapesOf(tame.files);
    const wanted = compiled(tame.files, tame.types, 'packages/hostile-types');
    expect(wanted.diagnostics).toEqual([]);
    const declarations = shapesOf(wanted.declarations);
    for (const seed of seeds) {
      const { files, types } = await accepted(seed);
      for (const [path, text] of files) {
        const place = `seed ${seed}: ${path}`;
        expect(INVISIBLE.exec(text), place).toBeNull();
        if (!/\.(m?ts|js)$/.test(path)) continue;
        const source = parsed(path, text);
        expect(messagesOf(source), place).toEqual([]);
        expect(DIRECTIVES.exec(commentsOf(source)), place).toBeNull();
        if (path.endsWith('.js')) expect(strangers(source), place).toEqual([]);
      }
      expect(shapesOf(files), `seed ${seed}`).toEqual(shapes);
      if (seed % COMPILED !== 0) continue;
      const { diagnostics, declarations: printed } = compiled(files, types, 'packages/hostile-types');
      expect(diagnostics, `seed ${seed}`).toEqual([]);
      expect(shapesOf(printed), `seed ${seed}`).toEqual(declarations);
    }
  },
);
