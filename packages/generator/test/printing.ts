import { format } from 'prettier';
import type { GeneratedPackage } from '../src/index.js';

/** The workspace's own options. */
const OPTIONS = { singleQuote: true, printWidth: 110 };

/** What prettier makes of a file. */
export function formatted(path: string, contents: string): Promise<string> {
  return format(contents, { ...OPTIONS, filepath: path });
}

/** All files of packages, by their path from the folder that holds the packages. */
export function filesOf(packages: readonly GeneratedPackage[]): Map<string, string> {
  return new Map(
    packages.flatMap(({ directory, files }) =>
      files.map(({ path, contents }): [string, string] => [`${directory}/${path}`, contents]),
    ),
  );
}
