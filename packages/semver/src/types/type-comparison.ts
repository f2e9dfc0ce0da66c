import ts from 'typescript';

/** A step into a value: a member, the items of an array, one item of a tuple, or the members that no property names. */
export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'items' }
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'others' };

/** What code that compiled does not find, or cannot give, any more. */
export interface TypeMismatch {
  /** A member is gone, a member must be given, or values are of another type. */
  readonly reason: 'gone' | 'required' | 'other';
  /** Where, from what is compared inwards. */
  readonly steps: readonly Step[];
  /** What is there, or was; of a required member its new type. */
  readonly type: ts.Type;
}

/** Places deeper than this are left to the rules: the compiler itself stops at such a depth, and calls any answer right. */
const DEEPEST = 50;

/**
 * Holds types of a new version against those of an old one, as code does that was written for the old one: what is sent
 * must still be assignable, what is received must be assignable to what it was, and no member that such code may write in
 * a literal or read may be gone. Each pair of types is compared once.
 */
export class TypeComparison {
  readonly mismatches: TypeMismatch[] = [];
  readonly #checker: ts.TypeChecker;
  readonly #direction: 'sent' | 'received';
  readonly #seen = new Map<ts.Type, Set<ts.Type>>();

  constructor(checker: ts.TypeChecker, direction: 'sent' | 'received') {
    this.#checker = checker;
    this.#direction = direction;
  }

  compare(old: ts.Type, next: ts.Type, steps: readonly Step[]): void {
    if (old === next || steps.length > DEEPEST || this.#isSeen(old, next)) return;
    if (isAnything(this.#direction === 'sent' ? next : old)) return;
    const [from, to] = [constituents(old), constituents(next)];
    const [a, ...otherOld] = from.filter((type) => !isNothing(type));
    const [b, ...otherNext] = to.filter((type) => !isNothing(type));
    const [source, target] = this.#direction === 'sent' ? [from, to] : [to, from];
    if (source.some((type) => isNothing(type) && !target.some((other) => sameNothing(type, other))))
      this.#add('other', old, steps);
    else if (a !== undefined && b !== undefined && otherOld.length + otherNext.length === 0)
      this.#compareOne(a, b, steps);
    else this.#compareUnions(old, next, steps);
  }

  #isSeen(old: ts.Type, next: ts.Type): boolean {
    const seen = this.#seen.get(old) ?? new Set();
    this.#seen.set(old, seen);
    if (seen.has(next)) return true;
    seen.add(next);
    return false;
  }

  #add(reason: TypeMismatch['reason'], type: ts.Type, steps: readonly Step[]): void {
    this.mismatches.push({ reason, type, steps });
  }

  #isAssignable(old: ts.Type, next: ts.Type): boolean {
    const [source, target] = this.#direction === 'sent' ? [old, next] : [next, old];
    return this.#checker.isTypeAssignableTo(source, target);
  }

