import type { BodyDefinition, BodyEncoder, OperationDefinition } from './definition.js';
import { InvalidRequestError } from './errors.js';
import { isParameter, ownValues, type Values } from './parameters.js';

export interface RequestBody {
  readonly content?: NonNullable<RequestInit['body']>;
  /** Absent where the content brings its own: a form's boundary, a blob's type under a range. */
  readonly mediaType?: string;
}

/** Sends text, bytes, a `Blob`, a form or a stream as it is. */
export const raw: BodyEncoder = (body) => {
  return isRaw(body) ? body : undefined;
};

const json: BodyEncoder = (body) => JSON.stringify(body);

/**
 * Returns the body of an operation's request, empty where it has none.
 *
 * @throws InvalidRequestError for a required body that is missing, or a value that its media type cannot carry
 */
export function requestBody(operation: OperationDefinition, inPath: Values, params: Values): RequestBody {
  const definition = operation.body;
  if (!definition) return {};
  const value = bodyValue(definition, operation, inPath, params);
  if (value === undefined) {
    if (definition.required) throw new InvalidRequestError('the body is missing; pass params.body');
    return {};
  }
  const content = encodedBody(definition, value);
  const { mediaType } = definition;
  if (content === undefined || content === null) {
    throw new InvalidRequestError(`the body cannot be sent as ${mediaType}; pass another kind of value`);
  }
  return content instanceof FormData || mediaType.includes('*') ? { content } : { content, mediaType };
}

function bodyValue(
  { from, grouped = [] }: BodyDefinition,
  operation: OperationDefinition,
  inPath: Values,
  params: Values,
): unknown {
  if (from === 'member') return params['body'];
  const fields: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(params)) {
    const isGroup = grouped.length > 0 && name === 'body';
    if (!isGroup && !isParameter(operation, inPath, name)) fields[name] = params[name];
  }
  const group = ownValues(params['body']);
  for (const name of grouped) fields[name] = group[name];
  return fields;
}

function encodedBody({ encode = json }: BodyDefinition, value: unknown): RequestInit['body'] | undefined {
  try {
    return encode(value);
  } catch {
    return undefined; // The platform's message may quote the value.
  }
}

function isRaw(body: unknown): body is NonNullable<RequestInit['body']> {
  if (typeof body === 'string' || ArrayBuffer.isView(body)) return true;
  return [ArrayBuffer, Blob, FormData, URLSearchParams, ReadableStream].some((kind) => body instanceof kind);
}
