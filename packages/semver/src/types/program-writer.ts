import type { ReleasedCall, Wire } from '@specline/openapi';
import ts from 'typescript';
import type { PublishedNames, PublishedVersion } from './declarations.js';
import type { ExportedTypes, MethodTypes } from './exported-types.js';
import { NameWriter } from './name-writer.js';
import { keyText, program, stringText } from './source-text.js';
import { constituents, isNothing } from './type-comparison.js';
import type { Step } from './type-comparison.js';
import { typeText } from './written-types.js';
import { valueTexts } from './written-values.js';

/** Clients with more operations than this are not loaded whole: a resource is imported alone, as their callers should. */
export const MANY_OPERATIONS = 100;

/** Something of a response that a program reads. */
export interface Reading {
  readonly steps: readonly Step[];
  /** Its type, where that is what matters; otherwise that it is there. */
  readonly type?: ts.Type;
  /** The type that it had. */
  readonly was?: ts.Type;
}

/** Writes programs for the packages of one version, as its callers would. */
export class ProgramWriter {
  readonly names: PublishedNames;
  /** Programs that only name things. */
  readonly naming: NameWriter;
  readonly #wire: Wire;
  readonly #exported: ExportedTypes;
  readonly #checker: ts.TypeChecker;

  constructor(version: PublishedVersion, exported: ExportedTypes, checker: ts.TypeChecker) {
    const { names, wire } = version;
    this.names = names;
    this.naming = new NameWriter(version, exported, checker);
    this.#wire = wire;
    this.#exported = exported;
    this.#checker = checker;
  }

  /** How an operation is called; the names of its path parameters may be those of another version. */
  callOf(operation: string): ReleasedCall | undefined {
    return this.names.operations[this.#keyOf(operation)];
  }

  #keyOf(operation: string): string {
    if (Object.hasOwn(this.names.operations, operation)) return operation;
    const shape = (key: string) => key.replaceAll(/\{[^{}]*\}/g, '{}');
    return Object.keys(this.names.operations).find((key) => shape(key) === shape(operation)) ?? operation;
  }

  operationIdOf(operation: string): string | undefined {
    return this.#wire.operations.find(({ key }) => key === this.#keyOf(operation))?.operationId;
  }

  methodOf(operation: string): MethodTypes | undefined {
    return this.#exported.methodOf(this.#keyOf(operation));
  }

  /** Programs that make a call; with `steps`, one for each value of what is sent there. */
  calls(operation: string, steps: readonly Step[] = []): string[] {
    return this.#callTexts(operation, steps).map((call) =>
      program(this.#head(operation), [`await ${call};`]),
    );
  }

