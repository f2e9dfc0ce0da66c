import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack } from './attack.ts';
import { documentOf, shuffled, specline, write } from './faults/specimen.ts';

const DEVICES = [
  'con',
  'PRN',
  'Aux',
  'nul',
  'CONIN$',
  'conout$',
  'com0',
  'COM1',
  'com9',
  'lpt0',
  'LPT5',
  'com¹',
  'lpt³',
];
const IGNORED = ['dist', 'DIST', 'node_modules', '.turbo', '.git', 'CVS'];
const ODD = [
  'con.txt',
  'nul.tar.gz',
  'aux ',
  'prn.',
  'a:b',
  'a<b',
  'a|b',
  'a?b',
  'a*b',
  'a"b',
  'FOO',
  'foo',
  'Foo',
];
const NAMES = [...DEVICES, ...IGNORED, ...ODD];

/** How many names come into one document: more come near the first ones' files. */
const AT_ONCE = 6;

/** Names of devices, and of what git leaves out, wherever a document and its settings give names. */
export const fileNames: Attack = {
  name: 'file-names',
  promise: 'Windows can hold every generated file, and git commits it',
  rounds: { short: 2, full: 150 },
  async run({ rounds, seed, work }) {
    const broken: string[] = [];
    let tried = 0;
    let refused = 0;
    for (let round = 0; round < rounds; round += 1) {
      const names = shuffled(NAMES, seed + round).slice(0, AT_ONCE);
      write(work, {
        'api.json': JSON.stringify(documentNamed(names)),
        'sdk.yaml': JSON.stringify(settingsNamed(names)),
      });
      rmSync(join(work, 'out'), { recursive: true, force: true });
      const given = round % 2 === 0 ? [] : ['--sdk', 'sdk.yaml'];
      const { code, stderr } = await specline(work, [
        'generate',
        '--spec',
        'api.json',
        '--out',
        'out',
        ...given,
      ]);
      tried += names.length;
      if (code === 2 && !stderr.includes('Specline itself failed')) refused += 1;
      else if (code !== 0) broken.push(`${JSON.stringify(names)}: exit ${code}: ${stderr.slice(0, 300)}`);
      else broken.push(...badPaths(join(work, 'out')).map((path) => `${JSON.stringify(names)}: ${path}`));
    }
    for (const name of ['con', 'nul', 'com1', 'lpt9', 'dist']) {
      write(work, { 'spec/defaults.yaml': "npmScope: '@test'\nlicense: MIT\n" });
      const { code, stderr } = await specline(work, ['new', name]);
      tried += 1;
      if (code !== 2) broken.push(`specline new ${name}: exit ${code}: ${stderr.slice(0, 300)}`);
      if (rounds < 10) break;
    }
    return { tried, broken, remark: `${refused} documents refused` };
  },
};

function documentNamed(names: readonly string[]): object {
  const paths = names.flatMap((name) => [
    `/${name}`,
    `/${name}/pets`,
    `/pets/${name}`,
    `/pets/${name}/{id}/toys`,
  ]);
  const schemas = Object.fromEntries(
    names.map((name) => [name.replaceAll(/[^\w.-]/g, '_'), { type: 'object' }]),
  );
  const document = documentOf(paths, schemas) as { info: { title: string }; paths: Record<string, object> };
  document.info.title = names[0] ?? '';
  for (const [path, item] of Object.entries(document.paths))
    if (path.includes('{id}'))
      Object.assign(item, {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      });
  return document;
}

function settingsNamed(names: readonly string[]): object {
  const identifiers = names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
  return {
    validators: true,
    methods: Object.fromEntries(identifiers.map((name) => [`GET /${name}/pets`, `chosen.${name}.toys.all`])),
  };
}

const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)( *\.|$)/i;

function badPaths(folder: string): string[] {
  const seen = new Map<string, string>();
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((found) => {
    const path = found.replaceAll('\\', '/');
    // Beside the packages is only the cache of the command.
    if (!/^(types|client)\//.test(path)) return [];
    const twin = seen.get(path.toLowerCase());
    seen.set(path.toLowerCase(), path);
    const isHeld = path.split('/').every((part) => !DEVICE.test(part) && !/[<>:"|?*]|[. ]$/.test(part));
    const isKept = !/(^|\/)(dist|node_modules|\.turbo|\.git|cvs)\//i.test(path);
    return isHeld && isKept && twin === undefined ? [] : [path];
  });
}
