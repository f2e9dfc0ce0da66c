import type { Json } from '../document/json.js';
import type { DocumentedResponse, MediaType, Operation, Parameter } from '../document/operations.js';
import { DocumentError } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import { documentedFor } from '../document/media-types.js';
import type { HttpResponse } from '../judge/message.js';
import { certain, problemText } from '../judge/problem.js';
import type { Problem } from '../judge/problem.js';
import { documentedStatus } from '../judge/response.js';
import { responseOf, simpleText, statusFor } from '../mock/answers.js';
import { responseText } from '../requests/message-text.js';
import { relevanceOf } from './affected-places.js';
import { differingValues, samplesOf, shortestFirst } from './value-search.js';
import type { MessageWitness, WitnessQuestion } from './witness.js';

/** More responses than this are not judged for one change. */
const MOST_RESPONSES = 300;

/** A response that the new document allows and the old one does not, so that a client of the old one cannot expect it. */
export async function responseWitness(
  old: Judge,
  next: Judge,
  question: WitnessQuestion,
): Promise<MessageWitness | undefined> {
  const operation = old.operations.find(({ name }) => name === question.old);
  const counterpart = next.operations.find(({ name }) => name === question.next);
  if (operation === undefined || counterpart === undefined) return undefined;
  const sides = [
    { judge: old, operation },
    { judge: next, operation: counterpart },
  ];
  const relevant = relevanceOf(sides, question.pointers, 'response');
  let around: MessageWitness | undefined;
  let count = 0;
  for (const response of trials(old, next, operation, counterpart, question)) {
    count += 1;
    if (count > MOST_RESPONSES) break;
    if ((await next.checkResponse(counterpart, response)).problems.length > 0) continue;
    const problems = certain((await old.checkResponse(operation, response)).problems);
    const own = problems.find((one) => relevant(one) === 'own');
    if (own !== undefined)
      return { kind: 'response', text: responseText(response), problem: problemText(own) };
    const other = problems.find((one) => relevant(one) === 'around');
    if (other !== undefined)
      around ??= { kind: 'response', text: responseText(response), problem: problemText(other) };
  }
  return around;
}

/** A response that the old document promised and the new one does not: its status, its media type or a header is gone. */
export async function promiseWitness(
  old: Judge,
  next: Judge,
  question: WitnessQuestion,
): Promise<MessageWitness | undefined> {
  const operation = old.operations.find(({ name }) => name === question.old);
  const counterpart = next.operations.find(({ name }) => name === question.next);
  if (operation === undefined || counterpart === undefined) return undefined;
  for (const response of operation.responses) {
    const after = documentedStatus(counterpart, statusFor(operation, response));
    const [gone] = response.headers.filter(
      ({ name, pointer }) =>
        question.pointers.includes(pointer) && !after?.headers.some((one) => isSameName(one.name, name)),
    );
    for (const media of response.content.length === 0 ? [undefined] : response.content) {
      const [least = null] = media === undefined ? [] : valuesOf(old, media);
      const [plain] =
        gone === undefined
          ? made(old, operation, response, media, [least])
          : headersTried(old, operation, response).filter(({ headers }) => headers.has(gone.name));
      if (plain === undefined || (await old.checkResponse(operation, plain)).problems.length > 0) continue;
      const [first] = certain((await next.checkResponse(counterpart, plain)).problems);
      const problem = first === undefined ? goneText(gone, counterpart) : problemText(first);
      if (
        problem !== undefined &&
        (first === undefined || isAbout({ ...first, pointer: media?.pointer ?? response.pointer }, question))
      )
        return { kind: 'promise', text: responseText(plain), problem };
    }
  }
  return undefined;
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function goneText(header: Parameter | undefined, { pointer }: Operation): string | undefined {
  return header === undefined ? undefined : `header ${header.name}: is no longer documented (${pointer})`;
}

function isAbout({ pointer }: Problem, { pointers }: WitnessQuestion): boolean {
  return pointers.some(
    (place) => `${place}/`.startsWith(`${pointer}/`) || `${pointer}/`.startsWith(`${place}/`),
  );
}

/** What may arrive: what the change is about first, then everything that the operation may answer. */
function* trials(
  old: Judge,
  next: Judge,
  operation: Operation,
  counterpart: Operation,
  question: WitnessQuestion,
): Generator<HttpResponse> {
  const direction = 'response' as const;
  const contents = counterpart.responses.flatMap((response) =>
    response.content.map((media) => ({ response, media })),
  );
  for (const { response, media } of contents) {
    const before = documentedStatus(operation, statusFor(counterpart, response));
    const other = documentedFor(before?.content ?? [], media.type);
    if (media.schema === undefined || other?.schema === undefined) continue;
    const [accepts, refuses] = [
      { judge: next, schema: media.schema, direction },
      { judge: old, schema: other.schema, direction },
    ];
    for (const value of shortestFirst(differingValues(accepts, refuses, question.pointers)))
      yield* made(next, counterpart, response, media, [value]);
  }
  for (const response of counterpart.responses) yield* headersTried(next, counterpart, response);
  for (const { response, media } of contents)
    yield* made(next, counterpart, response, media, valuesOf(next, media));
}

function valuesOf(judge: Judge, { schema }: MediaType): readonly Json[] {
  return schema === undefined ? [null] : samplesOf({ judge, schema, direction: 'response' });
}

/** Responses in one media type; none where a header that must be there cannot be made. */
function made(
  judge: Judge,
  operation: Operation,
  response: DocumentedResponse,
  media: MediaType | undefined,
  values: readonly Json[],
): HttpResponse[] {
  try {
    return values.map((value) => responseOf(judge, operation, response, media, value));
  } catch (error) {
    if (error instanceof DocumentError) return [];
    throw error;
  }
}

/** A response with only its required headers, then with each value of each header. */
function headersTried(judge: Judge, operation: Operation, response: DocumentedResponse): HttpResponse[] {
  const [media] = response.content;
  const [least = null] = media === undefined ? [] : valuesOf(judge, media);
  return made(judge, operation, response, media, [least]).flatMap((plain) => [
    plain,
    ...response.headers.flatMap(({ name, schema, explode, mediaType }) => {
      if (schema === undefined || mediaType !== undefined) return [];
      return samplesOf({ judge, schema, direction: 'response' }).flatMap((value) => {
        const text = simpleText(value, explode);
        // What no header can carry is not sent.
        if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text)) return [];
        const headers = new Headers(plain.headers);
        headers.set(name, text);
        return [{ ...plain, headers }];
      });
    }),
  ]);
}
