import { expect, test } from 'vitest';
import { consumers } from './consumers.ts';
import { generators, type Task } from './generators.ts';
import { cacheFolder } from '@scripts/kit/install-tools.ts';
import { versions } from './versions.ts';
import { root } from '@scripts/kit/workspace.ts';

const task: Task = {
  installation: '/peers',
  document: '/a "b"/c.yaml',
  out: '/out',
  config: '/out.config.mjs',
};

test('every generator is given the document and its folder, as arguments or in its configuration', () => {
  for (const { command, config } of generators) {
    const text = JSON.stringify(command(task)) + (config?.(task) ?? '');
    expect(text).toContain(JSON.stringify(task.document));
    expect(text).toMatch(/"\/out[/"]/);
  }
});

test('every consumer imports from a generator that there is', () => {
  const names = generators.map(({ name }) => name);
  expect(consumers.flatMap(({ generator }) => generator ?? [])).toSatisfy((used: string[]) =>
    used.every((name) => names.includes(name)),
  );
});

test('versions are exact, and another version is another folder, outside the repository', () => {
  for (const version of Object.values(versions)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(cacheFolder('bench', versions)).not.toBe(cacheFolder('bench', { ...versions, orval: '8.38.1' }));
  expect(cacheFolder('bench', versions).startsWith(root)).toBe(false);
});
