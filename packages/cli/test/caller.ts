import type { ReleasedCall, ReleasedNames } from '@specline/openapi';
import type { Files } from './workspace.js';

/**
 * A program that uses everything that was released of an API, and compiles only while all of it is in its place: names
 * of types, methods with their arguments and results, modules with their classes, options. `modules` are the sources of
 * the released client. It has the packages of then as `@before/<api>-…`, and those of now as `@after/<api>-…`.
 */
export function caller(api: string, released: ReleasedNames, modules: Files): string {
  const { operations, schemas, inputs } = released;
  const names = [...Object.values(schemas), ...Object.values(inputs)];
  const calls = Object.values(operations);
  const prefixes = calls.map(({ types }) => types);
  const statements = [
    ...names.flatMap(sameType),
    ...prefixes.flatMap((prefix) => sameType(`${prefix}Response`)),
    ...prefixes.flatMap((prefix) => takenType(`${prefix}Params`)),
    ...prefixes.map((prefix) => still(`Before.${prefix}Bodies`, `After.${prefix}Bodies`)),
    ...calls.flatMap(sameCall),
    still('keyof After.ClientOptions', 'keyof Before.ClientOptions'),
  ];
  return [
    `import type * as Before from '@before/${api}-client';`,
    `import type * as After from '@after/${api}-client';`,
    ...Object.entries(modules).flatMap(([path, text]) => classImports(api, path, text)),
    'declare function given<Value>(): Value;',
    ...statements,
    '',
  ].join('\n');
}

let count = 0;

/** A value of one type stands for one of the other. */
function still(wanted: string, found: string): string {
  count += 1;
  return `export const value${count}: ${wanted} = given<${found}>();`;
}

function sameType(name: string): string[] {
  return [still(`After.${name}`, `Before.${name}`), still(`Before.${name}`, `After.${name}`)];
}

/** What a type takes may be optional as a whole, so that only its keys tell whether one is gone. */
function takenType(name: string): string[] {
  const keys = `Exclude<string extends keyof Before.${name} ? never : keyof Before.${name}, number>`;
  return [still(`After.${name}`, `Before.${name}`), still(`keyof After.${name}`, keys)];
}

function sameCall({ call }: ReleasedCall): string[] {
  const [before, after] = ['Before', 'After'].map((version) =>
    call.split('.').reduce((type, name) => `${type}['${name}']`, `InstanceType<typeof ${version}.default>`),
  );
  return [
    still(`Parameters<${after}>`, `Parameters<${before}>`),
    still(`Awaited<ReturnType<${before}>>`, `Awaited<ReturnType<${after}>>`),
  ];
}

function classImports(api: string, path: string, text: string): string[] {
  const [, name] = /^export class (\S+) extends APIResource/m.exec(text) ?? [];
  const module = path.replace(/\.ts$/, '');
  return name === undefined
    ? []
    : [
        `export type { ${name} as Class_${module.replaceAll(/\W/g, '_')} } from '@after/${api}-client/${module}';`,
      ];
}
