// The table of failures with the installed client, as scripts/runtimes launches it.
import Cloudflare from '@specline/moq-relays-client';
import { type Row, type RowResult, runRows } from './program.js';

export interface Input {
  readonly origin: string;
  readonly rows: readonly Row[];
  readonly concurrency: number;
}

/** What a runtime has besides the web platform. */
export interface Platform {
  readonly inspect?: (value: unknown, options: object) => string;
}

export function main({ origin, rows, concurrency }: Input, { inspect }: Platform): Promise<RowResult[]> {
  const show = (value: unknown) => inspect!(value, { depth: Infinity, showHidden: true });
  return runRows(origin, rows, (options) => new Cloudflare(options), {
    concurrency,
    ...(inspect !== undefined && { inspect: show }),
  });
}
