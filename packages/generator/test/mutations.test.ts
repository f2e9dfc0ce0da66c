import type { Json } from '@specline/openapi';
import { expect, test } from 'vitest';
import { emit } from '../src/index.js';
import { documentsOf } from './hostile/document.js';
import { generated } from './hostile/generated.js';
import { mutated } from './hostile/mutation.js';
import { swaggerDocuments } from './hostile/swagger-document.js';
import { tableDocuments, tableText } from './hostile/table-document.js';
import { randomNumbers } from './hostile/texts.js';

/** How many documents are tried; a failure names the seed, which stands for the document. */
const DOCUMENTS = Number(process.env['SPECLINE_DOCUMENTS'] ?? 40);

test('a value of any kind in any place is accepted, or refused by name', { timeout: 3_600_000 }, async () => {
  const forms = [
    documentsOf((place) => `text ${place}`).document,
    ...(['3.0', '3.1', '3.2'] as const).map((version) => tableDocuments(version)(tableText).document),
    swaggerDocuments(tableText).document,
  ];
  const documents = { sdk: {}, defaults: { npmScope: '@hostile', license: 'MIT' } };
  for (let seed = 1; seed <= DOCUMENTS; seed += 1) {
    const random = randomNumbers(seed);
    let changed: Json = forms[seed % forms.length] ?? {};
    for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) changed = mutated(changed, random);
    const outcome = await generated({ ...documents, document: changed }, emit).catch(
      (error: unknown) => error,
    );
    expect(outcome, `seed ${seed}`).not.toBeInstanceOf(Error);
    const problems = outcome instanceof Object && 'problems' in outcome ? outcome.problems : [];
    expect(problems, `seed ${seed}`).toEqual(
      (problems as unknown[]).map(() =>
        expect.objectContaining({
          file: 'api.json',
          message: expect.any(String),
          remedy: expect.any(String),
        }),
      ),
    );
  }
});
