import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FRAGMENT, workspace, write } from './workspace.js';

const COMMAND = join(import.meta.dirname, '../bin/specline.js');

test('--watch generates again on a change, and goes on after a fault', { timeout: 60_000 }, async () => {
  const root = workspace();
  const child = spawn(process.execPath, [COMMAND, 'generate', '--watch'], { cwd: root });
  onTestFinished(() => void child.kill());
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const seen = (text: string) => expect.poll(() => printed, { timeout: 20_000 }).toContain(text);

  await seen('watching for changes');
  write(root, { 'spec/relays/openapi.yaml': 'openapi: [' });
  await seen('this is not YAML');
  printed = '';
  write(root, { 'spec/relays/openapi.yaml': FRAGMENT.replace('[push, pull]', '[push, pull, both]') });
  await seen('changed  packages/relays-types/src/schemas/relay.ts');
  expect(readFileSync(join(root, 'packages/relays-types/src/schemas/relay.ts'), 'utf8')).toContain("'both'");
});
