import { inlineObject } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';

/** `src/require.ts`: what `require` gives is the class, with all else that the index exports as its members. */
export function requireModule(name: string, source: string): GeneratedFile {
  return moduleFile(
    'src/require.ts',
    source,
    [],
    [
      `import * as index from './index.js';`,
      `const { default: ${name}, ...named } = index;`,
      [`export = Object.assign(${name}, named, `, inlineObject([`default: ${name}`]), ');'],
    ],
  );
}
