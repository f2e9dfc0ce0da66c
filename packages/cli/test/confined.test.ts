import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, folder } from './workspace.js';
import type { Files } from './workspace.js';

const REPOSITORY = join(import.meta.dirname, '../../..');
const COMMAND = join(REPOSITORY, 'packages/cli/bin/specline.js');

/** Whoever opens a socket or looks a name up ends the process. */
const NO_NETWORK = `import dns from 'node:dns';
import { Socket } from 'node:net';
import { syncBuiltinESMExports } from 'node:module';
const refuse = () => process.exit(99);
Socket.prototype.connect = refuse;
dns.lookup = refuse;
syncBuiltinESMExports();
`;

/** Runs the command where Node lets it open nothing but the document's folder and its own code. */
function confined(root: string, ...args: string[]) {
  const allowed = [
    `--allow-fs-read=${REPOSITORY}`,
    `--allow-fs-read=${root}`,
    `--allow-fs-write=${join(root, 'out')}`,
  ];
  const guard = ['--import', `data:text/javascript,${encodeURIComponent(NO_NETWORK)}`];
  const options = ['--permission', ...allowed, ...guard];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, COMMAND, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const HEAD = 'openapi: 3.1.0\ninfo: { title: Confined, version: "1" }\npaths: {}\n';

function documentOf(references: readonly string[]): Files {
  const schemas = references.map((reference, index) => [`S${index}`, { $ref: reference }]);
  return {
    'in/api.yaml': `${HEAD}components: { schemas: ${JSON.stringify(Object.fromEntries(schemas))} }\n`,
  };
}

test('no reference opens a file outside or a socket', () => {
  const outside = folder({ 'secret.yaml': 'type: string\n' });
  const references = [
    join(outside, 'secret.yaml'),
    `../../${outside.split('/').at(-1)}/secret.yaml`,
    '%2e%2e/%2e%2e/secret.yaml',
    'link/secret.yaml',
    'link.yaml#/a',
    'here/../../../secret.yaml',
    '/etc/passwd',
    'file:///etc/passwd',
    '//127.0.0.1:9/a.yaml',
    'http://127.0.0.1:9/a.yaml',
    'https://localhost/a.yaml#/b',
    '\\\\host\\share\\a.yaml',
    'C:\\a.yaml',
    'data:application/json,{}',
  ];
  const root = folder({ ...documentOf(references), 'out/mine.txt': '' });
  symlinkSync(outside, join(root, 'in/link'));
  symlinkSync(join(outside, 'secret.yaml'), join(root, 'in/link.yaml'));
  const { status, stderr } = confined(root, 'generate', '--spec', 'in/api.yaml', '--out', 'out/sdk');
  expect(status).toBe(2);
  const faults = stderr.split('\n').filter((line) => line.startsWith('in/api.yaml'));
  expect(faults).toHaveLength(references.length);
  expect(faults.filter((line) => !/lies outside|is refused/.test(line))).toEqual([]);
});

test('no name writes outside', () => {
  const names = ['../../up', '/etc/cron', '..', 'CON', 'a/b', 'node_modules', '.git', '__proto__', '\u202E'];
  const paths = Object.fromEntries(
    names.map((name) => [
      `/${name}/{id}`,
      {
        get: {
          tags: [name],
          operationId: name,
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: name } },
        },
      },
    ]),
  );
  const schemas = Object.fromEntries(names.map((name) => [name, { title: name, type: 'string' }]));
  const document = {
    openapi: '3.1.0',
    info: { title: '../../evil', version: '../1' },
    paths,
    components: { schemas },
  };
  const root = folder({ 'in/api.json': JSON.stringify(document), 'out/mine.txt': '' });
  const { status, stderr } = confined(root, 'generate', '--spec', 'in/api.json', '--out', 'out/sdk');
  expect(stderr).not.toContain('ERR_ACCESS_DENIED');
  expect(status).toBe(0);
  const written = Object.keys(filesIn(root)).filter((path) => path !== 'in/api.json');
  expect(written.filter((path) => !/^out\/(mine\.txt|sdk\/[\w./-]+)$/.test(path))).toEqual([]);
});