  /** A program that makes a call with a key for it. */
  keyed(operation: string): string[] {
    const method = this.methodOf(operation);
    if (method === undefined) return [];
    const params = valueTexts(this.#checker, method.params, []).slice(0, 1);
    const args = [...this.#positionalText(method), ...params, "{ idempotencyKey: 'key' }"];
    return [program(this.#head(operation), [`await ${this.#invoked(operation, args)};`])];
  }

  /** Programs that give the argument before `params`, one for each of its values. */
  positionals(operation: string): string[] {
    const method = this.methodOf(operation);
    if (method?.positional === undefined) return [];
    const params = this.#paramsText(method, []);
    return valueTexts(this.#checker, method.positional, []).map((value) =>
      program(this.#head(operation), [`await ${this.#invoked(operation, [value, ...params])};`]),
    );
  }

  /** Programs that assign to the type of `params`: a literal for each value at `steps`, then all that it took. */
  arguments(operation: string, steps: readonly Step[]): string[] {
    const [call, method] = [this.callOf(operation), this.methodOf(operation)];
    if (call === undefined || method === undefined) return [];
    const name = `${call.types}Params`;
    const values = valueTexts(this.#checker, method.params, steps);
    const literals = values.map((value) => `const params: ${name} = ${value};`);
    const typed = `declare const given: ${typeText(this.#checker, method.params)};\nconst params: ${name} = given;`;
    return [...literals, typed].map((line) => program(this.#typeImport(call, name), [line]));
  }

  /** Programs that read what a call resolves to: of the call itself, then of its type. */
  readings(operation: string, reading: Reading): string[] {
    const [call, method] = [this.callOf(operation), this.methodOf(operation)];
    if (call === undefined || method === undefined) return [];
    const name = `${call.types}Response`;
    const calls = this.#callTexts(operation, []).map((text) =>
      program(this.#head(operation), [
        `const response = await ${text};`,
        this.#read('response', method.response, reading),
      ]),
    );
    return [
      ...calls,
      ...this.#typeReadings(this.#typeImport(call, name), 'response', name, method.response, reading),
    ];
  }

  /** Programs that read an item of a list in pages; or loop over it. */
  loops(operation: string, reading?: Reading): string[] {
    const item = this.methodOf(operation)?.item;
    if (item === undefined) return [];
    const inside = reading === undefined ? 'void item;' : this.#read('item', item, reading);
    return this.#callTexts(operation, []).map((text) =>
      program(this.#head(operation), [`for await (const item of ${text}) {`, `  ${inside}`, '}']),
    );
  }

  /** Programs that read the body of a documented status. */
  statuses(operation: string, status: string, reading?: Reading): string[] {
    const [call, method] = [this.callOf(operation), this.methodOf(operation)];
    const symbol = method && this.#checker.getPropertyOfType(method.bodies, status);
    if (call === undefined || symbol === undefined) return [];
    const key = /^\d+$/.test(status) ? status : stringText(status);
    const [head, type] = [this.#typeImport(call, `${call.types}Bodies`), `${call.types}Bodies[${key}]`];
    if (reading === undefined) return [program(head, [`export type Body = ${type};`])];
    return this.#typeReadings(head, 'body', type, this.#checker.getTypeOfSymbol(symbol), reading);
  }

  /** The members of what a call resolves to; of no object, all of it. */
  membersOf(operation: string): Reading[] {
    const response = this.methodOf(operation)?.response;
    if (response === undefined) return [];
    const members = this.#checker.getPropertiesOfType(this.#checker.getNonNullableType(response));
    const readings = members.map(({ name }): Reading => ({ steps: [{ kind: 'member', name }] }));
    return [...readings, { steps: [], type: response }];
  }

  /** Programs that import the class of a resource alone, and make a call with it. */
  resources(operation: string): string[] {
    const [call, method] = [this.callOf(operation), this.methodOf(operation)];
    if (call === undefined || method === undefined) return [];
    const name = call.call.slice(call.call.lastIndexOf('.') + 1);
    return this.#argumentTexts(method, []).map((args) =>
      program(this.#resourceHead(call), [`await resource.${name}(${args});`]),
    );
  }

  #typeReadings(head: string, name: string, text: string, type: ts.Type, reading: Reading): string[] {
    const declared = `declare const ${name}: ${text};`;
    const whole = `export const whole: ${typeText(this.#checker, type)} = ${name};`;
    return [
      program(head, [declared, this.#read(name, type, reading)]),
      ...this.#narrowed(name, type, reading).map((lines) => program(head, [declared, ...lines])),
      program(head, [declared, whole]),
    ];
  }

  /** Of a union, only some members have what is read. */
  #narrowed(from: string, type: ts.Type, { steps, was }: Reading): string[][] {
    const last = steps.at(-1);
    if (last?.kind !== 'member' || was === undefined) return [];
    const owner = this.#expression(from, type, steps.slice(0, -1));
    return [
      [
        `const owner = ${owner};`,
        `if (typeof owner === 'object' && owner !== null && ${stringText(last.name)} in owner) {`,
        `  const value: ${typeText(this.#checker, was)} = owner${stepText(last)};`,
        '}',
      ],
    ];
  }

  #read(from: string, type: ts.Type, { steps, type: wanted }: Reading): string {
    const last = steps.at(-1);
    const name = last?.kind === 'member' && /^[a-z]\w*$/i.test(last.name) ? `${last.name}Read` : 'value';
    const annotation = wanted === undefined ? '' : `: ${typeText(this.#checker, wanted)}`;
    return `const ${name}${annotation} = ${this.#expression(from, type, steps)};`;
  }

  /** `response.owner!.tags[0]`. */
  #expression(from: string, type: ts.Type, steps: readonly Step[]): string {
    let [text, at]: [string, ts.Type | undefined] = [from, type];
    for (const step of steps) {
      const isOptional = at !== undefined && constituents(at).some(isNothing);
      text += `${isOptional ? '!' : ''}${stepText(step)}`;
      at = at && this.#inside(this.#checker.getNonNullableType(at), step);
    }
    return text;
  }

  #inside(type: ts.Type, step: Step): ts.Type | undefined {
    switch (step.kind) {
      case 'member': {
        const member = this.#checker.getPropertyOfType(type, step.name);
        return member && this.#checker.getTypeOfSymbol(member);
      }
      case 'items':
      case 'item':
        return this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
      case 'others':
        return this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    }
  }

  #callTexts(operation: string, steps: readonly Step[]): string[] {
    const method = this.methodOf(operation);
    return method === undefined
      ? []
      : this.#argumentTexts(method, steps).map((args) => this.#invoked(operation, [args]));
  }

  /** All arguments of a call, one text for each value at `steps`. */
  #argumentTexts(method: MethodTypes, steps: readonly Step[]): string[] {
    return valueTexts(this.#checker, method.params, steps).map((value) =>
      [...this.#positionalText(method), ...(value === '{}' ? [] : [value])].join(', '),
    );
  }

  #positionalText({ positional }: MethodTypes): string[] {
    return positional === undefined ? [] : [valueTexts(this.#checker, positional, [])[0] ?? "'text'"];
  }

  #paramsText({ params }: MethodTypes, steps: readonly Step[]): string[] {
    return valueTexts(this.#checker, params, steps)
      .slice(0, 1)
      .filter((text) => text !== '{}');
  }

  #invoked(operation: string, args: readonly string[]): string {
    const { call = '' } = this.callOf(operation) ?? {};
    const path = this.#isLarge() ? call.slice(call.lastIndexOf('.') + 1) : call;
    return `${this.#isLarge() ? 'resource' : 'client'}.${path}(${args.join(', ')})`;
  }

  #isLarge(): boolean {
    return Object.keys(this.names.operations).length > MANY_OPERATIONS;
  }

  #head(operation: string): string {
    const call = this.callOf(operation);
    if (this.#isLarge() && call !== undefined) return this.#resourceHead(call);
    return this.naming.clients().default.replace('export const', '\nconst').trim();
  }

  #resourceHead({ module }: ReleasedCall): string {
    const from = this.names.surface.packages.client;
    const [name = ''] = this.#exported.exportsOf(`client/${module}.ts`).keys();
    const options = this.#exported.needsOptions() ? `{ baseURL: 'https://example.com' }` : '';
    return [
      `import { createClient } from ${stringText(`${from}/core`)};`,
      `import { ${name} } from ${stringText(`${from}/${module}`)};`,
      '',
      `export const resource = new ${name}(createClient(${options}));`,
    ].join('\n');
  }

  #typeImport({ module }: ReleasedCall, name: string): string {
    const { types } = this.names.surface.packages;
    const from = this.#isLarge() ? `${types}/${module}` : types;
    return `import type { ${name} } from ${stringText(from)};\n`;
  }
}

function stepText(step: Step): string {
  switch (step.kind) {
    case 'member':
      return keyText(step.name) === step.name ? `.${step.name}` : `[${stringText(step.name)}]`;
    case 'items':
      return '[0]';
    case 'item':
      return `[${step.index}]`;
    case 'others':
      return `['other']`;
  }
}
