import ts from 'typescript';
import type { SideName } from './type-checker.js';
import type { PublishedNames } from './declarations.js';

/** The types of a method, as its class declares it. */
export interface MethodTypes {
  /** The argument before `params`. */
  readonly positional?: ts.Type;
  readonly params: ts.Type;
  readonly response: ts.Type;
  /** The item of a list in pages. */
  readonly item?: ts.Type;
  /** The bodies by status: `200`, `4XX`, `default`. */
  readonly bodies: ts.Type;
}

/** The exported types of one version. */
export class ExportedTypes {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  readonly #side: SideName;
  readonly #names: PublishedNames;

  constructor(program: ts.Program, side: SideName, names: PublishedNames) {
    this.#program = program;
    this.#checker = program.getTypeChecker();
    this.#side = side;
    this.#names = names;
  }

  /** The names that a module exports, `types/moq/relays/tokens.ts`; none where there is no such module. */
  exportsOf(path: string): ReadonlyMap<string, ts.Symbol> {
    const file = this.#program.getSourceFile(`/${this.#side}/${path}`);
    const module = file === undefined ? undefined : this.#checker.getSymbolAtLocation(file);
    const symbols = module === undefined ? [] : this.#checker.getExportsOfModule(module);
    return new Map(symbols.map((symbol) => [symbol.name, symbol]));
  }

  /** The type that a module declares under a name. */
  typeOf(name: string, path: string): ts.Type | undefined {
    const symbol = this.exportsOf(path).get(name);
    return symbol && this.#checker.getDeclaredTypeOfSymbol(symbol);
  }

  textOf(path: string): string {
    return this.#program.getSourceFile(`/${this.#side}/${path}`)?.text ?? '';
  }

  /** The method of an operation; undefined where its class has none. */
  methodOf(operation: string): MethodTypes | undefined {
    const call = this.#names.operations[operation];
    if (call === undefined) return undefined;
    const classes = [...this.exportsOf(`client/${call.module}.ts`).values()].filter(
      ({ flags }) => (flags & ts.SymbolFlags.Class) !== 0,
    );
    const [declared] = classes.flatMap((symbol) => {
      const instance = this.#checker.getDeclaredTypeOfSymbol(symbol);
      return this.#checker.getPropertyOfType(instance, call.call.slice(call.call.lastIndexOf('.') + 1)) ?? [];
    });
    const [signature] =
      declared === undefined ? [] : this.#checker.getTypeOfSymbol(declared).getCallSignatures();
    return signature === undefined ? undefined : this.#methodTypes(signature, call.positional !== undefined);
  }

  /** Whether a client can only be made with options. */
  needsOptions(): boolean {
    const symbol = this.exportsOf('client/core.ts').get('createClient');
    const [signature] = symbol === undefined ? [] : this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    const declaration = signature?.parameters[0]?.valueDeclaration;
    return declaration !== undefined && ts.isParameter(declaration) && declaration.initializer === undefined;
  }

  #methodTypes(signature: ts.Signature, hasPositional: boolean): MethodTypes | undefined {
    const parameters = signature.parameters.map((parameter) => this.#checker.getTypeOfSymbol(parameter));
    const [positional] = hasPositional ? parameters : [];
    const params = parameters[hasPositional ? 1 : 0];
    const result = this.#argumentsOf(signature.getReturnType());
    const [response] = result;
    const bodies = result.at(-1);
    const item = result.length > 2 ? result[1] : undefined;
    if (params === undefined || response === undefined || bodies === undefined) return undefined;
    return { ...(positional && { positional }), params, response, ...(item && { item }), bodies };
  }

  /** What stands for the parameters of `APIPromise` and of `PagePromise`. */
  #argumentsOf(type: ts.Type): readonly ts.Type[] {
    const isReference = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
    const count = (type as ts.TypeReference).target?.typeParameters?.length ?? 0;
    return isReference ? this.#checker.getTypeArguments(type as ts.TypeReference).slice(0, count) : [];
  }
}
