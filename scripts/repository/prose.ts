import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a person reads. program.ts has the help texts; editors show the schemas. */
const FILES = [
  '*.md',
  '{.github,docs}/**/*.md',
  'packages/*/{README.md,docs/*.md}',
  'packages/cli/src/program.ts',
  'packages/openapi/schema/*.json',
];

/** Phrases that hide who does what, each with what to write instead. */
const BANNED: readonly (readonly [phrase: RegExp, remedy: string])[] = [
  [/who asks|whoever|nobody's/, 'name who it is, or write "you"'],
  [/what there is|that there is/, 'name it: existing, installed, current'],
  [/(?:is|are) told/, 'write who reports what'],
  [/as it comes|of its own/, 'write what happens, or "separate"'],
  [/own(?:s|ed)? up to/, 'write "accept" or "list in accepted.yaml"'],
  [/(?:held|holds?|holding) (?:\w+ )?against/, 'write "check against" or "validate"'],
  [/(?:stands?|standing) in/, 'write "is in" or "replaces"'],
];

/** Returns each banned phrase of a text, as `file:line: "phrase"; remedy`. */
export function bannedPhrases(file: string, text: string): string[] {
  return BANNED.flatMap(([phrase, remedy]) => {
    const anywhere = new RegExp(`\\b(?:${phrase.source.replaceAll(' ', '\\s+')})\\b`, 'gi');
    return [...text.matchAll(anywhere)].map(({ 0: found, index }) => {
      const line = text.slice(0, index).split('\n').length;
      return `${file}:${line}: "${found.replaceAll(/\s+/g, ' ')}"; ${remedy}`;
    });
  });
}

/** Returns the banned phrases of all prose below a folder. */
export function proseProblems(root: string): string[] {
  const files = globSync(FILES, { cwd: root }).toSorted();
  return files.flatMap((file) => bannedPhrases(file, readFileSync(join(root, file), 'utf8')));
}
