import type { Model } from '@specline/openapi';
import { Scope } from '../client/names.js';
import { stringLiteral } from '../print/literal.js';
import { notice } from '../print/module.js';
import type { Compile, CompiledChecks } from './compiler.js';
import type { CheckSchema } from './check-schemas.js';
import type { Validated } from './validator-modules.js';

/** What validators share with what uses them. */
export const VALIDATION_ENTRY = '@specline/runtime/validation';

/** What Ajv's code calls of the language. */
const GLOBALS = ['Array', 'Map', 'Math', 'Object', 'RegExp', 'Set', 'isFinite', 'isNaN', 'undefined'];

/** Prints the modules of validators. */
export class ModuleText {
  readonly #model: Model;
  readonly #source: string;
  readonly #checks: ReadonlyMap<string, CheckSchema>;
  /** The module of each check, by its name. */
  readonly #homes: ReadonlyMap<string, string>;
  readonly #compile: Compile;

  constructor(
    model: Model,
    source: string,
    checks: ReadonlyMap<string, CheckSchema>,
    homes: ReadonlyMap<string, string>,
    compile: Compile,
  ) {
    this.#model = model;
    this.#source = source;
    this.#checks = checks;
    this.#homes = homes;
    this.#compile = compile;
  }

  /** The text of a module: what it imports, the validators of its methods, and the checks that stand in it. */
  print(module: string, methods: readonly Validated[]): string {
    const own = [...this.#checks.values()].filter(({ name }) => this.#homes.get(name) === module);
    const compiled = this.#compile(own);
    const called = new Set([...own.flatMap(({ calls }) => [...calls]), ...methods.map(({ check }) => check)]);
    const foreign = [...called].filter((name) => this.#homes.get(name) !== module).toSorted();
    const runtime = [
      ...compiled.imports,
      ...(own.some(isShared) ? ['memoized'] : []),
      ...(methods.length > 0 ? ['standardSchema'] : []),
    ].toSorted();
    const scope = new Scope([
      ...runtime,
      ...called,
      ...own.map(({ name }) => name),
      ...compiled.names,
      ...GLOBALS,
    ]);
    const lines = [
      `// ${notice(this.#source)}`,
      ...(runtime.length === 0 ? [] : [importLine(runtime, VALIDATION_ENTRY)]),
      ...this.#imports(module, foreign),
      '',
      ...own.flatMap((check) => checkLines(check, compiled)),
      ...methods.flatMap((method) => this.#validator(method, scope)),
      ...(own.length === 0 ? [] : ['// Printed by Ajv:', compiled.code]),
    ];
    return `${lines.join('\n')}\n`;
  }

  #imports(module: string, names: readonly string[]): string[] {
    const homeOf = (name: string) => this.#homes.get(name) ?? '';
    return [...new Set(names.map(homeOf))].map((home) =>
      importLine(
        names.filter((name) => homeOf(name) === home),
        relative(module, home),
      ),
    );
  }

  #validator({ operation, check, optional }: Validated, scope: Scope): string[] {
    const { method, module, types } = operation.call;
    const name = scope.take(method);
    const response = `${importType(`${this.#model.surface.packages.types}/${module}`)}.${types.response}`;
    const made = `standardSchema(${check}${optional ? ', true' : ''})`;
    return [
      `/** @type {${importType(VALIDATION_ENTRY)}.StandardSchemaV1<unknown, ${response}>} */`,
      ...(name === method
        ? [`export const ${name} = ${made};`]
        : [`const ${name} = ${made};`, `export { ${name} as ${method} };`]),
      '',
    ];
  }
}

/** A check under its name. Others import those of named schemas, which call each other in circles. */
function checkLines(check: CheckSchema, { functions }: CompiledChecks): string[] {
  const { name } = check;
  const own = functions.get(name) ?? '';
  return isShared(check)
    ? [`/** @type {${importType(VALIDATION_ENTRY)}.Check} */`, `export const ${name} = memoized(${own});`, '']
    : [`const ${name} = ${own};`, ''];
}

/** Whether others call it. */
function isShared({ pointer }: CheckSchema): boolean {
  return pointer !== undefined;
}

function importLine(names: readonly string[], specifier: string): string {
  return `import { ${names.join(', ')} } from ${stringLiteral(specifier)};`;
}

function importType(specifier: string): string {
  return `import(${stringLiteral(specifier)})`;
}

/** How a module names another one. */
function relative(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up === '' ? './' : up}${to}.js`;
}
