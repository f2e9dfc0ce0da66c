import ts from 'typescript';
import { keyText, stringText } from './source-text.js';
import { constituents, isGenerated, isNothing } from './type-comparison.js';
import type { Step } from './type-comparison.js';
import { isOptional } from './written-types.js';

/** Values deeper than this are not looked for: a type that leads to itself without end has none. */
const MAX_DEPTH = 12;

/** Longer texts are not written: a value whose parts hold further parts doubles with each level. */
const MAX_LENGTH = 20_000;

/**
 * The smallest value of a type as source text, with what `steps` lead to in it: one for each member of the union that
 * stands there. Empty where there is no such value.
 */
export function valueTexts(checker: ts.TypeChecker, type: ts.Type, steps: readonly Step[]): string[] {
  return new Values(checker).at(type, steps, 0).filter((text) => text.length <= MAX_LENGTH);
}

class Values {
  readonly #checker: ts.TypeChecker;
  /** By depth, the smallest value of each type. */
  readonly #known: Map<ts.Type, string | undefined>[] = [];

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  at(type: ts.Type, steps: readonly Step[], depth: number): string[] {
    const parts = constituents(type).toSorted((a, b) => Number(isNothing(a)) - Number(isNothing(b)));
    const [step] = steps;
    if (step === undefined) return parts.flatMap((part) => this.#ofPart(part, [], depth).slice(0, 1));
    const fitting = parts.filter(
      (part) => step.kind !== 'member' || this.#checker.getPropertyOfType(part, step.name),
    );
    for (const part of fitting) {
      const texts = this.#ofPart(part, steps, depth);
      if (texts.length > 0) return texts;
    }
    return [];
  }

  /** The smallest value of a type: rather `null` than an object, so that a type that may have itself in it soon ends. */
  #least(type: ts.Type, depth: number): string | undefined {
    const known = (this.#known[depth] ??= new Map<ts.Type, string | undefined>());
    if (!known.has(type)) known.set(type, this.#firstOf(type, depth));
    return known.get(type);
  }

  #firstOf(type: ts.Type, depth: number): string | undefined {
    const parts = constituents(type);
    const rank = (part: ts.Type) =>
      isNothing(part) ? 1 : plainValue(this.#checker, part) === undefined ? 2 : 0;
    for (const part of parts.toSorted((a, b) => rank(a) - rank(b))) {
      const [text] = this.#ofPart(part, [], depth);
      if (text !== undefined && text.length <= MAX_LENGTH) return text;
    }
    return undefined;
  }

  #ofPart(type: ts.Type, steps: readonly Step[], depth: number): string[] {
    const plain = plainValue(this.#checker, type);
    if (plain !== undefined) return [plain];
    if (depth > MAX_DEPTH) return [];
    if (this.#checker.isArrayType(type)) return this.#arrays(type as ts.TypeReference, steps, depth);
    if (this.#checker.isTupleType(type)) return this.#tuples(type as ts.TypeReference, depth);
    if (type.symbol?.name === 'Blob') return ["new Blob(['text'])"];
    return isGenerated(type) ? this.#objects(type, steps, depth) : [];
  }

  #arrays(type: ts.TypeReference, [step, ...further]: readonly Step[], depth: number): string[] {
    const [items] = this.#checker.getTypeArguments(type);
    if (step?.kind !== 'items' || items === undefined) return ['[]'];
    return this.at(items, further, depth + 1).map((item) => `[${item}]`);
  }

  #tuples(type: ts.TypeReference, depth: number): string[] {
    const items = this.#checker.getTypeArguments(type).map((item) => this.#least(item, depth + 1));
    return items.includes(undefined) ? [] : [`[${items.join(', ')}]`];
  }

  #objects(type: ts.Type, [step, ...further]: readonly Step[], depth: number): string[] {
    const before: string[] = [];
    let length = 0;
    let wanted: string[] | undefined;
    for (const member of this.#checker.getPropertiesOfType(type)) {
      const isWanted = step?.kind === 'member' && step.name === member.name;
      if (isOptional(member) && !isWanted) continue;
      const inner = this.#checker.getTypeOfSymbol(member);
      if (isWanted) {
        const texts = this.at(inner, further, depth + 1);
        if (texts.length === 0) return [];
        wanted = texts.map((text) => `${keyText(member.name)}: ${text}`);
        continue;
      }
      const text = this.#least(inner, depth + 1);
      length += text?.length ?? 0;
      if (text === undefined || length > MAX_LENGTH) return [];
      before.push(`${keyText(member.name)}: ${text}`);
    }
    const others = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (step?.kind === 'others' && others !== undefined)
      wanted = this.at(others, further, depth + 1).map((text) => `other: ${text}`);
    if (wanted !== undefined) return wanted.map((text) => braced([...before, text]));
    return [braced(before)];
  }
}

function braced(members: readonly string[]): string {
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** The value of a type that has no members. */
function plainValue(checker: ts.TypeChecker, type: ts.Type): string | undefined {
  const { flags } = type;
  if (type.isStringLiteral()) return stringText(type.value);
  if (type.isNumberLiteral()) return String(type.value);
  if (flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(type);
  if (flags & ts.TypeFlags.Null) return 'null';
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return 'undefined';
  if (flags & ts.TypeFlags.NumberLike) return '1';
  const isText = type.isIntersection() && type.types.some((part) => (part.flags & ts.TypeFlags.String) !== 0);
  if (isText || flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return "'text'";
  return undefined;
}
