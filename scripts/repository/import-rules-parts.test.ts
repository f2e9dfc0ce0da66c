import { expect, test } from 'vitest';
import { importViolations } from './import-rules.ts';

const names = ['cli', 'openapi', 'generator', 'semver', 'contract', 'runtime', 'pets-client', 'pets-types'];

function violations(name: string, path: string, text: string, manifest: object = {}): string[] {
  const others = names
    .filter((other) => other !== name)
    .map((other) => ({ name: `@specline/${other}`, version: '1.0.0' }));
  const own = {
    manifest: { name: `@specline/${name}`, version: '1.0.0', ...manifest },
    sources: [{ path, text }],
  };
  return importViolations([own, ...others.map((other) => ({ manifest: other, sources: [] }))]);
}

const allowed: readonly [name: string, path: string, text: string][] = [
  ['cli', 'src/index.ts', `import { a } from '@specline/contract';`],
  ['generator', 'src/a/b.ts', `import type { Model } from '@specline/openapi';`],
  ['generator', 'src/print.ts', "export const line = `import { APIClient } from '@specline/runtime';`;"],
  ['semver', 'src/a.ts', `import { wireOf } from '@specline/openapi';`],
  ['pets-client', 'src/core.ts', `import { APIClient } from '@specline/runtime';`],
  ['pets-client', 'src/pets.ts', `import type { Pet } from '@specline/pets-types/pets';`],
  ['pets-client', 'test/contract.test.ts', `import { verifyClient } from '@specline/contract';`],
  ['contract', 'src/a.ts', `import { Ajv } from 'ajv/dist/2020.js'; export * from './b.js';`],
  ['contract', 'test/a.test.ts', `import { judge } from '../src/index.js';`],
];

test.each(allowed)('%s may: %s %s', (name, path, text) => {
  expect(violations(name, path, text)).toEqual([]);
});

const forbidden: readonly [name: string, path: string, text: string, want: string][] = [
  [
    'contract',
    'src/judge.ts',
    `import type { Model } from '@specline/openapi';`,
    '@specline/contract src/judge.ts: it uses @specline/openapi; it may use no other package of ours',
  ],
  [
    'contract',
    'src/judge.ts',
    `export * from '../../openapi/src/index.js';`,
    '@specline/contract src/judge.ts: it uses ../../openapi/src/index.js; it may use no other package of ours',
  ],
  [
    'runtime',
    'src/a.ts',
    `const contract = await import('@specline/contract');`,
    '@specline/runtime src/a.ts: it uses @specline/contract; it may use no other package of ours',
  ],
  [
    'generator',
    'src/a.ts',
    `import { run } from '@specline/cli';`,
    '@specline/generator src/a.ts: it uses @specline/cli; it may use @specline/openapi',
  ],
  [
    'semver',
    'src/a.ts',
    `import { emit } from '@specline/generator';`,
    '@specline/semver src/a.ts: it uses @specline/generator; it may use @specline/openapi',
  ],
  [
    'pets-client',
    'src/a.ts',
    `import { verifyClient } from '@specline/contract';`,
    '@specline/pets-client src/a.ts: it uses @specline/contract; it may use @specline/runtime, @specline/pets-types',
  ],
  [
    'pets-types',
    'src/a.ts',
    `export type A = import('@specline/runtime').APIClient;`,
    '@specline/pets-types src/a.ts: it uses @specline/runtime; it may use no other package of ours',
  ],
  [
    'odd',
    'src/a.ts',
    '',
    '@specline/odd: no import rule names it; add one to scripts/repository/import-rules.ts',
  ],
];

test.each(forbidden)('%s may not: %s %s', (name, path, text, want) => {
  expect(violations(name, path, text)).toEqual([want]);
});

test('dependencies are held to the same rules', () => {
  const dependencies = { '@specline/openapi': 'workspace:^', ajv: 'catalog:' };
  expect(violations('contract', 'src/a.ts', '', { dependencies })).toEqual([
    '@specline/contract package.json: it uses @specline/openapi; it may use no other package of ours',
  ]);
  const devDependencies = { '@specline/contract': 'workspace:^' };
  expect(violations('pets-client', 'src/a.ts', '', { devDependencies })).toEqual([]);
});
