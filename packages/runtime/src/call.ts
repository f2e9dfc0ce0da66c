import { Deadline } from './deadline.js';
import { APIError, InvalidRequestError } from './errors.js';
import { connectionError, placeOf, type Stage } from './failures.js';
import { buildRequest, type Call } from './request.js';
import { type Answer, refusal } from './response.js';
import type { Settings } from './settings.js';

/** setTimeout's limit; above it fires at once. */
const LONGEST = 2 ** 31 - 1;

/** Sends a call once and returns its 2xx; everything else rejects with an APIError. */
export async function answerTo(settings: Settings, call: Call): Promise<Answer> {
  const { operation, options } = call;
  const timeout = options.timeout ?? settings.timeout;
  if (!(timeout > 0 && timeout <= LONGEST)) {
    throw new InvalidRequestError(
      `${placeOf(operation)}: timeout is not between 1 and ${LONGEST} milliseconds; pass another`,
    );
  }
  const deadline = new Deadline(timeout, options.signal);
  let stage: Stage = 'building';
  try {
    const { url, init } = await deadline.within(buildRequest(settings, call));
    stage = 'sent';
    const { fetch } = settings;
    const response = await deadline.within(fetch(url, { ...init, signal: deadline.signal }));
    const requestId = response.headers.get(settings.definition.requestId ?? 'x-request-id') ?? undefined;
    const answer = { operation, response, deadline, requestId };
    if (response.ok) return answer;
    throw await refusal(answer);
  } catch (error) {
    deadline.stop();
    throw typedError(call, error, stage, deadline);
  }
}

function typedError({ operation }: Call, error: unknown, stage: Stage, { reason }: Deadline): APIError {
  if (error instanceof APIError && !(error instanceof InvalidRequestError)) return error;
  if (stage !== 'building' || reason) return connectionError(operation, { stage, reason, native: error });
  const fault =
    error instanceof InvalidRequestError ? error.message : 'an argument cannot be read; pass plain values';
  return new InvalidRequestError(`${placeOf(operation)}: ${fault}`);
}
