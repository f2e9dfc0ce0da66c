import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Versions } from '@scripts/kit/install-tools.ts';
import { root } from '@scripts/kit/workspace.ts';

/** A test runner that prints tests that fail. */
export interface Runner {
  readonly name: string;
  /** The name of its test file. */
  readonly file: string;
  /** The test file, beside `forms.cjs`. */
  readonly text: string;
  /** What it needs besides the workspace. */
  readonly versions?: Versions;
  /** Arguments of Node, run in the folder of the test file. */
  readonly args: (installation: string) => readonly string[];
}

/** The runners that are not in the workspace. Each is installed alone: their peers exclude one another. */
const versions: Versions = {
  'vitest-2': 'npm:vitest@2.1.9',
  'vitest-3': 'npm:vitest@3.2.7',
  'vitest-4': 'npm:vitest@4.1.12',
  'jest-29': 'npm:jest@29.7.0',
  'jest-30': 'npm:jest@30.5.2',
};

const dist = join(root, 'packages/moq-relays-client/dist');
/** The built client: the URL of its ES module, and the path of the one for CommonJS. */
export const client = {
  esm: pathToFileURL(join(dist, 'esm/index.js')).href,
  cjs: join(dist, 'cjs/index.js'),
} as const;

/** Those of the workspace: the runner that generated packages use, and Node's own. */
export const ownRunners: readonly Runner[] = [
  nodeTest(),
  vitest('vitest 5', () => join(root, 'node_modules/vitest/vitest.mjs')),
];

/** Those that are installed on demand. */
export const otherRunners: readonly Runner[] = Object.entries(versions).map(([alias, version]) => {
  const script = (path: string) => (installation: string) => join(installation, 'node_modules', alias, path);
  const name = alias.replace('-', ' ').replace('jest', 'Jest');
  const runner = alias.startsWith('jest')
    ? jest(name, script('bin/jest.js'))
    : vitest(name, script('vitest.mjs'));
  return { ...runner, versions: { [alias]: version } };
});

function nodeTest(): Runner {
  const reporters = ['spec', 'tap', 'junit', 'dot'];
  const flags = reporters.flatMap((name) => [
    `--test-reporter=${name}`,
    '--test-reporter-destination=stdout',
  ]);
  return {
    name: 'node --test',
    file: 'calls.test.mjs',
    text: `import test from 'node:test';
import assert from 'node:assert';
import Client from ${JSON.stringify(client.esm)};
import { define } from './forms.cjs';
const equal = (actual) => (wanted) => assert.deepStrictEqual(actual, wanted);
const expect = (actual) => ({
  toEqual: equal(actual),
  toStrictEqual: equal(actual),
  toMatchObject: equal(actual),
  toHaveProperty: equal(actual),
  toBe: (wanted) => assert.strictEqual(actual, wanted),
  resolves: { toBe: (wanted) => assert.doesNotReject(actual, wanted) },
  rejects: {
    toEqual: (wanted) => assert.rejects(actual, wanted),
    toThrow: (wanted) => assert.rejects(actual, { message: wanted }),
  },
});
define({ test, expect, Client, takesUnhandled: true });
`,
    args: () => ['--test', ...flags, 'calls.test.mjs'],
  };
}

function vitest(name: string, script: (installation: string) => string): Runner {
  return {
    name,
    file: 'calls.test.mjs',
    text: `import Client from ${JSON.stringify(client.esm)};
import { define } from './forms.cjs';
define({ test, expect, Client, takesUnhandled: true });
`,
    args: (installation) => [
      script(installation),
      'run',
      '--globals',
      '--root=.',
      '--reporter=default',
      '--reporter=json',
      '--reporter=junit',
    ],
  };
}

function jest(name: string, script: (installation: string) => string): Runner {
  return {
    name,
    file: 'calls.test.js',
    text: `const { default: Client } = require(${JSON.stringify(client.cjs)});
require('./forms.cjs').define({ test, expect, Client });
`,
    args: (installation) => [
      script(installation),
      '--rootDir=.',
      '--json',
      '--verbose',
      '--expand',
      '--cacheDirectory=cache',
    ],
  };
}
