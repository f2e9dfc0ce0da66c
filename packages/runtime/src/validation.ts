import { hide } from '#platform';
import { decodeError } from './call.js';
import { answerOf, type APIPromise } from './client.js';

/** What validators of many libraries are (Standard Schema, version 1: standardschema.dev). */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    /** The library. */
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a schema makes of what it is given. */
export type ValidatedBy<Schema extends StandardSchemaV1> = NonNullable<
  Schema['~standard']['types']
>['output'];

/** The library whose messages quote no value: that of the validators in generated packages. */
const OURS = 'specline';
const MOST_ISSUES = 5;

/**
 * Returns the data of a call as a schema makes it.
 *
 * @throws what the call rejects with; DecodeError for data that is not valid, with the data as `body` and the places in its
 * message. Messages of other libraries may quote a value, and are left out
 */
export async function validated<Schema extends StandardSchemaV1>(
  promise: APIPromise<unknown>,
  schema: Schema,
): Promise<ValidatedBy<Schema>> {
  const { data } = await promise.withResponse();
  const answer = await answerOf(promise);
  const standard = schema['~standard'];
  let result: StandardResult<unknown>;
  try {
    result = await standard.validate(data);
  } catch {
    throw decodeError(answer, 'its validator failed', data); // The cause may quote a value.
  }
  const { issues } = result;
  if (issues) throw decodeError(answer, `it is not valid: ${described(issues, standard.vendor)}`, data);
  hide(result.value, answer.operation.sensitive);
  return result.value;
}

function described(issues: readonly StandardIssue[], vendor: string): string {
  const texts = issues.slice(0, MOST_ISSUES).map(({ path = [], message }) => {
    const place = path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
    return [place || 'all of it', vendor === OURS ? message : []].flat().join(' ');
  });
  const more = issues.length - texts.length;
  return texts.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
