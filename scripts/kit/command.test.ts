import { expect, test } from 'vitest';
import { CommandFailure, run } from './command.ts';

test('what a command printed', async () => {
  const script = `console.log('out'); console.error('\\u001B[31merr\\u001B[39m')`;
  expect(await run(process.execPath, ['-e', script])).toEqual({
    stdout: 'out\n',
    output: expect.stringContaining('err\n'),
  });
});

test('a failure has the command line, the exit code and the output', async () => {
  const failure = run(process.execPath, ['-e', `console.log('why'); process.exit(3)`]);
  await expect(failure).rejects.toThrow(CommandFailure);
  await expect(failure).rejects.toMatchObject({ code: 3, output: 'why\n' });
  await expect(failure).rejects.toThrow(/ -e .*: exit 3\nwhy$/s);
});

test('a command that is not there is a failure too', async () => {
  await expect(run('specline-no-such-command', [])).rejects.toThrow(
    'specline-no-such-command: it did not run to its end',
  );
});
