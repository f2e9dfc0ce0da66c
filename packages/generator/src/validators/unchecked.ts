import type { Json, Shape } from '@specline/openapi';
import { ASSERTIONS, isPattern } from './assertions.js';
import { isLinear } from './linear-patterns.js';
import { inPlace } from './composition.js';
import type { Shapes } from './composition.js';

/** What validators do not assert. */
export interface UncheckedPart {
  /** Of the keyword, or of the name of members. */
  readonly pointer: string;
  /** Absent of what forbids the members, or items, that no part of a composition knows. */
  readonly pattern?: string;
}

/** More parts of a composition are not printed in one another. */
const MOST_PARTS = 1000;

/**
 * What validators leave out. JavaScript's engine may need more time for a pattern and a text of the server than a process has;
 * and what looks at all parts of a composition may have too many. What is read instead is never stricter than the document.
 */
export class Unchecked {
  readonly #shapes: Shapes;
  readonly #narrow = new Map<Shape, boolean>();
  readonly #found = new Map<string, UncheckedPart>();

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  found(): UncheckedPart[] {
    return [...this.#found.values()];
  }

  /** The assertions of a shape that hold no schema. */
  assertionsOf(shape: Shape): [name: string, value: Json][] {
    return Object.entries(shape.assertions ?? {}).filter(([name, value]) => {
      if (!Object.hasOwn(ASSERTIONS, name) || ASSERTIONS[name]?.(value) !== true) return false;
      return name !== 'pattern' || this.isChecked(String(value), shape);
    });
  }

  /** Whether a pattern of a shape, or one for names of its members, is asserted. What no engine takes asserts nothing. */
  isChecked(pattern: string, shape: Shape, isName = false): boolean {
    if (!isPattern(pattern)) return false;
    if (isLinear(pattern)) return true;
    this.#note(pattern, shape, isName);
    return false;
  }

  /**
   * Whether a condition of a shape means what it says. Where it would hold for more values because a pattern in it is left out,
   * it would refuse values that the document allows.
   */
  canTell(condition: string, shape: Shape): boolean {
    const { conditions = [], oneOf = [] } = shape;
    if (condition === 'oneOf') return oneOf.every((part) => this.#isWhole(part));
    if (CLOSING.test(condition)) return this.isNarrow(shape) && this.#isWhole(shape);
    const deciding = BRANCHES.test(condition) ? 'if' : condition;
    const decides = conditions.filter(({ name }) => name === deciding && DECIDING.test(name));
    const isWhole = decides.every((part) => this.#isWhole(part.shape));
    if (!isWhole) for (const part of decides) this.#isWhole(part.shape, (...found) => this.#note(...found));
    return isWhole;
  }

  /** Whether a shape has few enough parts in place to look at all of them. */
  isNarrow(shape: Shape): boolean {
    const known = this.#narrow.get(shape);
    if (known !== undefined) return known;
    let count = 0;
    const visit = (part: Shape, above: readonly Shape[]): void => {
      count += 1;
      const target = part.reference === undefined ? undefined : this.#shapes[part.reference];
      for (const next of [
        ...(target === undefined || above.includes(target) ? [] : [target]),
        ...inPlace(part),
      ])
        if (count <= MOST_PARTS) visit(next, [...above, next]);
    };
    visit(shape, []);
    const isNarrow = count <= MOST_PARTS;
    this.#narrow.set(shape, isNarrow);
    const { conditions = [], pointer } = shape;
    for (const { name } of isNarrow ? [] : conditions.filter((one) => CLOSING.test(one.name)))
      this.#found.set(`${pointer}/${name}`, { pointer: `${pointer}/${name}` });
    return isNarrow;
  }

  #note(pattern: string, { pointer }: Shape, isName: boolean): void {
    const keyword = isName ? `patternProperties/${token(pattern)}` : 'pattern';
    const at = `${pointer}/${keyword}`;
    this.#found.set(at, { pattern, pointer: at });
  }

  /** Whether no pattern is left out of a shape, and of what it refers to. */
  #isWhole(shape: Shape, note?: (pattern: string, shape: Shape, isName: boolean) => void): boolean {
    let isWhole = true;
    const seen = new Set<Shape>();
    const pending = [shape];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const own = next;
      const judge = (pattern: string, isName: boolean) => {
        if (isLinear(pattern)) return;
        isWhole = false;
        note?.(pattern, own, isName);
      };
      const pattern = next.assertions?.['pattern'];
      if (typeof pattern === 'string') judge(pattern, false);
      for (const { name } of next.patterns ?? []) judge(name, true);
      if (!isWhole && note === undefined) return false;
      const target = next.reference === undefined ? undefined : this.#shapes[next.reference];
      pending.push(...(target === undefined ? [] : [target]), ...partsOf(next));
    }
    return isWhole;
  }
}

/** What a shape says of members that no other part knows. */
const CLOSING = /^unevaluated/;
const BRANCHES = /^(then|else)$/;
/** What asserts something by whether a value is valid. */
const DECIDING = /^(not|if|contains)$/;

function partsOf(shape: Shape): Shape[] {
  const { allOf = [], oneOf = [], anyOf = [], prefixItems = [], additional, items } = shape;
  const named = [...(shape.properties ?? []), ...(shape.patterns ?? []), ...(shape.conditions ?? [])];
  const single = [additional, items].filter((part) => part !== undefined);
  return [...allOf, ...oneOf, ...anyOf, ...prefixItems, ...single, ...named.map((part) => part.shape)];
}

function token(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
