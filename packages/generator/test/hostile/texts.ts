/** Texts that mean something to a compiler, a tool, a terminal, a file system or JavaScript's objects. */
export const NASTY: readonly string[] = [
  '*/ alert(1); /*',
  "'; process.exit(1); '",
  '`${process.exit(1)}`',
  '"; } export const x = 1; {',
  'globalThis.SPECLINE_CANARY = 1',
  "'; globalThis.SPECLINE_CANARY = 1; '",
  '"; globalThis.SPECLINE_CANARY = 1; "',
  '"]; globalThis.SPECLINE_CANARY = 1; ["',
  '\\"; globalThis.SPECLINE_CANARY = 1; //',
  '*/ globalThis.SPECLINE_CANARY = 1; /*',
  '\nglobalThis.SPECLINE_CANARY = 1;\n',
  '${(globalThis.SPECLINE_CANARY = 1)}',
  '#/never } } } }\nglobalThis.SPECLINE_CANARY = 1;\ntype Rest = { a: { b: { c: { d: never',
  '\\',
  "\\'",
  '\n// @ts-ignore\n',
  '@ts-expect-error',
  '// @ts-nocheck',
  '@internal',
  'said @internal',
  '\u00A0@internal',
  '\u3000@deprecated',
  '@jsx evil',
  '@jsxImportSource evil',
  '/// <reference path="/etc/passwd" />',
  '/// <reference types="node" />',
  '//// <reference lib="evil" />',
  '//# sourceMappingURL=http://evil',
  '#region\n//#endregion',
  'eslint-disable oxlint-disable prettier-ignore',
  '// prettier-ignore',
  '\u2028alert(1)\u2029',
  '\r\nalert(1)',
  '\u202E\u2066evil\u2069\u200F\u061C',
  '\u0000\u0007\u001b[31m',
  '\u009b31m\u0085',
  '\uD800',
  'x\uDFFF',
  '</script><!--',
  '--> <b>',
  '--->',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'then',
  'default',
  'class',
  'import',
  'arguments',
  'timeout',
  'baseURL',
  'Infinity',
  'NaN',
  'Record',
  'Pick',
  'Body',
  'Operation1',
  'APIError',
  'components',
  'index',
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  '007',
  'a]b[c',
  'a/b',
  '../../../etc/passwd',
  'C:\\con',
  'a~1b~0c%2F',
  '50%',
  '{@link evil}',
  '{',
  '@deprecated',
  'see @deprecated',
  '- @deprecated',
  '\t@deprecated',
  '`\n@deprecated `',
  '@param {string} x\n@returns nothing',
  '```',
  '\n```\n# heading\n[link](javascript:alert(1))',
  '~~~',
  '#!/bin/sh',
  'import("evil")',
  'IİıiI',
  'ßﬁǆ',
  'e\u0301é',
  '中文',
  'ﷺ'.repeat(20),
  '👩‍👩‍👧‍👦',
  '𝒜𝟘',
  'x'.repeat(3000),
];

/** Numbers from 0 up to 1, always the same ones for a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the nasty texts, several of them in one, or letters from anywhere. */
export function nastyText(random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const one = () => NASTY[below(NASTY.length)] ?? '';
  const kind = below(10);
  if (kind < 6) return one();
  if (kind < 8) return one() + one();
  const letter = () => String.fromCharCode(below(2) === 0 ? below(0x80) : below(0x1_0000));
  return Array.from({ length: 1 + below(12) }, letter).join('');
}
