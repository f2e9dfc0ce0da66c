import { expect, test } from 'vitest';
import { FRAGMENT, folder, specline, workspace } from './workspace.js';

test('the model of an API is printed as JSON', async () => {
  const cwd = workspace();
  const { exit, stdout, stderr } = await specline(cwd, 'inspect', 'relays');
  expect([exit, stderr]).toEqual([0, '']);
  const [{ api, model }] = JSON.parse(stdout);
  expect(api).toBe('relays');
  expect(model.operations.map(({ key }: { key: string }) => key)).toContain('GET /relays/{id}');
});

test('a pointer chooses the parts that come from one place', async () => {
  const cwd = folder({ 'openapi.yaml': FRAGMENT });
  const pointer = '#/paths/~1relays~1{id}/get';
  const { exit, stdout } = await specline(cwd, 'inspect', '--spec', 'openapi.yaml', '--pointer', pointer);
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toEqual([
    { api: expect.any(String), model: [expect.objectContaining({ key: 'GET /relays/{id}', pointer })] },
  ]);
  const encoded = ['--pointer', '/paths/~1relays~1%7Bid%7D/get'];
  expect((await specline(cwd, 'inspect', '--spec', 'openapi.yaml', ...encoded)).stdout).toBe(stdout);
});

test('a part that is ignored is refused with its reason', async () => {
  const cwd = folder({ 'openapi.yaml': FRAGMENT.replace(/^paths:/m, 'tags: [{ name: relays }]\npaths:') });
  expect(await specline(cwd, 'inspect', '--spec', 'openapi.yaml', '--pointer', '#/tags')).toEqual({
    exit: 2,
    stdout: '',
    stderr:
      '#/tags: this is ignored: documentation that no type or call depends on; give the pointer of a used part\n',
  });
});

test.each([
  [
    ['--pointer', 'paths'],
    '--pointer must be a JSON pointer, got "paths"; give one such as #/paths/~1pets/get',
  ],
  [['--pointer', '#/none'], '#/none: no part of a model comes from here; give the pointer of a used part'],
  [['--spec', 'a.yaml', 'relays'], '--spec cannot be combined with names of APIs (relays); leave them out'],
  [['--sdk', 'a.yaml'], '--sdk requires --spec; add --spec FILE'],
])('%s is refused', async (args, stderr) => {
  expect(await specline(workspace(), 'inspect', ...args)).toEqual({
    exit: 2,
    stdout: '',
    stderr: `${stderr}\n`,
  });
});
