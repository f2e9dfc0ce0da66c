import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Attack } from './attack.ts';
import { evilConfiguration, evilDocument } from './linter/documents.ts';
import type { Targets } from './linter/documents.ts';
import { ended, SPECLINE } from './publish/child.ts';
import { Random } from './random.ts';
import { listen } from './publish/listener.ts';

const CANARY = 'ghp_canary1234567890';

/** Of so many rounds one drives the command; the others call what `npm start` and `npm test` lint by. */
const COMMAND_EVERY = 20;

export const linter: Attack = {
  name: 'linter',
  promise:
    'To lint a document sends no request, runs no code of it, and reads no file outside of its folder.',
  rounds: { short: 60, full: 3000 },
  async run({ rounds, seed, work, say }) {
    process.env['CANARY'] = CANARY;
    const server = await listen((_, response) => response.end(`{ "nosuchkeyword": "${CANARY}" }`));
    const broken: string[] = [];
    let refused = 0;
    try {
      for (let round = 0; round < rounds; round++) {
        const setting = settingOf(new Random(seed * 100_003 + round), work, server.url);
        const output = round % COMMAND_EVERY === 0 ? await updated(setting.root) : await linted(setting.root);
        if (output.startsWith('refused: ')) refused += 1;
        const faults = [
          ...server.heard.splice(0),
          ...(existsSync(setting.marker) ? ['code ran'] : []),
          ...(/nosuchkeyword|canary|outside-text/.test(output) ? [`printed: ${output}`] : []),
          ...(setting.isConfigured && !output.startsWith('refused: ') ? [`not refused: ${output}`] : []),
        ];
        const given = JSON.stringify(setting.files);
        broken.push(...faults.map((fault) => `round ${round} of seed ${seed}: ${fault} (${given})`));
        if ((round + 1) % 500 === 0) say(`${round + 1} rounds`);
      }
    } finally {
      delete process.env['CANARY'];
      await server.close();
    }
    return { tried: rounds, broken, remark: `${refused} refused by name` };
  },
};

interface Setting {
  readonly root: string;
  /** A file that code of the document would write. */
  readonly marker: string;
  readonly files: Readonly<Record<string, string>>;
  /** Whether the document is sound, and its configuration is not. */
  readonly isConfigured: boolean;
}

const SOUND =
  'openapi: 3.1.0\ninfo: { title: Pets, version: "1" }\npaths: { /a: { get: { responses: { "200": { description: a } } } } }\n';

function settingOf(choice: Random, work: string, url: string): Setting {
  const root = mkdtempSync(join(work, 'round-'));
  const marker = join(root, 'marker');
  const outside = join(root, 'outside.json');
  const targets: Targets = { url, outside };
  const isConfigured = choice.next() < 0.4;
  const place = choice.pick(['spec/redocly.yaml', 'spec/pets/redocly.yaml']);
  const files = {
    'spec/redocly.yaml': 'extends: [recommended]\n',
    'spec/pets/openapi.yaml': isConfigured ? SOUND : evilDocument(choice, targets),
    ...(isConfigured ? { [place]: evilConfiguration(choice, targets) } : {}),
  };
  const code = `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '');`;
  const module = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(marker)}, ''); export default {};`;
  const around = {
    'spec/defaults.yaml': "npmScope: '@test'\nlicense: MIT\n",
    'outside.json': '{ "type": "outside-text", "nosuchkeyword": 1, "secret": { "nosuchkeyword": 1 } }\n',
    'spec/evil.mjs': module,
    'spec/pets/evil.mjs': module,
    'spec/evil.cjs': code,
    'spec/pets/evil.cjs': code,
    'spec/plugin.js': code,
    'spec/pets/plugin.cjs': code,
    'spec/other.yaml': 'plugins: [./evil.mjs]\n',
    'spec/pets/other.yaml': 'plugins: [./evil.mjs]\n',
    'redocly.yaml': 'plugins: [./spec/evil.mjs]\n',
    'node_modules/evil-plugin/package.json': '{ "name": "evil-plugin", "main": "index.js" }\n',
    'node_modules/evil-plugin/index.js': code,
  };
  for (const [name, text] of Object.entries({ ...around, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  symlinkSync(outside, join(root, 'spec/pets/link.json'));
  symlinkSync(root, join(root, 'spec/pets/folder-link'));
  return { root, marker, files, isConfigured };
}

/** What `specline update` printed. */
async function updated(root: string): Promise<string> {
  const { code, output } = await ended([...SPECLINE, 'update', 'pets'], { cwd: root, env: process.env });
  return code === 2 ? `refused: ${output}` : `exit ${code}: ${output}`;
}

/** What the chores print of a document. */
async function linted(root: string): Promise<string> {
  const { lintSpec } = await import('@specline/cli');
  try {
    return JSON.stringify(await lintSpec(join(root, 'spec/pets/openapi.yaml'), root));
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}
