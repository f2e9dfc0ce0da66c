import { BODILESS_STATUSES } from '../document/http.js';
import type { DocumentedResponse, MediaType, Operation } from '../document/operations.js';
import { DocumentError } from '../document/source.js';
import { usualResponse } from '../mock/answers.js';
import { brokenReplies, replyName, strangeError, validReplies } from './response-cases.js';
import type { Reply, Setting } from './response-cases.js';

/** Answers to try under one name. */
export interface ResponseTrial {
  readonly name: string;
  readonly replies: () => readonly Reply[];
}

/** Every documented answer in each media type, and the broken ones that go with it. */
export function responseTrials(setting: Setting, operation: Operation): ResponseTrial[] {
  const sendable = operation.responses.filter(
    ({ pointer, status }) => !status.startsWith('1') && !setting.isIgnored(pointer),
  );
  return [
    ...sendable.flatMap((response) =>
      mediaOf(setting, response).flatMap((media) => mediaTrials(setting, operation, response, media)),
    ),
    ...strangeError(operation).map((reply) => refusal(reply)),
  ];
}

/**
 * The answer that a call gets when it is its request that is tried: the usual valid one. Where there is none, an empty one
 * whose outcome says nothing, so that the request is tried all the same.
 */
export function usualReply(setting: Setting, operation: Operation): Reply {
  const response = usualResponse(operation);
  const silent: Reply = {
    label: '',
    answer: { status: 204, headers: new Headers(), body: new Uint8Array() },
    expected: { kind: 'any' },
  };
  if (response === undefined) return silent;
  const [media] = mediaOf(setting, response).map((one) => ({ media: one }));
  try {
    const replies = media === undefined ? [] : validReplies(setting, operation, response, media.media);
    return replies[0] ?? silent;
  } catch (error) {
    if (error instanceof DocumentError) return silent;
    throw error;
  }
}

/** The media types that can be sent and are not ignored, or undefined once where there is no body. */
function mediaOf(setting: Setting, response: DocumentedResponse): (MediaType | undefined)[] {
  const bodiless = BODILESS_STATUSES.includes(Number(response.status));
  if (bodiless || response.content.length === 0) return [undefined];
  return response.content.filter(({ pointer }) => !setting.isIgnored(pointer));
}

function mediaTrials(
  setting: Setting,
  operation: Operation,
  response: DocumentedResponse,
  media: MediaType | undefined,
): ResponseTrial[] {
  const name = `receives ${replyName(operation, response, media)}`;
  const valid = { name, replies: () => validReplies(setting, operation, response, media) };
  if (media === undefined) return [valid];
  try {
    return [valid, ...brokenReplies(setting, operation, response, media).map(refusal)];
  } catch (error) {
    if (error instanceof DocumentError) return [valid];
    throw error;
  }
}

function refusal(reply: Reply): ResponseTrial {
  return { name: `refuses ${reply.label}`, replies: () => [{ ...reply, label: '' }] };
}
