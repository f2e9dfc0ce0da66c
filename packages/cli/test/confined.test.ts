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

/** Addresses that a reader could be tempted to follow. */
const ADDRESSES = [
  'http://127.0.0.1:9/a.yaml#/a',
  'file:///etc/passwd',
  '../../../etc/passwd#/a',
  '/etc/passwd',
];

/** A member for each address. */
const each = (name: (index: number) => string, value: (address: string) => unknown): object =>
  Object.fromEntries(ADDRESSES.map((address, index) => [name(index), value(address)]));

function generated(document: object) {
  const root = folder({ 'in/api.json': JSON.stringify(document), 'out/mine.txt': '' });
  return confined(root, 'generate', '--spec', 'in/api.json', '--out', 'out/sdk');
}

test('no reference of any kind of object is followed out', () => {
  const sections = ['schemas', 'examples', 'headers', 'links', 'securitySchemes', 'pathItems'];
  const operation = ($ref: string) => ({
    parameters: [{ $ref }],
    requestBody: { $ref },
    responses: { 200: { $ref } },
    callbacks: { done: { $ref } },
  });
  const { status, stderr } = generated({
    openapi: '3.1.0',
    info: { title: 'Confined', version: '1' },
    paths: {
      ...each(
        (index) => `/a${index}`,
        ($ref) => ({ $ref }),
      ),
      ...each(
        (index) => `/b${index}`,
        ($ref) => ({ get: operation($ref) }),
      ),
    },
    components: Object.fromEntries(
      sections.map((section) => [
        section,
        each(
          (index) => `A${index}`,
          ($ref) => ({ $ref }),
        ),
      ]),
    ),
  });
  expect(status).toBe(2);
  expect(stderr).not.toContain('ERR_ACCESS_DENIED');
  const faults = stderr.split('\n').filter((line) => /lies outside|is refused/.test(line));
  expect(faults).toHaveLength(11 * ADDRESSES.length);
});

/** A schema with addresses where they are only text. */
const schemaWith = (address: string) => ({
  type: 'object',
  properties: { kind: { type: 'string', example: { $ref: address }, default: address } },
  xml: { namespace: address },
  discriminator: { propertyName: 'kind', mapping: { a: address } },
  $schema: address,
  externalDocs: { url: address },
  'x-a': { $ref: address },
});

function operationWith(address: string): object {
  const examples = { a: { externalValue: address }, b: { value: { $ref: address } } };
  const content = { 'application/json': { schema: schemaWith(address), examples } };
  const links = { a: { operationRef: address, server: { url: address } } };
  return {
    responses: { 200: { description: '', content, links }, 'x-a': { $ref: address } },
    callbacks: { a: { [address]: {}, 'x-a': { $ref: address } } },
    externalDocs: { url: address },
    'x-a': { $ref: address },
  };
}

test('what is no reference is only text', () => {
  const flow = (address: string) => ({ authorizationUrl: address, tokenUrl: address, scopes: {} });
  const [address = ''] = ADDRESSES;
  const { status, stderr } = generated({
    openapi: '3.2.0',
    jsonSchemaDialect: address,
    info: { title: 'Confined', version: '1', termsOfService: address, contact: { url: address } },
    servers: ADDRESSES.map((url) => ({ url })),
    paths: {
      ...each(
        (index) => `/a${index}`,
        (text) => ({ get: operationWith(text) }),
      ),
      ...each(
        (index) => `x-${index}`,
        ($ref) => ({ $ref }),
      ),
    },
    components: {
      securitySchemes: {
        ...each(
          (index) => `a${index}`,
          (text) => ({ type: 'oauth2', flows: { authorizationCode: flow(text) }, oauth2MetadataUrl: text }),
        ),
        ...each(
          (index) => `b${index}`,
          (text) => ({ type: 'openIdConnect', openIdConnectUrl: text }),
        ),
      },
      'x-a': { $ref: address },
    },
    'x-a': { $ref: address },
  });
  expect(stderr).not.toContain('ERR_ACCESS_DENIED');
  expect(status).toBe(0);
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
