/** Where a consumer's packages come from. */
export interface Sources {
  /** The registry of the rehearsal, which has the packages of `scopes`. */
  readonly url: string;
  readonly token: string;
  readonly scopes: readonly string[];
  /** The registry that the machine is set up with, which has all others. */
  readonly others: string;
}

/** A package manager that consumers use. */
export interface Manager {
  readonly name: string;
  /** The package that npx fetches it from, where it is not at hand. */
  readonly from?: string;
  readonly install: readonly string[];
  /** The file that tells it of the registries. */
  readonly configuration: (sources: Sources) => { readonly path: string; readonly text: string };
}

/** What is rehearsed with. pnpm is the one that the chores have put on PATH. */
export const managers: readonly Manager[] = [
  { name: 'npm', install: ['npm', 'install', '--no-audit', '--no-fund'], configuration: npmrc },
  { name: 'pnpm', install: ['pnpm', 'install', '--no-frozen-lockfile'], configuration: npmrc },
  { name: 'yarn', from: '@yarnpkg/cli-dist@4.18.1', install: ['yarn', 'install'], configuration: yarnrc },
  { name: 'bun', from: 'bun@1.4.5', install: ['bun', 'install'], configuration: npmrc },
];

/** The command line that installs with it. */
export function installation({ from, install }: Manager): readonly string[] {
  return from === undefined ? install : ['npx', '--yes', `--package=${from}`, '--', ...install];
}

/** The configuration that npm, pnpm and bun read. */
export function npmrc({ url, token, scopes, others }: Sources): { path: string; text: string } {
  const lines = [
    `registry=${others}`,
    ...scopes.map((scope) => `${scope}:registry=${url}`),
    `${url.slice(url.indexOf('//'))}:_authToken=${token}`,
  ];
  return { path: '.npmrc', text: `${lines.join('\n')}\n` };
}

function yarnrc({ url, token, scopes, others }: Sources): { path: string; text: string } {
  const registry = { npmRegistryServer: url, npmAuthToken: token };
  const configuration = {
    nodeLinker: 'node-modules',
    npmRegistryServer: others,
    npmScopes: Object.fromEntries(scopes.map((scope) => [scope.slice(1), registry])),
    // What was published a moment ago is what is to be installed.
    npmMinimalAgeGate: 0,
    unsafeHttpWhitelist: ['127.0.0.1'],
    enableImmutableInstalls: false,
    enableTelemetry: false,
  };
  return { path: '.yarnrc.yml', text: `${JSON.stringify(configuration, null, 2)}\n` };
}
