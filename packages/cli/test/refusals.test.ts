import { describe, expect, test } from 'vitest';
import {
  changedFiles,
  DEFAULTS,
  filesIn,
  folder,
  FRAGMENT,
  specline,
  workspace,
  write,
} from './workspace.js';

const API = 'spec/relays/openapi.yaml';
const TYPES = 'packages/relays-types';
const OMISSION = 'omit:\n  operations:\n    - "GET /relays/{id}"\n';
const WAY_OUT = `to generate the rest, add to spec/relays/sdk.yaml:\n${OMISSION}`;

describe('bad input is refused with status 2, and nothing is written', () => {
  test.each<[name: string, files: Record<string, string>, args: string[], want: string]>([
    [
      'no such file',
      {},
      ['--spec', 'none.yaml', '--out', 'sdk'],
      'none.yaml: there is no such file; check the path\n',
    ],
    ['no such API', {}, ['none'], 'spec/none: there is no such API; the APIs are relays\n'],
    [
      'not YAML',
      { [API]: 'a: [1' },
      [],
      `${API}:1:6: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]\n`,
    ],
    [
      'not OpenAPI',
      { [API]: 'a: 1' },
      [],
      `${API}:1:1 #: this is not an OpenAPI document: it has no member openapi; add openapi: 3.1.0\n`,
    ],
    [
      'an unresolved $ref',
      { [API]: FRAGMENT.replace('schemas/relay', 'schemas/rely') },
      [],
      `${API}:13:17 #/paths/~1relays~1{id}/get/responses/200/content/application~1json/schema/$ref: $ref leads nowhere: #/components/schemas/rely; correct the pointer or add its target\n${WAY_OUT}`,
    ],
    [
      'an undeclared path parameter',
      {
        [API]: FRAGMENT.replace(
          'parameters: [{ name: id, in: path, required: true, schema: { type: string } }]',
          'tags: []',
        ),
      },
      [],
      `${API}:5:5 #/paths/~1relays~1{id}/get: path parameter {id} is not declared; add it to parameters\n${WAY_OUT}`,
    ],
    [
      'an unknown key in sdk.yaml',
      { 'spec/relays/sdk.yaml': 'cleint: Relays\n' },
      [],
      'spec/relays/sdk.yaml:1:1 #/cleint: unknown key cleint; did you mean client?\n',
    ],
    [
      'two equal names in sdk.yaml',
      {
        [API]: FRAGMENT.replace(
          '    get:\n',
          "    delete:\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      responses: { '204': { description: Gone. } }\n    get:\n",
        ),
        'spec/relays/sdk.yaml':
          'methods:\n  GET /relays/{id}: relays.one\n  DELETE /relays/{id}: relays.one\n',
      },
      [],
      'spec/relays/sdk.yaml:2:3 #/methods/GET ~1relays~1{id}: GET /relays/{id} and DELETE /relays/{id} are both called relays.one; give one of them another name\n',
    ],
    [
      'a list that the document does not have',
      {
        'spec/relays/sdk.yaml': 'pagination:\n  GET /relays/{id}:\n    style: link\n    items: /relays\n',
      },
      [],
      'spec/relays/sdk.yaml:4:5 #/pagination/GET ~1relays~1{id}/items: /relays leads nowhere: the document has no member relays there; correct the JSON pointer, or describe the member\n',
    ],
    [
      'two APIs that claim one package',
      {
        'spec/other/openapi.yaml': FRAGMENT,
        'spec/relays/sdk.yaml': "packages: { types: '@test/other-types' }\n",
      },
      [],
      'spec/relays/sdk.yaml: the package @test/other-types is claimed by other too; give it another name under packages\n',
    ],
    [
      'a file that Specline did not write',
      { [`${TYPES}/src/index.ts`]: 'export {};\n' },
      [],
      `${TYPES}/src/index.ts: Specline would write this file and did not write the one that is there; move it away, or generate into another folder\n`,
    ],
    ['--out without --spec', {}, ['--out', 'sdk'], '--out and --sdk require --spec; add --spec FILE\n'],
    ['--spec without --out', {}, ['--spec', API], '--spec needs a folder for the packages; add --out DIR\n'],
    [
      '--spec and a name',
      {},
      ['relays', '--spec', API, '--out', 'sdk'],
      '--spec cannot be combined with names of APIs (relays); leave them out\n',
    ],
    [
      '--check and --watch',
      {},
      ['--check', '--watch'],
      '--check and --watch cannot be combined; give one of them\n',
    ],
    [
      'an unknown option',
      {},
      ['--chek'],
      "error: unknown option '--chek'\n(Did you mean --check?)\n(run specline --help for usage)\n",
    ],
  ])('%s', async (_, files, args, want) => {
    const root = workspace(files);
    const before = filesIn(root);
    expect(await specline(root, 'generate', ...args)).toEqual({ exit: 2, stdout: '', stderr: want });
    expect(changedFiles(before, filesIn(root))).toEqual([]);
  });

  test('the lines that a refusal prints let the rest through', async () => {
    const root = workspace({ [API]: FRAGMENT.replace('{id}:', '{relay}:') });
    const { stderr } = await specline(root, 'generate');
    const [, lines = ''] = stderr.split('sdk.yaml:\n');
    write(root, { 'spec/relays/sdk.yaml': lines });
    expect(await specline(root, 'generate')).toMatchObject({ exit: 0, stderr: '' });
  });

  test('no workspace', async () => {
    const root = folder({});
    expect(await specline(root, 'generate')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `${root}: this is not a Specline workspace: no folder above has spec/defaults.yaml; change to one, or give --spec FILE and --out DIR\n`,
    });
  });

  test('defaults.yaml is needed whole', async () => {
    const root = workspace({ 'spec/defaults.yaml': DEFAULTS.replace('license: MIT\n', '') });
    expect((await specline(root, 'generate')).stderr).toBe(
      'spec/defaults.yaml:1:1 #: license is missing; add it\n',
    );
  });
});
