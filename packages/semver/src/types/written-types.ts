import ts from 'typescript';
import { stringText, keyText } from './source-text.js';
import { isGenerated, isNothing } from './type-comparison.js';

/** How deep types are spelled out: less where it would be too much. */
const DEPTHS = [5, 3, 2, 1];

/** More types than this are not spelled out in one text: of objects that hold one another, each level multiplies them. */
const MOST_TYPES = 2000;

/** A type without names of the packages, which may mean others in another version: `{ id: string; tags: string[] }`. */
export function typeText(checker: ts.TypeChecker, type: ts.Type): string {
  for (const depth of DEPTHS) {
    const text = new TypeTexts(checker, depth).of(type, 0);
    if (text !== undefined) return text;
  }
  return 'unknown';
}

class TypeTexts {
  readonly #checker: ts.TypeChecker;
  readonly #deepest: number;
  #count = 0;

  constructor(checker: ts.TypeChecker, deepest: number) {
    this.#checker = checker;
    this.#deepest = deepest;
  }

  /** Undefined where it would be too much. */
  of(type: ts.Type, depth: number): string | undefined {
    this.#count += 1;
    if (this.#count > MOST_TYPES) return undefined;
    if (type.isUnion()) return this.#union(type, depth);
    if (type.isIntersection()) return all(type.types.map((part) => this.of(part, depth)))?.join(' & ');
    if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type)) return this.#list(type, depth);
    if (!isGenerated(type))
      return plainText(this.#checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation));
    return depth >= this.#deepest ? 'unknown' : this.#object(type, depth);
  }

  #list(type: ts.Type, depth: number): string | undefined {
    const inner = this.#checker.getTypeArguments(type as ts.TypeReference);
    const items = all(inner.map((item) => this.of(item, depth + 1)));
    if (items === undefined) return undefined;
    return this.#checker.isTupleType(type)
      ? `[${items.join(', ')}]`
      : `${bracketed(items[0] ?? 'unknown')}[]`;
  }

  #union({ types }: ts.UnionType, depth: number): string | undefined {
    const isBoolean = ({ flags }: ts.Type) => (flags & ts.TypeFlags.BooleanLiteral) !== 0;
    const isWhole = types.filter(isBoolean).length === 2;
    const rest = isWhole ? types.filter((part) => !isBoolean(part)) : types;
    const sorted = rest.toSorted((a, b) => Number(isNothing(a)) - Number(isNothing(b)));
    const texts = all(sorted.map((part) => this.of(part, depth)));
    return texts && [...(isWhole ? ['boolean'] : []), ...texts.map(bracketed)].join(' | ');
  }

  #object(type: ts.Type, depth: number): string | undefined {
    const members = this.#checker.getPropertiesOfType(type).map((member) => {
      const text = this.of(this.#checker.getTypeOfSymbol(member), depth + 1);
      return text && `${keyText(member.name)}${isOptional(member) ? '?' : ''}: ${text}`;
    });
    const others = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const other = others && this.of(others, depth + 1);
    const texts = all(others === undefined ? members : [...members, other && `[name: string]: ${other}`]);
    return texts && (texts.length === 0 ? '{}' : `{ ${texts.join('; ')} }`);
  }
}

/** All texts; undefined where one is. */
function all(texts: readonly (string | undefined)[]): readonly string[] | undefined {
  const found = texts.filter((text) => text !== undefined);
  return found.length < texts.length ? undefined : found;
}

export function isOptional({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Optional) !== 0;
}

function bracketed(text: string): string {
  return / [|&] /.test(text) && !/^[{[]/.test(text) ? `(${text})` : text;
}

/** As the compiler prints it, but with the quotes that code has here. */
function plainText(text: string): string {
  return text.startsWith('"') ? stringText(JSON.parse(text) as string) : text;
}
