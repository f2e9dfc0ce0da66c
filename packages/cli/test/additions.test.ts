import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReleasedNames } from '@specline/openapi';
import { documentsOf } from './addition.js';
import type { Addition } from './addition.js';
import { PLACES } from './additions-of-arguments.js';
import { NAMES } from './additions-of-names.js';
import { caller } from './caller.js';
import { filesIn, specline, workspace, write } from './workspace.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ADDITIONS: readonly Addition[] = [...NAMES, ...PLACES];

const project = mkdtempSync(join(realpathSync(tmpdir()), 'specline-additions-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** The packages of an API before its addition and after it, and what a release records of both. */
async function additionMade(addition: Addition, api: string) {
  const [before, after] = documentsOf(addition);
  const sdk = addition.sdk === undefined ? {} : { 'spec/a/sdk.yaml': addition.sdk };
  const others = Object.entries(addition.files ?? {}).map(([path, file]) => [`spec/a/${path}`, file]);
  const document = 'spec/a/openapi.json';
  const root = workspace({ [document]: JSON.stringify(before), ...sdk, ...Object.fromEntries(others) });
  rmSync(join(root, 'spec/relays'), { recursive: true });
  const record = async (): Promise<ReleasedNames> => {
    expect(await specline(root, 'generate')).toMatchObject({ exit: 0 });
    expect(await specline(root, 'release', '--record')).toMatchObject({ exit: 0 });
    return JSON.parse(readFileSync(join(root, 'spec/a/released/sdk.json'), 'utf8')) as ReleasedNames;
  };
  const released = await record();
  const modules = filesIn(join(root, 'packages/a-client/src'));
  keep(root, 'before', api);
  write(root, { [document]: JSON.stringify(after) });
  const now = await record();
  keep(root, 'after', api);
  write(project, { [`${api}.ts`]: caller(api, released, modules) });
  return { released, now };
}

/** Copies packages into the project, under names of their own. */
function keep(root: string, version: 'before' | 'after', api: string): void {
  const files = Object.entries(filesIn(join(root, 'packages'))).map(([path, text]) => [
    `${version}/${api}/${path}`,
    text.replaceAll(`'@test/a-`, `'@${version}/${api}-`),
  ]);
  write(project, Object.fromEntries(files));
}

/** The project of all callers: what was generated after the additions is part of it with its own tests of types. */
function projectFile(): string {
  const packages = ['before', 'after'].flatMap((version) =>
    ADDITIONS.flatMap((_, index) =>
      ['types', 'client'].flatMap((kind) => {
        const source = `./${version}/a${index}/a-${kind}/src`;
        const name = `@${version}/a${index}-${kind}`;
        return [
          [name, [`${source}/index.ts`]],
          [`${name}/*`, [`${source}/*.ts`]],
        ];
      }),
    ),
  );
  const paths = {
    ...Object.fromEntries(packages),
    '@specline/runtime': [at('../../runtime/dist/esm/index.d.ts')],
    '@specline/runtime/raw': [at('../../runtime/dist/esm/encoders.d.ts')],
    '@specline/runtime/*': [at('../../runtime/dist/esm/*.d.ts')],
    '@specline/contract': [at('../../contract/dist/index.d.ts')],
  };
  const compilerOptions = { noEmit: true, paths, types: ['node'], typeRoots: [at('../node_modules/@types')] };
  return JSON.stringify({
    extends: at('../../../tsconfig.base.json'),
    compilerOptions,
    include: ['*.ts', 'after'],
    exclude: ['**/require.ts', '**/contract.test.ts'],
  });
}

/** A record as lines, so that one can be looked for in another. */
function linesOf(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [`${path.join(' ')}: ${String(value)}`];
  if (Array.isArray(value)) return value.map((item) => `${path.join(' ')}: ${String(item)}`);
  return Object.entries(value).flatMap(([key, inner]) => linesOf(inner, [...path, key]));
}

/** That there is no body is no promise. */
function isPromise(line: string): boolean {
  return !line.endsWith(' body: none');
}

/** What a record has that the one before had not, in short. */
function gainsOf(before: ReleasedNames, now: ReleasedNames): string[] {
  const known = new Set([...linesOf(before.schemas), ...linesOf(before.inputs), ...linesOf(before.auth)]);
  const names = [...linesOf(now.schemas), ...linesOf(now.inputs), ...linesOf(now.auth)];
  const calls = Object.entries(now.operations).flatMap(([key, { call, types, module, members, groups }]) => {
    const old = before.operations[key];
    if (old === undefined) return [`${key}: ${call}, ${types}, ${module}`];
    const places = new Set([...linesOf(old.members), ...linesOf(old.groups)]);
    return [...linesOf(members), ...linesOf(groups)].filter((line) => !places.has(line));
  });
  return [...calls, ...names.filter((line) => !known.has(line))];
}

describe('an addition moves no released name, no type, no argument', () => {
  test.each(ADDITIONS.map((addition, index) => ({ ...addition, index })))(
    '$name',
    async ({ index, ...addition }) => {
      const { released, now } = await additionMade(addition, `a${index}`);
      const lines = linesOf(now);
      expect(linesOf(released).filter((line) => isPromise(line) && !lines.includes(line))).toEqual([]);
      expect(gainsOf(released, now)).toEqual(addition.gains);
    },
  );

  test('there are thirty and more', () => {
    expect(ADDITIONS.length).toBeGreaterThanOrEqual(30);
  });

  test('all callers of then compile with the packages of now', () => {
    write(project, { 'package.json': '{ "type": "module" }', 'tsconfig.json': projectFile() });
    const compiler = at('../../../node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
    expect(stdout).toBe('');
  }, 60_000);
});
