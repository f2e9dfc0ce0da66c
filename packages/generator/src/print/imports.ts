import { hardline, line, group, indent, join, choice } from './layout.js';
import type { Doc } from './layout.js';
import { stringLiteral } from './literal.js';

/** What one generated module takes from others: names by the specifier that they are imported from. */
export class Imports {
  readonly #names = new Map<string, Set<string>>();
  readonly #keyword: 'import' | 'import type';

  constructor(keyword: 'import' | 'import type' = 'import type') {
    this.#keyword = keyword;
  }

  /** Notes an import; `name` may be `a as b`. */
  add(specifier: string, name: string): void {
    const names = this.#names.get(specifier) ?? new Set();
    this.#names.set(specifier, names.add(name));
  }

  /** The import declarations, a line each: packages, then the package's own modules, sorted by code units. */
  print(): Doc {
    return [...this.#names]
      .toSorted(([a], [b]) => Number(isOwn(a)) - Number(isOwn(b)) || (a < b ? -1 : 1))
      .map(([specifier, names]) => [
        fromDeclaration(this.#keyword, [...names].toSorted(), specifier),
        hardline,
      ]);
  }
}

function isOwn(specifier: string): boolean {
  return specifier.startsWith('.');
}

/** `keyword { names } from specifier;` Prettier never breaks one of a single name. */
export function fromDeclaration(keyword: string, names: readonly string[], specifier: string): Doc {
  const end = ` from ${stringLiteral(specifier)};`;
  if (names.length === 1) return `${keyword} { ${names.join()} }${end}`;
  return group([`${keyword} {`, indent([line, join([',', line], names)]), choice(',', ''), line, `}${end}`]);
}

/** The types that stand beside a class under its name: `Cloudflare.RequestOptions`. No code is made of it. */
export function namespaceDoc(name: string, types: readonly string[]): Doc {
  const [only = '', ...others] = types;
  const list =
    others.length === 0
      ? `export type { ${only} };`
      : group(['export type {', indent([line, join([',', line], types)]), choice(',', ''), line, '};']);
  return [`export declare namespace ${name} {`, indent([hardline, list]), hardline, '}'];
}

/** The specifier by which one module of a package imports another: `../schemas/notice.js`. */
export function relativeSpecifier(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < folders.length && shared < target.length - 1 && folders[shared] === target[shared])
    shared += 1;
  const up = '../'.repeat(folders.length - shared);
  return `${up === '' ? './' : up}${target.slice(shared).join('/')}.js`;
}
