import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { programOf } from '../src/program.js';

const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
const program = programOf({ cwd: '.', env: {}, ...streams }, () => undefined);

/** What `--help` says of the command and of each of its arguments and options. */
function textsOf(command: typeof program): string[] {
  const parts = [...command.registeredArguments, ...command.options];
  return [command.description(), ...parts.map(({ description }) => description)];
}

test.each([program, ...program.commands].map((command) => [command.name(), command] as const))(
  'the help of %s fits in lines of 70 characters',
  (_, command) => {
    const texts = textsOf(command);
    expect(texts.filter((text) => text.length > 70 || text === '')).toEqual([]);
    expect(texts[0]).toMatch(/^[A-Z].*\.$/);
  },
);
