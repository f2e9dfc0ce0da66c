import { concealed } from '#platform';
import { type Answer, answerTo, type Deadline, decodeError, LARGEST_BODY, parsedJSON, read } from './call.js';
import type { OperationDefinition } from './definition.js';
import { APIError, APIUserAbortError, refused, statusError } from './errors.js';
import { requestMembers } from './extensions.js';
import {
  type CallFetch,
  checkedSerializer,
  defaultBodySerializer,
  withParseAs,
} from './fetch-serializers.js';
import type {
  BodySerializer,
  ClientOptions as FetchClientOptions,
  Middleware,
  ParseAs,
  PathSerializer,
} from 'openapi-fetch';
import { type BaseClientOptions, type Fetch, resolveSettings, type Settings } from './settings.js';

/** What openapi-fetch's client takes besides its own options. */
export type RuntimeOptions = Pick<
  BaseClientOptions,
  'timeout' | 'maxRetries' | 'maxRetryAfter' | 'maxBodySize' | 'logger' | 'logLevel' | 'allowInsecure'
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
  readonly maxBodySize?: number;
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
  /** What openapi-fetch made of the arguments. Before it is there, nothing that is thrown is a middleware's. */
  built: Request | undefined;
  /** Its body, as the serializer gave it. */
  content: unknown;
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
  init: FetchCallOptions,
): Promise<FetchResult> {
  const operation: OperationDefinition = { method, path, responses: {} };
  const state = {
    built: undefined,
    content: undefined,
    isManual: false,
    answer: undefined,
    failure: undefined,
  };
  const call: FetchCall = { client, operation, init, ...state };
  const { parseAs = 'json' } = init;
  try {
    const result = await client.beneath.request(method as never, path as never, builtWith(call) as never);
    return await settled(call, result, parseAs);
  } catch (fault) {
    if (call.built || fault instanceof APIError) throw fault;
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
  const callFetch: CallFetch<typeof send> = Object.assign(send, { parseAs: init.parseAs ?? 'json' });
  return {
    ...init,
    parseAs: 'stream',
    fetch: callFetch,
    pathSerializer: checkedSerializer(operation, init.params?.path, serializer),
    bodySerializer(...given: Parameters<typeof serializeBody>) {
      return (call.content = serializeBody(...given));
    },
    middleware: init.middleware?.map(withParseAs),
    Request: new Proxy(requestClass(call), {
      construct(target, given, derived) {
        return (call.built = Reflect.construct(target, given, derived) as Request);
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
  if (parseAs === 'text') return read(answer);
  if (parseAs !== 'json') {
    const blob = (await read(answer, true)) as Blob;
    return parseAs === 'blob' ? blob : blob.arrayBuffer();
  }
  const text = await read(answer);
  if (text === '') return undefined;
  const parsed = parsedJSON(text);
  if (!parsed) throw decodeError(answer, 'it is not JSON', text);
  return parsed.value;
}

/** A middleware may have put another response in place, or have answered itself. */
function answerWith({ answer, operation, init, client }: FetchCall, response: Response): Answer {
  const deadline: Deadline = {
    signal: new AbortController().signal,
    within: (work) => work!,
    lift() {},
    stop() {},
  };
  const maxBodySize = init.maxBodySize ?? client.options.maxBodySize ?? LARGEST_BODY;
  const usual = { repeatable: true, inDoubt: false, isSent: true };
  return { operation, deadline, maxBodySize, ...usual, ...answer, response };
}

/**
 * Sends the request of a call, again where that is safe, and returns its response whatever the status.
 *
 * @param extension what openapi-fetch gives `fetch` besides the request
 * @throws APIError where no response came
 */
export async function sent(call: FetchCall, request: Request, extension?: object): Promise<Response> {
  const { init } = call;
  const operation: OperationDefinition = {
    ...call.operation,
    method: request.method,
    url: request.url,
    body: { from: 'member', encode: (content) => content as RequestInit['body'] },
  };
  let received: Response | undefined;
  const settings = settingsWith(call, request, async (url, given) => {
    // Its copy was read up to the limit alone: the connection ends with both.
    received?.body?.cancel().catch(() => {});
    received = await attempted(call, request, url, given, extension);
    return forRuntime(received, request);
  });
  call.answer?.deadline.stop();
  call.isManual = request.redirect === 'manual';
  // What the runtime would add is the platform's here.
  const headers = { accept: null, 'user-agent': null, ...Object.fromEntries(request.headers) };
  const { timeout, maxRetries, maxBodySize } = init;
  const options = { headers, signal: request.signal, timeout, maxRetries, maxBodySize };
  try {
    const body = await contentOf(call, request);
    call.answer = await answerTo(settings, { operation, path: {}, params: { body }, options });
    return call.answer.response;
  } catch (fault) {
    const isStatus = fault instanceof APIError && fault.response && !(fault instanceof APIUserAbortError);
    if (!isStatus || !received || request.redirect === 'error') throw fault;
    call.failure = fault;
    return withSafeText(call, received);
  }
}

/** The class whose instances `fetch` is given. */
export function requestClass({ client, init }: FetchCall): typeof Request {
  return init.Request ?? (client.options.Request as typeof Request | undefined) ?? Request;
}

function settingsWith({ client }: FetchCall, request: Request, send: Fetch): Settings {
  const settings = resolveSettings(
    { name: 'openapi-fetch', version: '', auth: {} },
    {
      ...client.options,
      baseURL: new URL(request.url).origin,
      fetch: send,
      fetchOptions: requestMembers(request),
    },
  );
  return { ...settings, warned: client.warned };
}

/** Returns the body of a request, in one piece unless it is a stream: it may have to be sent again. */
async function contentOf({ built, content }: FetchCall, request: Request): Promise<unknown> {
  if (content instanceof ReadableStream) return request.body ?? undefined;
  // A middleware may have put another request in place.
  if (request === built && typeof content === 'string') return content;
  if (/^(GET|HEAD)$/.test(request.method)) return undefined;
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > 0 ? bytes : undefined;
}

async function attempted(
  call: FetchCall,
  request: Request,
  url: string,
  given: RequestInit,
  extension: object | undefined,
): Promise<Response> {
  // Members of the caller's own, which openapi-fetch puts on the request: `next`, say.
  const members = Object.fromEntries(Object.entries(request));
  const attempt = Object.assign(new (requestClass(call))(url, given), members);
  // Looked up at each call: tests and instrumentation replace the global one.
  const send = call.init.fetch ?? call.client.options.fetch ?? fetch;
  return (send as (input: Request, extension?: object) => Promise<Response>)(attempt, extension);
}

/** Returns what the runtime reads of a response: the caller has that itself. */
function forRuntime(response: Response, { redirect }: Request): Response {
  if (response.ok) return response;
  // Without its target, it is not followed.
  if (redirect !== 'follow' && /^30[12378]$/.test(`${response.status}`))
    return new Response(null, { status: response.status });
  return response.clone();
}

/** The status of a response says enough, where its body breaks off or is too large. */
function withSafeText(call: FetchCall, response: Response): Response {
  const text = () => read(answerWith(call, response)).catch(() => '');
  return Object.defineProperty(concealed(response), 'text', { value: text });
}
