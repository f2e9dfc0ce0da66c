// The table of failures with the installed client, as scripts/runtimes launches it.
import Cloudflare from '@specline/moq-relays-client';
import { type Client, type Row, type RowResult, runRows } from './program.js';

export interface Input {
  readonly origin: string;
  readonly rows: readonly Row[];
  readonly concurrency: number;
  readonly connections: number;
}

/** What a runtime has besides the web platform. */
export interface Platform {
  readonly inspect?: (value: unknown, options: object) => string;
}

export function main(
  { origin, rows, concurrency, connections }: Input,
  { inspect }: Platform,
): Promise<RowResult[]> {
  const whole = { depth: Infinity, showHidden: true, getters: true };
  const show = (value: unknown) =>
    [true, false].map((customInspect) => inspect!(value, { ...whole, customInspect })).join('\n');
  return runRows(origin, rows, createClient, {
    concurrency,
    connections,
    ...(inspect !== undefined && { inspect: show }),
  });
}

/** The calls send more than the types of the client let through. */
function createClient(options: object): Client {
  return new Cloudflare(options) as unknown as Client;
}
