import type { Judge } from '../judge/judge.js';
import { requestWitness } from './request-witness.js';
import { promiseWitness, responseWitness } from './response-witness.js';
import { valueWitness } from './value-witness.js';

/** What to find a witness for: an operation of both documents, and where they differ. */
export interface WitnessQuestion {
  /** `POST /pets` in the old document. */
  readonly old: string;
  /** In the new one, where the operation is still there. */
  readonly next?: string | undefined;
  /** Whether it is about what the client sends or what it receives; about either where it says nothing. */
  readonly direction?: 'sent' | 'received' | undefined;
  /** The places of the change in the old and in the new document. */
  readonly pointers: readonly string[];
}

/**
 * A message, or a value alone of one that cannot be written: a request that the old document allows and the new one
 * refuses or reads otherwise; a response that the new one allows and a client of the old one cannot expect; or one that
 * the old document promised and the new one does not have any more.
 */
export interface MessageWitness {
  readonly kind: 'request' | 'response' | 'promise';
  /** The message as it is sent, each header on a line and an empty line before the body. */
  readonly text: string;
  /** Why it works no more. */
  readonly problem: string;
}

/** Finds a message that shows a change and has been judged under both documents; undefined where none was found. */
export async function findWitness(
  old: Judge,
  next: Judge,
  question: WitnessQuestion,
): Promise<MessageWitness | undefined> {
  const { direction } = question;
  const sent = direction === 'received' ? undefined : await requestWitness(old, next, question);
  const found = sent ?? (direction === 'sent' ? undefined : await responseWitness(old, next, question));
  if (found !== undefined) return found;
  const promised = direction === 'sent' ? undefined : await promiseWitness(old, next, question);
  return promised ?? valueWitness(old, next, question);
}
