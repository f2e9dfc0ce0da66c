import { mkdirSync, mkdtempSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { delimiter, join } from 'node:path';
import type { Attack } from './attack.ts';
import { ended, SPECLINE } from './publish/child.ts';
import { Random } from './random.ts';
import { listen } from './publish/listener.ts';
import type { Listener } from './publish/listener.ts';
import { plants } from './publish/plants.ts';
import type { Folders, Plant } from './publish/plants.ts';
import { packedWorkspace } from './publish/shelf.ts';

const TOKEN = 'npm_CANARY1234567890canaryCANARY';

export const token: Attack = {
  name: 'token',
  promise: 'The publish token goes to the registry that the environment names, and nowhere else.',
  rounds: { short: 4, full: 300 },
  async run({ rounds, seed, work, say }) {
    const shelf = await packedWorkspace(join(work, 'workspace'));
    const broken: string[] = [];
    const counts: Record<string, number> = {};
    for (let round = 0; round < rounds; round++) {
      const choice = new Random(seed * 100_003 + round);
      const kind = KINDS[round % KINDS.length] ?? plain;
      const folders = foldersOf(mkdtempSync(join(work, 'round-')), shelf);
      const faults = await kind(choice, folders);
      counts[kind.name] = (counts[kind.name] ?? 0) + 1;
      broken.push(...faults.map((fault) => `round ${round} of seed ${seed}, ${kind.name}: ${fault}`));
      if ((round + 1) % 50 === 0) say(`${round + 1} rounds`);
    }
    const remark = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
    return { tried: rounds, broken, remark: remark.join(', ') };
  },
};

function foldersOf(parent: string, { workspace, packed }: Pick<Folders, 'workspace' | 'packed'>): Folders {
  const [home, temporary, bin] = ['home', 'tmp', 'bin'].map((name) => join(parent, name));
  for (const folder of [home, temporary, bin]) mkdirSync(folder ?? '');
  return { parent, workspace, packed, home: home ?? '', temporary: temporary ?? '', bin: bin ?? '' };
}

/** What is wrong with a round; nothing where the promise held. */
type Kind = (choice: Random, folders: Folders) => Promise<string[]>;

/** The registry takes the package, whatever is planted. */
async function plain(choice: Random, folders: Folders): Promise<string[]> {
  return withServers(accepting, async (honest, evil) => {
    const chosen = choice.some(plants);
    const { code, output } = await publish(folders, evil.url, chosen, { SPECLINE_REGISTRY: honest.url });
    const names = chosen.map(({ name }) => name).join(', ');
    return [
      ...(code === 0 ? [] : [`exit ${code} with ${names}: ${output}`]),
      ...(honest.heard.includes(`PUT /@test%2fpets Bearer ${TOKEN}`) ? [] : [`no upload with ${names}`]),
      ...(evil.heard.length === 0 ? [] : [`${names}: ${evil.heard[0]}`]),
    ];
  });
}

/** The registry sends whoever asks elsewhere. */
async function redirected(choice: Random, folders: Folders): Promise<string[]> {
  const status = choice.pick([301, 302, 303, 307, 308]);
  const methods = choice.pick([['PUT'], ['GET'], ['GET', 'PUT']]);
  const form = choice.pick(['', 'a/b', '//x', '?a=1']);
  let target = '';
  const redirect = (request: IncomingMessage, response: ServerResponse) => {
    if (!methods.includes(request.method ?? '')) accepting(request, response);
    else response.writeHead(status, { location: target + form }).end();
  };
  return withServers(redirect, async (honest, evil) => {
    target = evil.url;
    const { output } = await publish(folders, evil.url, [], { SPECLINE_REGISTRY: honest.url });
    const leaks = [...evil.heard, output].filter((line) => line.includes(TOKEN));
    const uploads = evil.heard.filter((line) => line.startsWith('PUT'));
    return [...leaks, ...uploads].map((line) => `${methods.join()} ${status} to ${form}: ${line}`);
  });
}

/** `public` means one host over https:, seen by a proxy that lets nobody through. */
async function standard(choice: Random, folders: Folders): Promise<string[]> {
  const proxy = await listen((_, response) => response.writeHead(403).end());
  try {
    return await withServers(accepting, async (_, evil) => {
      const env = { SPECLINE_REGISTRY: 'public', HTTPS_PROXY: proxy.url, NODE_USE_ENV_PROXY: '1' };
      const chosen = choice.some(plants);
      const { code } = await publish(folders, evil.url, chosen, env);
      const asked = new Set(proxy.heard);
      const names = chosen.map(({ name }) => name).join(', ');
      return [
        ...(code === 2 ? [] : [`exit ${code}`]),
        ...(asked.size === 1 && /^CONNECT \S+:443 -$/.test([...asked][0] ?? '')
          ? []
          : [`${names}: asked ${[...asked].join()}`]),
        ...evil.heard.map((line) => `${names}: ${line}`),
      ];
    });
  } finally {
    await proxy.close();
  }
}

/** URLs that no token may be sent to. */
async function refused(choice: Random, folders: Folders): Promise<string[]> {
  return withServers(accepting, async (honest, evil) => {
    const port = new URL(evil.url).port;
    const named = choice.pick([
      `http://0.0.0.0:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `HTTP://LOCALHOST.localdomain:${port}/`,
      `http://localhost.:${port}/`,
      `http://127.0.0.1.nip.test:${port}/`,
      `http://user:${TOKEN}@127.0.0.1:${port}/`,
      `http://127.0.0.1:${port}/?token=${TOKEN}`,
      `http://127.0.0.1:${port}/#${TOKEN}`,
      `ftp://127.0.0.1:${port}/`,
      `//127.0.0.1:${port}/`,
      `PUBLIC`,
      ` `,
    ]);
    const { code, output } = await publish(folders, evil.url, choice.some(plants), {
      SPECLINE_REGISTRY: named,
    });
    return [
      ...(code === 2 && output.startsWith('SPECLINE_REGISTRY: ')
        ? []
        : [`${named}: exit ${code}: ${output}`]),
      ...(output.includes(TOKEN) ? [`${named} is printed`] : []),
      ...[...evil.heard, ...honest.heard].map((line) => `${named}: ${line}`),
    ];
  });
}

const KINDS: readonly Kind[] = [plain, redirected, standard, refused];

function accepting({ method }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(method === 'PUT' ? 201 : 404, { 'content-type': 'application/json' }).end('{}');
}

async function withServers(
  answer: Parameters<typeof listen>[0],
  attempt: (honest: Listener, evil: Listener) => Promise<string[]>,
): Promise<string[]> {
  const [honest, evil] = [await listen(answer), await listen(accepting)];
  try {
    return await attempt(honest, evil);
  } finally {
    await Promise.all([honest.close(), evil.close()]);
  }
}

function publish(
  folders: Folders,
  evil: string,
  chosen: readonly Plant[],
  env: NodeJS.ProcessEnv,
): ReturnType<typeof ended> {
  const { home, temporary, bin, workspace, packed } = folders;
  const planted = chosen.map((plant) => plant.plant(folders, evil) ?? {});
  return ended([...SPECLINE, 'publish', '--from', packed], {
    cwd: workspace,
    env: Object.assign(
      {
        PATH: [bin, process.env['PATH']].join(delimiter),
        HOME: home,
        TMPDIR: temporary,
        SPECLINE_TOKEN: TOKEN,
      },
      ...planted,
      env,
    ),
  });
}
