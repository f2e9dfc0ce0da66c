import type { Shape } from '@specline/openapi';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { alternativesOf } from '../src/union-branches.js';
import { typeText } from '../src/types/written-types.js';
import { valueTexts } from '../src/types/written-values.js';

/** The checker of a text, and its type `R0`. */
function checked(text: string): { checker: ts.TypeChecker; type: ts.Type } {
  const file = ts.createSourceFile('/old/a.ts', text, ts.ScriptTarget.ES2022, true);
  const program = ts.createProgram(
    ['/old/a.ts'],
    { strict: true, noLib: true, types: [] },
    {
      getSourceFile: (name) => (name === '/old/a.ts' ? file : undefined),
      fileExists: (name) => name === '/old/a.ts',
      readFile: () => undefined,
      getDefaultLibFileName: () => '',
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
    },
  );
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(file);
  const symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === 'R0');
  if (symbol === undefined) throw new Error('there is no R0');
  return { checker, type: checker.getDeclaredTypeOfSymbol(symbol) };
}

/** Throws after so many uses: what grows without a bound would not end. */
function counted<Target extends object>(target: Target, most: number): Target {
  let count = 0;
  return new Proxy(target, {
    get(of, name) {
      count += 1;
      if (count > most) throw new Error(`more than ${most} uses`);
      return Reflect.get(of, name) as unknown;
    },
  });
}

function interfaces(count: number, members: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `export interface R${index} { ${members(index)} }`).join(
    '\n',
  );
}

const all = (count: number, member: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => member(at)).join('; ');

test.each<[given: string, text: string, want: string]>([
  [
    'references to itself that may be null',
    interfaces(1, () => `id: number; ${all(8, (at) => `f${at}: R0 | null`)}`),
    `{ id: 1, ${Array.from({ length: 8 }, (_, at) => `f${at}: null`).join(', ')} }`,
  ],
  [
    'references to one another that may be null',
    interfaces(6, (index) => all(6, (at) => `f${at}: R${(index + at) % 6} | null`)),
    '{ f0: null, f1: null, f2: null, f3: null, f4: null, f5: null }',
  ],
  ['text rather than null', 'export interface R0 { a: string | null }', "{ a: 'text' }"],
])('the smallest value of %s is found in few steps', (_, text, want) => {
  const { checker, type } = checked(text);
  expect(valueTexts(counted(checker, 5000), type, [])).toEqual([want]);
});

test.each([
  [
    'objects that double',
    interfaces(40, (index) => (index === 39 ? 'leaf: 1' : `l: R${index + 1}; r: R${index + 1}`)),
  ],
  ['what holds one another', interfaces(8, (index) => all(8, (at) => `f${at}: R${(index + at) % 8}`))],
])('of %s there is no value of a size that anyone reads', (_, text) => {
  const { checker, type } = checked(text);
  expect(valueTexts(counted(checker, 20_000), type, [])).toEqual([]);
});

test('kinds that hold one another are spelled out as far as there is room', () => {
  const kinds = Array.from({ length: 30 }, (_, at) => `R${at + 1}`);
  const text = `export type R0 = ${kinds.join(' | ')};\n${kinds
    .map((name) => `export interface ${name} { kind: '${name}'; left: R0; right: R0 }`)
    .join('\n')}`;
  const { checker, type } = checked(text);
  const found = typeText(counted(checker, 100_000), type);
  expect(found).toContain("{ kind: 'R30'; left: ");
  expect(found.length).toBeLessThan(200_000);
});

test('a type is spelled out whole where it is small', () => {
  const { checker, type } = checked('export interface R0 { a?: { b: boolean | null }; c: "x" | 1 }');
  expect(typeText(checker, type)).toBe("{ a?: { b: boolean | null } | undefined; c: 'x' | 1 }");
});

test('unions that have one another as members are laid open in few steps', () => {
  const names = Array.from({ length: 14 }, (_, at) => `#/components/schemas/R${at}`);
  const schemas = Object.fromEntries(
    names.map((pointer): [string, Shape] => [
      pointer,
      { pointer, oneOf: names.map((reference, at) => ({ pointer: `${pointer}/oneOf/${at}`, reference })) },
    ]),
  );
  const [pointer = ''] = names;
  expect(alternativesOf([{ pointer, reference: pointer }], counted(schemas, 100_000)).union).toBe('oneOf');
});
