import { answerTo } from './call.js';
import type { OperationDefinition } from './definition.js';
import { APIError, APIUserAbortError, placeOf } from './errors.js';
import type { FetchCall } from './fetch-call.js';
import { requestMembers } from './request-members.js';
import { type Fetch, resolveSettings, type Settings } from './settings.js';

/**
 * Sends the request of a call, again where that is safe, and returns its response whatever the status.
 *
 * @param extension what openapi-fetch gives `fetch` besides the request
 * @throws APIError where no response came
 */
export async function sent(call: FetchCall, request: Request, extension?: object): Promise<Response> {
  const { client, init } = call;
  const operation: OperationDefinition = {
    ...call.operation,
    method: request.method,
    url: request.url,
    body: { from: 'member', encode: (content) => content as RequestInit['body'] },
  };
  let received: Response | undefined;
  const settings = settingsWith(call, operation, request, async (url, given) => {
    received = await attempted(call, request, url, given, extension);
    return forRuntime(received, request);
  });
  call.answer?.deadline.stop();
  call.isManual = request.redirect === 'manual';
  // What the runtime would add is the platform's here.
  const headers = { accept: null, 'user-agent': null, ...Object.fromEntries(request.headers) };
  const { timeout, maxRetries } = init;
  const options = { headers, signal: request.signal, timeout, maxRetries };
  try {
    const body = await contentOf(call, request);
    call.answer = await answerTo(settings, { operation, path: {}, params: { body }, options });
    return call.answer.response;
  } catch (fault) {
    const isStatus = fault instanceof APIError && fault.response && !(fault instanceof APIUserAbortError);
    if (!isStatus || !received || request.redirect === 'error') throw fault;
    call.failure = fault;
    return withSafeText(received);
  } finally {
    if (settings.warned.has(operation.responses)) client.warned.add(placeOf(operation));
  }
}

/** The class whose instances `fetch` is given. */
export function requestClass({ client, init }: FetchCall): typeof Request {
  return init.Request ?? (client.options.Request as typeof Request | undefined) ?? Request;
}

function settingsWith(
  { client }: FetchCall,
  operation: OperationDefinition,
  request: Request,
  send: Fetch,
): Settings {
  const settings = resolveSettings(
    { name: 'openapi-fetch', version: '', auth: {} },
    {
      ...client.options,
      baseURL: new URL(request.url).origin,
      fetch: send,
      fetchOptions: requestMembers(request),
    },
  );
  return {
    ...settings,
    warned: new WeakSet(client.warned.has(placeOf(operation)) ? [operation.responses] : []),
  };
}

/** Returns the body of a request, in one piece unless it is a stream: it may have to be sent again. */
async function contentOf({ isStream }: FetchCall, request: Request): Promise<unknown> {
  if (isStream) return request.body ?? undefined;
  if (/^(GET|HEAD)$/.test(request.method)) return undefined;
  const content = await request.arrayBuffer();
  return content.byteLength > 0 ? content : undefined;
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

/** The status of a response says enough, where its body breaks off. */
function withSafeText(response: Response): Response {
  const text = async () => {
    try {
      return await Reflect.get(Object.getPrototypeOf(response), 'text').call(response);
    } catch {
      return '';
    }
  };
  return Object.defineProperty(response, 'text', { value: text });
}
