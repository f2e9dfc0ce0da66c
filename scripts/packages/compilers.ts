import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '@scripts/kit/workspace.ts';

/** A compiler that published types have to pass, and the script that starts it. */
export interface Compiler {
  readonly name: string;
  readonly tsc: string;
}

/** The workspace's own TypeScript, and the last one with a compiler API, which `generator` depends on. */
export const compilers: readonly Compiler[] = ['package.json', 'packages/generator/package.json'].map(
  (dependent) => {
    const manifest = createRequire(join(root, dependent)).resolve('typescript/package.json');
    const { version }: { version: string } = createRequire(manifest)(manifest);
    return { name: `TypeScript ${version}`, tsc: join(dirname(manifest), 'bin/tsc') };
  },
);
