import { choice, group, hardline, indent, join, line, softline } from './layout.js';
import type { Doc } from './layout.js';

/** A type in TypeScript, before its lines are broken. A string is a keyword, a literal or a name. */
export type TypeExpression =
  | string
  | { readonly kind: 'record'; readonly values: string }
  | { readonly kind: 'array' | 'stream'; readonly items: TypeExpression }
  | { readonly kind: 'tuple'; readonly items: readonly TupleItem[] }
  | { readonly kind: 'object'; readonly members: readonly TypeMember[] }
  | { readonly kind: 'union' | 'intersection'; readonly members: readonly TypeExpression[] };

interface TupleItem {
  readonly type: TypeExpression;
  readonly mark?: '?' | '...';
}

/** A member of an interface: its comment, all that stands before the colon, and its type. */
export interface TypeMember {
  readonly comment: Doc;
  readonly head: string;
  readonly type: TypeExpression;
}

/** The layout of a type after a colon. */
export function typeDoc(type: TypeExpression): Doc {
  if (typeof type === 'string' || type.kind !== 'union' || isHugged(type.members)) return bareDoc(type);
  return group(indent([softline, unionDoc(type.members)]));
}

/** The layout of a type between angle brackets. */
export function typeArgument(type: TypeExpression): Doc {
  return bareDoc(type);
}

/** `export type name = type;` */
export function aliasDoc(name: string, type: TypeExpression): Doc {
  const head = `export type ${name} =`;
  if (typeof type === 'string') return [group([head, indent([line, type])]), ';'];
  if (type.kind !== 'union' || isHugged(type.members)) return [head, ' ', bareDoc(type), ';'];
  return [group([head, group(indent([line, unionDoc(type.members)]))]), ';'];
}

/** `export interface name { … }` */
export function interfaceDoc(name: string, members: readonly TypeMember[]): Doc {
  return [`export interface ${name} `, membersDoc(members)];
}

/** Members in braces, a line each. */
export function membersDoc(members: readonly TypeMember[]): Doc {
  if (members.length === 0) return '{}';
  const lines = members.map(({ comment, head, type }) => [hardline, comment, head, ': ', typeDoc(type), ';']);
  return ['{', indent(lines), hardline, '}'];
}

function bareDoc(type: TypeExpression): Doc {
  if (typeof type === 'string') return type;
  switch (type.kind) {
    case 'record':
      return group(['Record<', indent([softline, 'string,', line, type.values]), softline, '>']);
    case 'array':
      return [operandDoc(type.items), '[]'];
    case 'stream':
      return streamDoc(type.items);
    case 'tuple':
      return tupleDoc(type.items);
    case 'object':
      return membersDoc(type.members);
    case 'union':
      return unionDoc(type.members);
    case 'intersection':
      return intersectionDoc(type.members);
  }
}

/** An object stays at its brackets; what else does not fit goes on a line of its own. */
function streamDoc(items: TypeExpression): Doc {
  const isHugging = typeof items === 'string' || items.kind === 'object';
  if (isHugging) return ['AsyncIterable<', typeArgument(items), '>'];
  return group(['AsyncIterable<', indent([softline, typeArgument(items)]), softline, '>']);
}

/** A type where `|` and `&` would bind too weakly. */
function operandDoc(type: TypeExpression): Doc {
  if (typeof type === 'string') return type;
  if (type.kind === 'intersection') return ['(', intersectionDoc(type.members), ')'];
  if (type.kind !== 'union') return bareDoc(type);
  if (isHugged(type.members)) return ['(', unionDoc(type.members), ')'];
  return ['(', group([indent([softline, unionDoc(type.members)]), softline]), ')'];
}

/** One per line with leading bars where they do not fit on one line. */
function unionDoc(members: readonly TypeExpression[]): Doc {
  const docs = members.map((member) => operandDoc(member));
  if (isHugged(members)) return join(' | ', docs);
  return group(docs.map((doc, index) => [index === 0 ? choice('| ', '') : [line, '| '], indent(doc)]));
}

/** One object or name that may be null keeps to its line. */
function isHugged(members: readonly TypeExpression[]): boolean {
  const others = members.filter((member) => member !== 'null');
  const [only] = others;
  if (only === undefined || others.length > 1) return false;
  return typeof only === 'string' ? isTypeName(only) : only.kind === 'object' || only.kind === 'record';
}

const KEYWORDS: ReadonlySet<string> = new Set([
  'boolean',
  'false',
  'never',
  'null',
  'number',
  'string',
  'true',
  'undefined',
  'unknown',
]);

/** Neither a keyword nor a literal. */
function isTypeName(word: string): boolean {
  return !KEYWORDS.has(word) && !/^['"\d-]/.test(word);
}

function intersectionDoc(members: readonly TypeExpression[]): Doc {
  let shifted = false;
  const docs = members.map((member, index) => {
    const doc = operandDoc(member);
    if (index === 0) return doc;
    const before = isObject(members[index - 1]);
    if (before && isObject(member)) return [' & ', shifted ? indent(doc) : doc];
    if (!before && !isObject(member)) return indent([' &', line, doc]);
    if (index > 1) shifted = true;
    return [' & ', index > 1 ? indent(doc) : doc];
  });
  return group(docs);
}

function isObject(type: TypeExpression | undefined): boolean {
  return typeof type === 'object' && type.kind === 'object';
}

function tupleDoc(items: readonly TupleItem[]): Doc {
  if (items.length === 0) return '[]';
  const docs = items.map(({ type, mark }) => {
    if (mark === '...') return ['...', operandDoc(type)];
    if (mark === '?') return [operandDoc(type), '?'];
    if (typeof type === 'string' || type.kind !== 'union' || isHugged(type.members)) return bareDoc(type);
    const union = unionDoc(type.members);
    if (items.length === 1) return group(union);
    return group([indent([choice(['(', softline], ''), union]), softline, choice(')', '')]);
  });
  return group(['[', indent([softline, join([',', line], docs)]), choice(',', ''), softline, ']']);
}