  /** Members of a union that fit are compared with what they fit, because of what only narrowed code can see. */
  #compareUnions(old: ts.Type, next: ts.Type, steps: readonly Step[]): void {
    if (!this.#isAssignable(old, next)) return this.#add('other', old, steps);
    const partners = constituents(this.#direction === 'sent' ? next : old).filter(isObject);
    for (const part of constituents(this.#direction === 'sent' ? old : next).filter(isObject)) {
      const partner = partners.find((other) => this.#checker.isTypeAssignableTo(part, other));
      if (partner === undefined) continue;
      const [a, b] = this.#direction === 'sent' ? [part, partner] : [partner, part];
      if (nameOf(a) === nameOf(b)) this.#compareOne(a, b, steps);
    }
  }

  #compareOne(old: ts.Type, next: ts.Type, steps: readonly Step[]): void {
    const before = this.mismatches.length;
    const [a, b] = [this.#itemsOf(old), this.#itemsOf(next)];
    if (a !== undefined && b !== undefined) this.compare(a, b, [...steps, { kind: 'items' }]);
    else if (this.#checker.isTupleType(old) && this.#checker.isTupleType(next))
      this.#compareTuples(old, next, steps);
    else if (isGenerated(old) && isGenerated(next)) this.#compareMembers(old, next, steps);
    if (this.mismatches.length === before && !this.#isAssignable(old, next)) this.#add('other', old, steps);
  }

  #itemsOf(type: ts.Type): ts.Type | undefined {
    if (!this.#checker.isArrayType(type)) return undefined;
    return this.#checker.getTypeArguments(type as ts.TypeReference)[0];
  }

  #compareTuples(old: ts.Type, next: ts.Type, steps: readonly Step[]): void {
    const [a, b] = [old, next].map((type) => this.#checker.getTypeArguments(type as ts.TypeReference));
    for (const [index, item] of (a ?? []).entries()) {
      const counterpart = b?.[index];
      if (counterpart !== undefined) this.compare(item, counterpart, [...steps, { kind: 'item', index }]);
    }
  }

  #compareMembers(old: ts.Type, next: ts.Type, steps: readonly Step[]): void {
    const [oldOthers, nextOthers] = [old, next].map((type) =>
      this.#checker.getIndexInfoOfType(type, ts.IndexKind.String),
    );
    for (const member of this.#checker.getPropertiesOfType(old)) {
      const inside: Step[] = [...steps, { kind: 'member', name: member.name }];
      const type = this.#checker.getTypeOfSymbol(member);
      const counterpart = this.#checker.getPropertyOfType(next, member.name);
      const found = counterpart === undefined ? nextOthers?.type : this.#checker.getTypeOfSymbol(counterpart);
      if (found === undefined) this.#add('gone', type, inside);
      else this.compare(type, found, inside);
    }
    if (this.#direction === 'sent') this.#compareRequired(old, next, steps);
    if (oldOthers === undefined) return;
    if (nextOthers === undefined) this.#add('gone', oldOthers.type, [...steps, { kind: 'others' }]);
    else this.compare(oldOthers.type, nextOthers.type, [...steps, { kind: 'others' }]);
  }

  #compareRequired(old: ts.Type, next: ts.Type, steps: readonly Step[]): void {
    for (const member of this.#checker.getPropertiesOfType(next)) {
      const isRequired = (member.flags & ts.SymbolFlags.Optional) === 0;
      if (isRequired && this.#checker.getPropertyOfType(old, member.name) === undefined)
        this.#add('required', this.#checker.getTypeOfSymbol(member), [
          ...steps,
          { kind: 'member', name: member.name },
        ]);
    }
  }
}

/** The members of a union; of any other type itself. */
export function constituents(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

const ANYTHING = ts.TypeFlags.Any | ts.TypeFlags.Unknown;
const NOTHING = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void;

/** Takes whatever comes, and lets nothing be read. */
function isAnything({ flags }: ts.Type): boolean {
  return (flags & ANYTHING) !== 0;
}

/** `null` and `undefined`. */
export function isNothing({ flags }: ts.Type): boolean {
  return (flags & NOTHING) !== 0;
}

function sameNothing(a: ts.Type, b: ts.Type): boolean {
  return isNothing(b) && (a.flags & ts.TypeFlags.Null) === (b.flags & ts.TypeFlags.Null);
}

/** Objects, and what is made of objects alone: `string & {}` is none. */
function isObject(type: ts.Type): boolean {
  return type.isIntersection() ? type.types.every(isObject) : (type.flags & ts.TypeFlags.Object) !== 0;
}

/** Whether a type is declared by the packages, and not by the platform as `Blob` is. */
export function isGenerated(type: ts.Type): boolean {
  const [declaration] = type.symbol?.declarations ?? [];
  return (
    isObject(type) &&
    (declaration === undefined || /^\/(old|next)\//.test(declaration.getSourceFile().fileName))
  );
}

/** The name of an interface or of an alias; anonymous types have none. */
function nameOf({ aliasSymbol, symbol }: ts.Type): string | undefined {
  return aliasSymbol?.name ?? symbol?.name;
}
