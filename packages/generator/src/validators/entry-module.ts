import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import { VALIDATION_ENTRY } from './module-text.js';

/** `src/validators.ts`: what holds the data of a call against a validator, for who has no runtime of their own. */
export function validatorsEntry(source: string): GeneratedFile {
  return moduleFile(
    'src/validators.ts',
    source,
    [],
    [
      `export { validated } from '${VALIDATION_ENTRY}';\nexport type { StandardIssue, StandardResult, StandardSchemaV1 } from '${VALIDATION_ENTRY}';`,
    ],
  );
}
