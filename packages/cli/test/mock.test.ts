import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { run } from '../src/index.js';
import { FRAGMENT, folder, specline } from './workspace.js';

test('a mock answers as the document says, refuses what it does not, and stops', async () => {
  const cwd = folder({ 'openapi.yaml': FRAGMENT });
  const [stdout, stderr, stop] = [new PassThrough(), new PassThrough(), new AbortController()];
  const io = { cwd, stdout, stderr, env: {}, stop: stop.signal };
  const running = run(['mock', '--spec', 'openapi.yaml'], io);
  const url = await new Promise<string>((resolve) => {
    stdout.once('data', (text) => resolve(String(text).trim()));
  });
  expect(await (await fetch(`${url}/relays/a`)).json()).toMatchObject({
    name: expect.any(String) as string,
  });
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
  stop.abort();
  expect(await running).toBe(0);
  await expect(fetch(`${url}/relays/a`)).rejects.toThrow();
});

test.each([
  [['--spec', 'none.yaml'], 'none.yaml: there is no such file; check the path'],
  [['--spec', 'openapi.yaml', '--port', 'x'], '--port must be a number from 0 to 65535, got "x"'],
  [['--spec', 'openapi.yaml', '--port', '65536'], '--port must be a number from 0 to 65535, got "65536"'],
])('%s is refused', async (args, stderr) => {
  const cwd = folder({ 'openapi.yaml': FRAGMENT });
  expect(await specline(cwd, 'mock', ...args)).toEqual({ exit: 2, stdout: '', stderr: `${stderr}\n` });
});
