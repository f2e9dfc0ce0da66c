import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Compilation } from '../src/types/type-checker.js';
import type { PublishedVersions } from '../src/types/declarations.js';

test('a declaration that refers to a file by its path has it not read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'specline-reference-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'secret.ts');
  writeFileSync(file, 'export type Secret = 1;\n');
  const text = [
    `/// <reference path="${file}" />`,
    `/// <reference path="../../..${file}" />`,
    `/// <reference types="${folder}/secret" />`,
    `import type { Secret } from '${file}';`,
    `import type { Other } from '../../..${file}';`,
    'export type Shown = Secret | Other;',
  ].join('\n');
  const side = {
    declarations: { 'types/index.ts': text },
    names: { surface: { packages: { types: 'a', client: 'b' } } },
  };
  const versions = { old: side, next: side } as unknown as PublishedVersions;
  const program = new Compilation(versions).program(['/old/types/index.ts']);
  const names = program.getSourceFiles().map(({ fileName }) => fileName);
  expect(names).toContain('/old/types/index.ts');
  expect(names.filter((name) => name.includes('secret'))).toEqual([]);
});
