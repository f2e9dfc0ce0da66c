import type { Fault, RawOperation } from './reference-faults.js';

export class StatusError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`status ${status}`);
    this.status = status;
    this.body = body;
  }
}

export async function decoded(
  operation: RawOperation,
  method: string,
  response: Response,
  envelope: string | undefined,
  fault: Fault | undefined,
): Promise<unknown> {
  const range = `${String(response.status)[0]}XX`;
  const { responses } = operation;
  const only = Object.keys(responses).some((status) => status.startsWith('2'))
    ? undefined
    : responses['default'];
  const documented =
    responses[String(response.status)] ?? responses[range] ?? (response.ok ? only : responses['default']);
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const known = Object.keys(documented?.content ?? {}).includes(contentType);
  if (!response.ok) {
    const text = await response.text();
    const body = contentType === 'application/json' && text !== '' ? JSON.parse(text) : undefined;
    if (fault === 'resolves errors') return body;
    if (fault === 'throws without a status') throw new Error('failed');
    // oxlint-disable-next-line typescript/only-throw-error -- the fault
    if (fault === 'throws no Error') throw { status: response.status };
    throw new StatusError(response.status, body);
  }
  if (documented === undefined && fault !== 'accepts undocumented 2xx')
    throw new Error('undocumented status');
  if (
    response.status === 204 ||
    method === 'HEAD' ||
    (documented?.content === undefined && documented !== undefined)
  )
    return undefined;
  if (!known && fault !== 'accepts any content type' && fault !== 'accepts undocumented 2xx')
    throw new Error('undocumented type');
  return successBody(
    response,
    documented?.content?.[contentType]?.schema?.properties ?? {},
    contentType,
    envelope,
    fault,
  );
}

async function successBody(
  response: Response,
  properties: object,
  contentType: string,
  envelope: string | undefined,
  fault: Fault | undefined,
): Promise<unknown> {
  if (contentType === 'text/plain') return response.text();
  if (contentType === 'application/octet-stream') return response.blob();
  const text = await response.text();
  if (text === '' && fault === 'accepts an empty body') return undefined;
  let body;
  try {
    body = JSON.parse(text);
  } catch (error) {
    if (fault === 'swallows bad JSON') return text;
    throw error;
  }
  if (envelope === undefined || fault === 'returns the envelope') return body;
  if (!(envelope in properties)) return body;
  if (body.success === false && fault !== 'ignores success: false')
    throw new StatusError(response.status, body);
  if (body[envelope] === undefined && fault !== 'returns undefined without a result')
    throw new Error('no result');
  return body[envelope];
}
