import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';

const WHOLE = { depth: Infinity, maxArrayLength: null, maxStringLength: null } as const;

/** Returns what Node prints of a value in each of its ways. */
export function printed(value: unknown): string[] {
  return [
    inspect(value, WHOLE),
    inspect(value, { ...WHOLE, compact: false, sorted: true, colors: true }),
    inspect({ value: [value] }, WHOLE),
    format('%O %s', value, value),
    logged(value),
    ...(value instanceof Error ? [] : [format('%o', value), inspect(value, { ...WHOLE, showHidden: true })]),
  ];
}

function logged(value: unknown): string {
  const texts: string[] = [];
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      texts.push(String(chunk));
      done();
    },
  });
  const console = new Console({ stdout });
  console.log(value);
  console.info('a', value);
  console.error(value);
  return texts.join('');
}

/** Returns a value, and all objects and lists in it. */
export function partsOf(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(partsOf)];
}
