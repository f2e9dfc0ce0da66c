import { hardline, join } from '../print/layout.js';
import { stringLiteral } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';

/** `src/index.ts` of the types package: every module, sorted by code units. */
export function typesIndex(modules: readonly string[], source: string): GeneratedFile {
  const lines = modules
    .map((module) => `./${module}.js`)
    .toSorted()
    .map((specifier) => `export type * from ${stringLiteral(specifier)};`);
  return moduleFile('src/index.ts', source, [], [lines.length === 0 ? 'export {};' : join(hardline, lines)]);
}
