import { join } from 'node:path';
import { root } from '@scripts/kit/workspace.ts';
import { scriptOf } from './installation.ts';

/** What is to be generated, and where to. All paths are absolute. */
export interface Task {
  readonly installation: string;
  readonly document: string;
  /** A folder of the generator's own. */
  readonly out: string;
  /** Where the text of `config` stands. */
  readonly config: string;
}

export interface Generator {
  readonly name: string;
  /** What Node runs: a script and its arguments. */
  readonly command: (task: Task) => readonly string[];
  /** An ES module, for the generators that take what they need from no argument. */
  readonly config?: (task: Task) => string;
}

/** The generator that the others are held against: types alone, no client. */
export const reference = 'openapi-typescript';

/** Ours. */
export const own = 'specline';

/** Everyone as their documentation starts them, with a fetch client, and without formatting or other extras. */
export const generators: readonly Generator[] = [
  {
    name: reference,
    command: ({ installation, document, out }) => [
      scriptOf(installation, 'openapi-typescript'),
      document,
      '--output',
      join(out, 'openapi.d.ts'),
    ],
  },
  {
    name: 'hey-api',
    command: ({ installation, document, out }) => [
      scriptOf(installation, 'hey-api'),
      '--input',
      document,
      '--output',
      out,
    ],
  },
  {
    name: 'orval',
    command: ({ installation, config }) => [scriptOf(installation, 'orval'), '--config', config],
    config: ({ document, out }) => {
      const target = join(out, 'client.ts');
      const output = { target, client: 'fetch', baseUrl: { getBaseUrlFromSpecification: true } };
      return `export default ${JSON.stringify({ api: { input: document, output } })};\n`;
    },
  },
  {
    name: 'kubb',
    command: ({ installation, config }) => [scriptOf(installation, 'kubb'), 'generate', '--config', config],
    config: kubbConfig,
  },
  {
    name: own,
    command: ({ document, out }) => [
      join(root, 'packages/cli/bin/specline.js'),
      'generate',
      '--spec',
      document,
      '--out',
      out,
    ],
  },
];

function kubbConfig({ document, out }: Task): string {
  const input = { path: document };
  const output = { path: out, clean: true, format: false, lint: false };
  return `import { defineConfig } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';

export default defineConfig({
  input: ${JSON.stringify(input)},
  output: ${JSON.stringify(output)},
  plugins: [pluginOas({ generators: [] }), pluginTs(), pluginClient({ client: 'fetch' })],
});
`;
}
