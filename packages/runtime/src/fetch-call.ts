import { type Answer, type Deadline, decodeError, parsedJSON, read } from './call.js';
import type { OperationDefinition } from './definition.js';
import { APIError, refused, statusError } from './errors.js';
import { requestClass, sent } from './fetch-sender.js';
import {
  type BodySerializer,
  defaultBodySerializer,
  type FetchClientOptions,
  type Middleware,
  type ParseAs,
  type PathSerializer,
} from './openapi-fetch.js';
import { checkedSerializer } from './path-template.js';
import type { BaseClientOptions } from './settings.js';
import { rememberParseAs, withParseAs } from './shown-middleware.js';

/** What openapi-fetch's client takes besides its own options. */
export type RuntimeOptions = Pick<
  BaseClientOptions,
  'timeout' | 'maxRetries' | 'maxRetryAfter' | 'logger' | 'logLevel' | 'allowInsecure'
>;

/** A client of openapi-fetch, and what it does not know. */
export interface FetchClient {
  readonly beneath: { request: (method: never, path: never, init: never) => Promise<FetchResult> };
  readonly options: FetchClientOptions & RuntimeOptions;
  /** The operations whose deprecation has been logged. */
  readonly warned: Set<string>;
}

/** What a call takes, as far as it matters here. */
export interface FetchCallOptions {
  readonly params?: { readonly path?: Readonly<Record<string, unknown>> };
  readonly parseAs?: ParseAs;
  readonly fetch?: FetchClientOptions['fetch'];
  readonly Request?: typeof Request;
  readonly bodySerializer?: BodySerializer<unknown>;
  readonly pathSerializer?: PathSerializer;
  readonly middleware?: Middleware[];
  readonly timeout?: number;
  readonly maxRetries?: number;
}

export interface FetchResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** A call under way. */
export interface FetchCall {
  readonly client: FetchClient;
  readonly operation: OperationDefinition;
  readonly init: FetchCallOptions;
  /** Whether the request has been made of the arguments; before, nothing that is thrown is a middleware's. */
  isBuilt: boolean;
  /** Whether the body is a stream, which can be sent once. */
  isStream: boolean;
  /** Whether the caller wants to see redirects. */
  isManual: boolean;
  answer: Answer | undefined;
  /** The error of a response that is no 2xx. */
  failure: APIError | undefined;
}

/**
 * Lets openapi-fetch make the request of a call, sends it as the runtime does, and reads its response.
 *
 * @throws APIError, and whatever a middleware throws
 */
export async function fetchCall(
  client: FetchClient,
  method: string,
  path: string,
  init: FetchCallOptions = {},
): Promise<FetchResult> {
  const operation: OperationDefinition = { method, path, responses: {} };
  const state = { isBuilt: false, isStream: false, isManual: false, answer: undefined, failure: undefined };
  const call: FetchCall = { client, operation, init, ...state };
  const { parseAs = 'json' } = init;
  try {
    const result = await client.beneath.request(method as never, path as never, builtWith(call) as never);
    return await settled(call, result, parseAs);
  } catch (fault) {
    if (call.isBuilt || fault instanceof APIError) throw fault;
    // The platform's message quotes the value.
    throw refused(operation, 'an argument or header cannot be sent, or its serializer failed; pass another');
  } finally {
    const { deadline } = call.answer ?? {};
    if (parseAs === 'stream') deadline?.lift();
    else deadline?.stop();
  }
}

/** Returns the options of the call, as openapi-fetch is given them: how it sends is ours, and nothing is read by it. */
function builtWith(call: FetchCall): object {
  const { client, operation, init } = call;
  const serializer = init.pathSerializer ?? client.options.pathSerializer;
  const serializeBody = init.bodySerializer ?? client.options.bodySerializer ?? defaultBodySerializer;
  const send = (request: Request, extension?: object) => sent(call, request, extension);
  rememberParseAs(send as typeof fetch, init.parseAs ?? 'json');
  return {
    ...init,
    parseAs: 'stream',
    fetch: send,
    pathSerializer: checkedSerializer(operation, init.params?.path, serializer),
    bodySerializer(...given: Parameters<typeof serializeBody>) {
      const body: unknown = serializeBody(...given);
      call.isStream = body instanceof ReadableStream;
      return body;
    },
    middleware: init.middleware?.map(withParseAs),
    Request: new Proxy(requestClass(call), {
      construct(target, given, derived) {
        const request: Request = Reflect.construct(target, given, derived);
        call.isBuilt = true;
        return request;
      },
    }),
  };
}

/** Returns the result of the call: a 2xx read as the caller wants it, any other status with an error that is one. */
async function settled(call: FetchCall, result: FetchResult, parseAs: ParseAs): Promise<FetchResult> {
  const { data, error, response } = result;
  if (response.ok) {
    // openapi-fetch has found it empty, or the caller reads it.
    if (data === undefined || parseAs === 'stream') return { data, response };
    return { data: await decoded(answerWith(call, response), parseAs), response };
  }
  // What a redirect says is not the API's. A browser hides its status: 0.
  const isRefused = !call.isManual && /^(0|30[12378])$/.test(`${response.status}`);
  if (!isRefused && error !== undefined && error !== null && error !== '') return { error, response };
  const { failure } = call;
  const isKnown = failure?.response?.status === response.status;
  return { error: isKnown ? failure : statusError(answerWith(call, response)), response };
}

/** @throws DecodeError, and APIUserAbortError */
async function decoded(answer: Answer, parseAs: Exclude<ParseAs, 'stream'>): Promise<unknown> {
  const { response } = answer;
  if (response.bodyUsed) throw decodeError(answer, 'its body is read elsewhere');
  if (parseAs !== 'json') return read<unknown>(answer, response[parseAs]());
  const text = await read(answer, response.text());
  if (text === '') return undefined;
  const parsed = parsedJSON(text);
  if (!parsed) throw decodeError(answer, 'it is not JSON', text);
  return parsed.value;
}

/** A middleware may have put another response in place, or have answered itself. */
function answerWith({ answer, operation }: FetchCall, response: Response): Answer {
  const deadline: Deadline = {
    signal: new AbortController().signal,
    within: (work) => work!,
    lift() {},
    stop() {},
  };
  return { operation, deadline, repeatable: true, inDoubt: false, isSent: true, ...answer, response };
}
