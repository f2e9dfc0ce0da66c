import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULTS, folder, FRAGMENT, specline, workspace, write } from './workspace.js';

const RECEIPT = 'node_modules/.cache/specline/receipts/relays.json';
const TYPES = 'packages/relays-types';

/** A workspace that was generated, whose receipt tells of more operations than there are, so that its use is seen. */
async function generated(): Promise<string> {
  const root = workspace();
  await specline(root, 'generate');
  forge(join(root, RECEIPT));
  return root;
}

function forge(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace('"operations":1', '"operations":77'));
}

const FROM_RECEIPT = /^relays {2}77 operations, 1 schema: \d+ files, nothing to change\n$/;

describe('an API of which nothing changed', () => {
  test('is not read again', async () => {
    expect((await specline(await generated(), 'generate')).stdout).toMatch(FROM_RECEIPT);
  });

  test.each([['--check'], ['--json']])('is read for %s', async (flag) => {
    expect((await specline(await generated(), 'generate', flag)).stdout).not.toContain('77');
  });

  test.each<[name: string, change: (root: string) => void]>([
    ['its document', (root) => write(root, { 'spec/relays/openapi.yaml': `${FRAGMENT}# more\n` })],
    ['an sdk.yaml that was not there', (root) => write(root, { 'spec/relays/sdk.yaml': 'client: Other\n' })],
    ['the defaults', (root) => write(root, { 'spec/defaults.yaml': `${DEFAULTS}scope: /relays\n` })],
    ['a licence', (root) => write(root, { LICENSE: 'none' })],
    ['a generated file', (root) => write(root, { [`${TYPES}/src/relays.ts`]: '' })],
    ['a generated file that is gone', (root) => rmSync(join(root, TYPES, 'src/openapi.ts'))],
    ['the list of files', (root) => write(root, { [`${TYPES}/.specline.json`]: '{"files":{}}' })],
    ['a raised version', (root) => raise(join(root, TYPES, 'package.json'))],
    ['the receipt itself', (root) => write(root, { [RECEIPT]: '{' })],
  ])('%s changes that', async (_, change) => {
    const root = await generated();
    change(root);
    expect((await specline(root, 'generate')).stdout).not.toContain('77');
  });

  test('still counts among those that claim a package', async () => {
    const root = await generated();
    write(root, { 'spec/other/openapi.yaml': FRAGMENT, 'spec/other/sdk.yaml': CLAIM });
    const { exit, stderr } = await specline(root, 'generate');
    expect(exit).toBe(2);
    expect(stderr).toContain('the package @test/relays-types is claimed by');
  });

  test('has its warnings said again', async () => {
    const root = workspace({
      'spec/relays/openapi.yaml': `${FRAGMENT.replace('3.1.0', '3.0.3')}        odd: { nullable: true }\n`,
    });
    const first = await specline(root, 'generate');
    expect(first.stderr).toMatch(/^warning: /);
    expect((await specline(root, 'generate')).stderr).toBe(first.stderr);
  });
});

const CLAIM = "packages: { types: '@test/relays-types', client: '@test/other' }\n";

function raise(manifest: string): void {
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"version": "1.0.0"', '"version": "1.1.0"'));
}

test('a document outside a workspace is told from another in the same folder', async () => {
  const root = folder({ 'one.yaml': FRAGMENT, 'two.yaml': FRAGMENT.replace('title: Relays', 'title: Two') });
  const generate = (name: string) => specline(root, 'generate', '--spec', name, '--out', 'out');
  await generate('one.yaml');
  forge(join(root, 'out/node_modules/.cache/specline/receipts/standalone.json'));
  expect((await generate('two.yaml')).stdout).toMatch(/^two {2}1 operation/);
  expect((await generate('one.yaml')).stdout).toMatch(/^relays {2}1 operation/);
});
