import { DEFAULTS, folder, FRAGMENT } from '../workspace.js';
import type { Files } from '../workspace.js';

/** A package of a test's workspace, as its package.json has it; `1.0.0` and for anyone where nothing else is said. */
export interface Member {
  readonly version?: string;
  readonly private?: boolean;
  readonly access?: string;
  readonly publishConfig?: Readonly<Record<string, string>>;
  readonly files?: readonly string[] | undefined;
  readonly exports?: unknown;
  readonly bin?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Of its one module. */
  readonly text?: string;
}

/** The packages of an API beside a runtime, as they are named and tied to one another in any workspace. */
export const MEMBERS = {
  runtime: {},
  'relays-types': {},
  'relays-client': { dependencies: { '@test/relays-types': 'workspace:*', '@test/runtime': 'workspace:^' } },
} satisfies Record<string, Member>;

export function membersFiles(members: Readonly<Record<string, Member>>): Files {
  const files = Object.entries(members).flatMap(([name, { text = '', access = 'public', ...member }]) => [
    [
      `packages/${name}/package.json`,
      JSON.stringify({
        name: `@test/${name}`,
        version: '1.0.0',
        license: 'MIT',
        exports: './index.js',
        files: ['*'],
        publishConfig: { access },
        ...member,
      }),
    ],
    [`packages/${name}/index.js`, `// ${name}\n${text}`],
  ]);
  return Object.fromEntries(files) as Files;
}

/** A workspace with these packages, built and locked. */
export function publishable(members: Readonly<Record<string, Member>> = MEMBERS, files: Files = {}): string {
  return folder({
    'package.json': '{ "name": "root", "private": true, "packageManager": "pnpm@12.21.0" }\n',
    'pnpm-workspace.yaml': 'packages: [packages/*]\npmOnFail: ignore\n',
    'pnpm-lock.yaml': lockfileOf(members),
    'spec/defaults.yaml': DEFAULTS,
    'spec/relays/openapi.yaml': FRAGMENT,
    ...membersFiles(members),
    'packages/relays-types/openapi.json': '{ "openapi": "3.1.0" }\n',
    ...files,
  });
}

/** What pnpm writes for packages that need only each other. */
function lockfileOf(members: Readonly<Record<string, Member>>): string {
  const importers = Object.entries(members).map(([name, { dependencies = {} }]) => {
    const links = Object.entries(dependencies).map(
      ([needed, specifier]) =>
        `      '${needed}':\n        specifier: ${specifier}\n        version: link:../${needed.replace('@test/', '')}\n`,
    );
    return links.length === 0
      ? `  packages/${name}: {}\n`
      : `  packages/${name}:\n    dependencies:\n${links.join('')}`;
  });
  return `lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n${importers.join('\n')}`;
}
