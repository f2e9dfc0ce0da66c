import { expect, test } from 'vitest';
import { changedFiles, filesIn, FRAGMENT, specline, workspace, write } from './workspace.js';

const RELEASED = 'spec/relays/released';

test('--record writes down what the version means, once', async () => {
  const root = workspace();
  await specline(root, 'generate');
  const before = filesIn(root);
  expect(await specline(root, 'release', '--record')).toEqual({
    exit: 0,
    stdout: 'relays 1.0.0: recorded\n',
    stderr: '',
  });
  const after = filesIn(root);
  expect(changedFiles(before, after).filter((path) => !path.includes('/declarations/'))).toEqual([
    `${RELEASED}/.specline.json`,
    `${RELEASED}/openapi.json`,
    `${RELEASED}/sdk.json`,
    `${RELEASED}/version.json`,
  ]);
  expect(JSON.parse(after[`${RELEASED}/version.json`] ?? '')).toEqual({ version: '1.0.0', runtime: '1.0.0' });
  expect(after[`${RELEASED}/openapi.json`]).toBe(after['packages/relays-types/openapi.json']);
  expect(JSON.parse(after[`${RELEASED}/sdk.json`] ?? '')).toEqual({
    operations: {
      'GET /relays/{id}': {
        call: 'relays.get',
        module: 'relays',
        types: 'RelayGet',
        body: 'none',
        positional: 'id',
        members: {},
        groups: {},
        responses: { '200': 'application/json' },
      },
    },
    schemas: { '#/components/schemas/relay': 'Relay' },
    inputs: {},
    auth: {},
    surface: {
      api: 'relays',
      packages: { types: '@test/relays-types', client: '@test/relays-client' },
      client: 'Relays',
      auth: [],
      license: 'MIT',
    },
    components: {},
  });
  expect((await specline(root, 'release', '--record')).stdout).toBe('relays 1.0.0: as recorded\n');
});

test('what is released keeps its name when a new operation collides with it', async () => {
  const root = workspace();
  await specline(root, 'generate');
  await specline(root, 'release', '--record');
  const other = `  /relays/{id}/{part}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: part, in: path, required: true, schema: { type: string } }
      responses: { '204': { description: Nothing. } }
`;
  write(root, { 'spec/relays/openapi.yaml': FRAGMENT.replace('paths:\n', `paths:\n${other}`) });
  const { stderr } = await specline(root, 'generate');
  expect(stderr).toMatch(
    /^warning: spec\/relays\/openapi\.yaml:5:5 .*is called relays\.getRelaysByIdPart; to choose its name, add "GET \/relays\/\{id\}\/\{part\}"/,
  );
  const client = filesIn(root)['packages/relays-client/src/relays.ts'];
  expect(client).toMatch(/^ {2}get\(/m);
  expect(client).toMatch(/^ {2}getRelaysByIdPart\(/m);
});

test.each(['{', '{ "operations": {} }'])('a record that is none is refused: %s', async (text) => {
  const root = workspace({ [`${RELEASED}/sdk.json`]: text });
  expect(await specline(root, 'generate')).toEqual({
    exit: 2,
    stdout: '',
    stderr: `${RELEASED}/sdk.json: this is not a record that specline release --record wrote; restore it from version control\n`,
  });
});
