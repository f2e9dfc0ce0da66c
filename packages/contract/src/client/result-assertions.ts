import { isObject, sameJson } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Outcome } from './test-server.js';

/** What a call has to come to. */
export type Expected =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'nothing' }
  /** An error with this status, and this body where it shows one. */
  | { readonly kind: 'status'; readonly status: number; readonly body: Json | undefined }
  | { readonly kind: 'error' }
  /** Whatever it is: the document says nothing that could be tried. */
  | { readonly kind: 'any' };

/** What is wrong with the way a call ended. */
export async function outcomeProblems(expected: Expected, outcome: Outcome): Promise<string[]> {
  if (outcome.kind === 'pending') return ['the call did not end'];
  switch (expected.kind) {
    case 'value':
      return valueProblems(outcome, (value) => sameJson(value, expected.value), expected.value);
    case 'bytes': {
      const bytes = outcome.kind === 'resolved' ? await bytesIn(outcome.value) : undefined;
      const same = bytes !== undefined && sameBytes(bytes, expected.bytes);
      return valueProblems(outcome, () => same, `${expected.bytes.length} bytes`);
    }
    case 'nothing':
      return valueProblems(outcome, (value) => value === undefined || value === null, undefined);
    case 'status':
      return statusProblems(outcome, expected.status, expected.body);
    case 'error':
      return errorProblems(outcome);
    case 'any':
      return [];
  }
}

function valueProblems(outcome: Outcome, same: (value: unknown) => boolean, wanted: unknown): string[] {
  if (outcome.kind === 'rejected')
    return [`rejected with ${errorText(outcome.error)}, wanted ${shown(wanted)}`];
  if (outcome.kind === 'pending' || same(outcome.value)) return [];
  return [`resolved to ${shown(outcome.value)}, wanted ${shown(wanted)}`];
}

function errorProblems(outcome: Outcome): string[] {
  if (outcome.kind === 'resolved') return [`resolved to ${shown(outcome.value)}, wanted an error`];
  if (outcome.kind === 'rejected' && !(outcome.error instanceof Error)) {
    return [`rejected with ${shown(outcome.error)}, which is not an Error`];
  }
  return [];
}

function statusProblems(outcome: Outcome, status: number, body: Json | undefined): string[] {
  const problems = errorProblems(outcome);
  if (problems.length > 0 || outcome.kind !== 'rejected') return problems;
  const actual = field(outcome.error, 'status');
  if (actual !== status) {
    return [`rejected with ${errorText(outcome.error)} of status ${shown(actual)}, wanted status ${status}`];
  }
  const actualBody = field(outcome.error, 'body');
  if (body === undefined || actualBody === undefined || sameJson(actualBody, body)) return [];
  return [`the error has body ${shown(actualBody)}, wanted ${shown(body)}`];
}

function field(error: unknown, name: 'status' | 'body'): unknown {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  const value: unknown = Reflect.get(error, name);
  return value;
}

function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : shown(error);
}

/** The bytes of whatever a client gives for a binary response. */
async function bytesIn(value: unknown): Promise<Uint8Array | undefined> {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Response) return new Uint8Array(await value.arrayBuffer());
  if (value instanceof Blob || value instanceof ReadableStream) {
    return new Uint8Array(await new Response(value).arrayBuffer());
  }
  return undefined;
}

/** Whether two byte strings are equal. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

const LONGEST = 160;

/** A value for a report, shortened. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text =
    isObject(value) || Array.isArray(value) ? safeText(value) : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function safeText(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
