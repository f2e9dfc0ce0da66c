import type { Operation } from '../document/operations.js';
import { pathTemplate } from './path-template.js';
import type { PathTemplate } from './path-template.js';

/** An operation and the raw text of its path parameters. */
export interface Route {
  readonly operation: Operation;
  readonly path: ReadonlyMap<string, string>;
}

/** What a method and a path lead to: an operation, or the methods that the path has instead. */
type Routing = { readonly route: Route } | { readonly methods: readonly string[] };

/** Finds operations by method and raw path; concrete paths are matched before templated ones (Paths Object). */
export type Router = (method: string, path: string) => Routing;

/** `basePaths` may stand before a path (the paths of server URLs); the empty one must be named if it is allowed. */
export function createRouter(operations: readonly Operation[], basePaths: readonly string[]): Router {
  const templates = [...new Map(operations.map(({ path }) => [path, templateOf(path)])).values()];
  const ordered = templates.toSorted((a, b) => compareRanks(a.rank, b.rank));
  const byPath = grouped(operations);
  return (method, path) => {
    const methods: string[] = [];
    for (const relative of withoutBase(path, basePaths)) {
      for (const template of ordered) {
        const values = template.read(relative);
        if (values === undefined) continue;
        const found = byPath.get(template.path) ?? [];
        const operation = found.find((one) => one.method === method);
        if (operation !== undefined) return { route: { operation, path: parameters(template, values) } };
        methods.push(...found.map((one) => one.method));
      }
    }
    return { methods: [...new Set(methods)] };
  };
}

interface Template {
  readonly path: string;
  readonly read: PathTemplate;
  readonly names: readonly string[];
  readonly rank: readonly number[];
}

function grouped(operations: readonly Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const one of operations) groups.set(one.path, [...(groups.get(one.path) ?? []), one]);
  return groups;
}

function templateOf(path: string): Template {
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  return { path, names, read: pathTemplate(path), rank: path.split('/').map(segmentRank) };
}

/** 0 for a concrete segment, 1 for one with text around its parameter, 2 for a parameter alone. */
function segmentRank(segment: string): number {
  if (!segment.includes('{')) return 0;
  return /^\{[^{}]*\}$/.test(segment) ? 2 : 1;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function withoutBase(path: string, basePaths: readonly string[]): string[] {
  return basePaths
    .filter((base) => base === '' || path.startsWith(`${base}/`))
    .map((base) => path.slice(base.length));
}

function parameters({ names }: Template, values: readonly string[]): Map<string, string> {
  return new Map(names.map((name, index) => [name, values[index] ?? '']));
}
