import { failureRows } from '@specline/generator/failures';

/** Faults in which each part of a response holds a secret. */
const ALWAYS = [
  'body-invalid-json',
  'body-shorter-than-length',
  'status-404-documented',
  'informational-103',
];

/** Returns faults of the table of failures, which end by themselves: always the same ones, then such as the seed says. */
export function faultsOf(seed: number, most: number): string[] {
  const rows = failureRows().filter(({ method, stalls, huge }) => method === 'rotate' && !stalls && !huge);
  const names = [...new Set(rows.map(({ fault }) => fault))].filter((name) => !ALWAYS.includes(name));
  const start = (seed * 37) % names.length;
  const turned = [...names.slice(start), ...names.slice(0, start)];
  const step = Math.max(1, Math.floor(names.length / most));
  return [...ALWAYS, ...turned.filter((_, index) => index % step === 0)].slice(0, most);
}
