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
}

/**
 * What is rehearsed with. pnpm is the one that the chores have put on PATH; it would hold back what was published today
 * where an older version fits.
 */
export const managers: readonly Manager[] = [
  { name: 'npm', install: ['npm', 'install', '--no-audit', '--no-fund'] },
  { name: 'pnpm', install: ['pnpm', 'install', '--config.minimum-release-age=0'] },
  { name: 'yarn', from: 'yarn@1.22.22', install: ['yarn', 'install', '--non-interactive', '--no-lockfile'] },
  { name: 'bun', from: 'bun@1.4.5', install: ['bun', 'install'] },
];

/** The command line that installs with it. */
export function installation({ from, install }: Manager): readonly string[] {
  return from === undefined ? install : ['npx', '--yes', `--package=${from}`, '--', ...install];
}

/** The `.npmrc` of a project, which all of them read. */
export function npmrc({ url, token, scopes, others }: Sources): string {
  const lines = [
    `registry=${others}`,
    ...scopes.map((scope) => `${scope}:registry=${url}`),
    `${url.slice(url.indexOf('//'))}:_authToken=${token}`,
  ];
  return `${lines.join('\n')}\n`;
}
