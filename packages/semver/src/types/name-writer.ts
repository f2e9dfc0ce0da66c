import ts from 'typescript';
import { moduleOfType } from './declarations.js';
import type { Declarations, PublishedNames, PublishedVersion } from './declarations.js';
import type { ExportedTypes } from './exported-types.js';
import { keyText, program, stringText } from './source-text.js';
import { typeText } from './written-types.js';

/** Writes programs that name what the packages of one version export. */
export class NameWriter {
  readonly #names: PublishedNames;
  readonly #declarations: Declarations;
  readonly #exported: ExportedTypes;
  readonly #checker: ts.TypeChecker;

  constructor({ names, declarations }: PublishedVersion, exported: ExportedTypes, checker: ts.TypeChecker) {
    this.#names = names;
    this.#declarations = declarations;
    this.#exported = exported;
    this.#checker = checker;
  }

  /** Programs that name an exported type. */
  imports(names: readonly string[]): string[] {
    const from = stringText(this.#names.surface.packages.types);
    return names.map((name) =>
      program(`import type { ${name} } from ${from};\n`, [`export type Known = ${name};`]),
    );
  }

  /** Programs that name an operation as `./openapi` does. */
  operationIds(id: string): string[] {
    const from = stringText(`${this.#names.surface.packages.types}/openapi`);
    const head = `import type { operations } from ${from};\n`;
    const type = `operations[${stringText(id)}]`;
    // Where no operation has an id any more, each is `never`, which has no members.
    const read = [`declare const operation: ${type};`, 'export const responses = operation.responses;'];
    return [program(head, [`export type Operation = ${type};`]), program(head, read)];
  }

  /** A program that imports a type or a value from a module by its path: `client/core`. */
  exported(name: string, path: string): string[] {
    const { packages } = this.#names.surface;
    const from = path
      .replace(/^(types|client)/, (part) => packages[part as 'types' | 'client'])
      .replace(/\/index$/, '');
    return [`export type { ${name} } from ${stringText(from)};\n`];
  }

  /** A program that imports some type, where there is any. */
  anyType(): string[] {
    const [name] = this.#exported.exportsOf('types/index.ts').keys();
    return name === undefined ? [] : this.imports([name]);
  }

  /** Programs that give all that an exported type took, and read all that it had. */
  uses(name: string): string[] {
    const module = moduleOfType(this.#declarations, name);
    const type = module === undefined ? undefined : this.#exported.typeOf(name, module);
    if (module === undefined || type === undefined) return [];
    const from = `${this.#names.surface.packages.types}/${module.slice('types/'.length, -'.ts'.length)}`;
    const head = `import type { ${name} } from ${stringText(from)};\n`;
    const text = typeText(this.#checker, type);
    const declared = `declare const value: ${name};`;
    const members = this.#checker.getPropertiesOfType(this.#checker.getNonNullableType(type));
    const places = members.map((member) => `[${stringText(member.name)}]`);
    return [
      program(head, [`declare const value: ${text};`, `export const given: ${name} = value;`]),
      program(head, [declared, `export const read: ${text} = value;`]),
      ...places.map((place) => program(head, [declared, `export const read = value!${place};`])),
    ];
  }

  /** Programs that make the client: as the default class, by its name, and with each option. */
  clients(): Readonly<Record<'default' | 'named', string>> & { readonly options: readonly string[] } {
    const { client } = this.#names.surface;
    const [, named = client] = /\bexport class (\S+) /.exec(this.#exported.textOf('client/index.ts')) ?? [];
    const from = stringText(this.#names.surface.packages.client);
    const made = (options: string) => [`export const client = new ${named}(${options});`];
    const required = this.#exported.needsOptions() ? `baseURL: 'https://example.com'` : '';
    const given = required === '' ? '' : `{ ${required} }`;
    return {
      default: program(`import ${named} from ${from};`, made(given)),
      named: program(`import { ${named} } from ${from};`, made(given)),
      options: this.#names.surface.auth.map(({ option }) => {
        const members = [...(required === '' ? [] : [required]), `${keyText(option)}: null`];
        return program(`import ${named} from ${from};`, made(`{ ${members.join(', ')} }`));
      }),
    };
  }
}
