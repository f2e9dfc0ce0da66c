import { expect, test } from 'vitest';
import { emit } from '../src/index.js';
import { documentsOf } from './hostile/document.js';
import type { Documents } from './hostile/document.js';
import { generated } from './hostile/generated.js';
import { HostileDocuments } from './hostile/hostile-documents.js';
import { faultsOf, shapesOf } from './hostile/judge.js';
import { compiled } from './hostile/program.js';
import { tableDocuments, tableText } from './hostile/table-document.js';
import { PROSE, tameText } from './hostile/tame-text.js';

/** How many documents are tried; a failure names the seed, which stands for the document. */
const DOCUMENTS = Number(process.env['SPECLINE_DOCUMENTS'] ?? 25);
const FIRST = Number(process.env['SPECLINE_SEED'] ?? 1);
/** Compiling takes longer than all the rest: one in so many. */
const COMPILED = 20;

const generate = (documents: Documents) => generated(documents, emit);

const table = (version: '3.0' | '3.1' | '3.2') => ({
  name: `every object of OpenAPI ${version}`,
  documents: new HostileDocuments(tableDocuments(version), tableText),
  count: Math.ceil(DOCUMENTS / 3),
});

test.each([
  {
    name: 'written by hand',
    documents: new HostileDocuments(documentsOf, tameText, PROSE),
    count: DOCUMENTS,
  },
  table('3.0'),
  table('3.1'),
  table('3.2'),
])(
  'no text of a document, sdk.yaml or defaults.yaml is more than text: $name',
  { timeout: 3_600_000 },
  async ({ documents, count }) => {
    const tame = await generate(documents.tame());
    if (!('files' in tame)) throw new Error(JSON.stringify(tame.problems));
    const shapes = shapesOf(tame.files);
    const wanted = compiled(tame.files, tame.types, 'packages/hostile-types');
    expect(wanted.diagnostics).toEqual([]);
    const declarations = shapesOf(wanted.declarations);
    for (let seed = FIRST; seed < FIRST + count; seed += 1) {
      const { files, types } = await documents.accepted(seed, generate);
      expect(faultsOf(files), `seed ${seed}`).toEqual([]);
      expect(shapesOf(files), `seed ${seed}`).toEqual(shapes);
      if (seed % COMPILED !== 0) continue;
      const { diagnostics, declarations: printed } = compiled(files, types, 'packages/hostile-types');
      expect(diagnostics, `seed ${seed}`).toEqual([]);
      expect(shapesOf(printed), `seed ${seed}`).toEqual(declarations);
    }
  },
);
