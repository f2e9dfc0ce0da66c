import ts from 'typescript';
import { stringText, keyText } from './source-text.js';
import { isGenerated, isNothing } from './type-comparison.js';

/** Types deeper than this are not spelled out. */
const MAX_DEPTH = 5;

/** A type without names of the packages, which may mean others in another version: `{ id: string; tags: string[] }`. */
export function typeText(checker: ts.TypeChecker, type: ts.Type, depth = 0): string {
  const inside = (inner: ts.Type) => typeText(checker, inner, depth + 1);
  if (type.isUnion()) return unionText(checker, type, depth);
  if (type.isIntersection()) return type.types.map((part) => typeText(checker, part, depth)).join(' & ');
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    const items = checker.getTypeArguments(type as ts.TypeReference).map(inside);
    return checker.isTupleType(type) ? `[${items.join(', ')}]` : `${bracketed(items[0] ?? 'unknown')}[]`;
  }
  if (!isGenerated(type))
    return plainText(checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation));
  return depth >= MAX_DEPTH ? 'unknown' : objectText(checker, type, inside);
}

function unionText(checker: ts.TypeChecker, { types }: ts.UnionType, depth: number): string {
  const isBoolean = ({ flags }: ts.Type) => (flags & ts.TypeFlags.BooleanLiteral) !== 0;
  const isWhole = types.filter(isBoolean).length === 2;
  const rest = isWhole ? types.filter((part) => !isBoolean(part)) : types;
  const sorted = rest.toSorted((a, b) => Number(isNothing(a)) - Number(isNothing(b)));
  const texts = sorted.map((part) => bracketed(typeText(checker, part, depth)));
  return [...(isWhole ? ['boolean'] : []), ...texts].join(' | ');
}

function objectText(checker: ts.TypeChecker, type: ts.Type, inside: (inner: ts.Type) => string): string {
  const members = checker.getPropertiesOfType(type).map((member) => {
    const mark = isOptional(member) ? '?' : '';
    return `${keyText(member.name)}${mark}: ${inside(checker.getTypeOfSymbol(member))}`;
  });
  const others = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const all = others === undefined ? members : [...members, `[name: string]: ${inside(others)}`];
  return all.length === 0 ? '{}' : `{ ${all.join('; ')} }`;
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
