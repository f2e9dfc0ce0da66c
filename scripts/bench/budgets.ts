import { table } from '@scripts/kit/print.ts';
import type { BundleResult } from './bundle.ts';
import { baseline } from './consumers.ts';
import type { DocumentName } from './documents.ts';
import type { GenerationResult } from './generation.ts';
import { own, reference } from './generators.ts';
import type { TypeCheckResult } from './type-check.ts';
import { plain, type UseResult } from './use.ts';

/** All that was measured; a part that was not asked for is empty. */
export interface Results {
  readonly generation: readonly GenerationResult[];
  readonly types: readonly TypeCheckResult[];
  readonly bundle: readonly BundleResult[];
  readonly use: readonly UseResult[];
}

/** What ours may cost, and what it does cost: `undefined` where that was not measured. */
interface Budget {
  readonly title: string;
  readonly limit: number;
  readonly measured: (results: Results) => number | undefined;
}

export interface Verdict {
  readonly title: string;
  readonly limit: number;
  readonly measured: number;
  readonly kept: boolean;
}

/** What a big document may cost beside a small one and beside the peers, and what using a client may cost. */
const budgets: readonly Budget[] = [
  {
    title: `GitHub: CPU, × ${reference}`,
    limit: 0.75,
    measured: ({ generation }) => toReference(generation, 'github', ({ first }) => first.cpu),
  },
  {
    title: `GitHub: peak memory, × ${reference}`,
    limit: 1,
    measured: ({ generation }) => toReference(generation, 'github', ({ first }) => first.peak),
  },
  {
    title: `rotate: CPU, × ${reference}`,
    limit: 1,
    measured: ({ generation }) => toReference(generation, 'rotate', ({ first }) => first.cpu),
  },
  {
    title: 'GitHub, unchanged: CPU, × generating it',
    limit: 0.15,
    measured: ({ generation }) => {
      const result = found(generation, 'github', own);
      return quotient(result?.again.cpu, result?.first.cpu);
    },
  },
  {
    title: 'two GitHub calls: types',
    limit: 1500,
    measured: ({ types }) => found(types, 'github', own)?.types,
  },
  {
    title: 'two GitHub calls: instantiations',
    limit: 1000,
    measured: ({ types }) => found(types, 'github', own)?.instantiations,
  },
  {
    title: `two GitHub calls: time, × ${baseline}`,
    limit: 1.2,
    measured: ({ types }) =>
      quotient(found(types, 'github', own)?.time, found(types, 'github', baseline)?.time),
  },
  {
    title: `two GitHub calls: memory, × ${baseline}`,
    limit: 1.2,
    measured: ({ types }) =>
      quotient(found(types, 'github', own)?.memory, found(types, 'github', baseline)?.memory),
  },
  {
    title: 'two GitHub calls: gzip bytes beyond the rotate call',
    limit: 1000,
    measured: ({ bundle }) => {
      const github = found(bundle, 'github', own);
      const rotate = found(bundle, 'rotate', own);
      return github && rotate && github.gzip - rotate.gzip;
    },
  },
  {
    title: 'the rotate call in a browser: gzip bytes',
    limit: 5000,
    measured: ({ bundle }) => found(bundle, 'rotate', own)?.gzip,
  },
  {
    title: `the rotate call: CPU, × ${plain}`,
    limit: 1,
    measured: ({ use }) => toPlain(use, ({ call }) => call),
  },
  {
    title: `loading the client: time, × ${plain}`,
    limit: 2,
    measured: ({ use }) => toPlain(use, ({ load }) => load),
  },
  {
    title: 'installing the client: files',
    limit: 120,
    measured: ({ use }) => used(use, own)?.files,
  },
  {
    title: 'installing the client: bytes',
    limit: 600_000,
    measured: ({ use }) => used(use, own)?.bytes,
  },
];

/** Which budgets are kept, of those that were measured. */
export function verdicts(results: Results): Verdict[] {
  return budgets.flatMap(({ title, limit, measured }) => {
    const value = measured(results);
    return value === undefined ? [] : [{ title, limit, measured: value, kept: value <= limit }];
  });
}

/** The verdicts as a table; empty where there are none. */
export function budgetTable(results: Results): string {
  const rows = verdicts(results).map(({ title, limit, measured, kept }) => [
    title,
    String(limit),
    measured.toFixed(limit >= 100 ? 0 : 2),
    kept ? 'kept' : 'missed',
  ]);
  return rows.length === 0 ? '' : table(['budget', 'at most', 'measured', ''], rows);
}

function toReference(
  results: readonly GenerationResult[],
  document: DocumentName,
  figure: (result: GenerationResult) => number,
): number | undefined {
  const ours = found(results, document, own);
  const theirs = found(results, document, reference);
  return quotient(ours && figure(ours), theirs && figure(theirs));
}

function toPlain(
  results: readonly UseResult[],
  figure: (result: UseResult) => number | undefined,
): number | undefined {
  const ours = used(results, own);
  const theirs = used(results, plain);
  return quotient(ours && figure(ours), theirs && figure(theirs));
}

function used(results: readonly UseResult[], name: string): UseResult | undefined {
  return results.find((result) => result.name === name);
}

function found<Result extends { readonly document: DocumentName; readonly name: string }>(
  results: readonly Result[],
  document: DocumentName,
  name: string,
): Result | undefined {
  return results.find((result) => result.document === document && result.name === name);
}

function quotient(value: number | undefined, base: number | undefined): number | undefined {
  return value === undefined || base === undefined ? undefined : value / base;
}
