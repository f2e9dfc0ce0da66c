import { BODILESS_STATUSES } from '../document/http.js';
import type { DocumentedResponse, MediaType, Operation, Parameter } from '../document/operations.js';
import type { Source } from '../document/source.js';
import type { Validate } from '../schema/validators.js';
import { readBody } from './bodies.js';
import { coerced, shapesOf } from './coercion.js';
import { documentedFor, essence, readingOf } from '../document/media-types.js';
import type { HttpResponse } from './message.js';
import { readHeader } from './parameters.js';
import { problemsAt } from './problem.js';
import type { Problem } from './problem.js';

/** What the document has for a response, and what is wrong with the response by it. */
export interface ResponseVerdict {
  readonly documented: DocumentedResponse | undefined;
  readonly mediaType: MediaType | undefined;
  readonly problems: readonly Problem[];
}

/** The documented response for a status: by itself, by its range, else the default (Responses Object). */
export function documentedStatus(operation: Operation, status: number): DocumentedResponse | undefined {
  const keys = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  return keys.flatMap((key) => operation.responses.find((one) => one.status === key) ?? [])[0];
}

/** Checks a response to an operation. */
export async function checkDocumented(
  source: Source,
  operation: Operation,
  response: HttpResponse,
  validate: Validate,
): Promise<ResponseVerdict> {
  const documented = documentedStatus(operation, response.status);
  if (documented === undefined) {
    const names = operation.responses.map(({ status }) => status).join(', ');
    const message = `${response.status} is not documented; documented: ${names}`;
    return {
      documented,
      mediaType: undefined,
      problems: [{ place: 'status', message, pointer: operation.pointer }],
    };
  }
  const headers = documented.headers.flatMap((header) => headerProblems(source, header, response, validate));
  const isHead = operation.method === 'HEAD';
  const body = isHead
    ? headVerdict(documented, response)
    : await bodyVerdict(source, documented, response, validate);
  return { documented, mediaType: body.mediaType, problems: [...headers, ...body.problems] };
}

type BodyVerdict = Pick<ResponseVerdict, 'mediaType' | 'problems'>;

const NO_BODY: BodyVerdict = { mediaType: undefined, problems: [] };

/** A response to HEAD has the headers of a body but none. */
function headVerdict(documented: DocumentedResponse, response: HttpResponse): BodyVerdict {
  const contentType = response.headers.get('content-type');
  return {
    ...NO_BODY,
    mediaType: contentType === null ? undefined : documentedFor(documented.content, contentType),
  };
}

function headerProblems(
  source: Source,
  header: Parameter,
  response: HttpResponse,
  validate: Validate,
): Problem[] {
  const place = `header ${header.name}`;
  const [shape = 'primitive'] = shapesOf(source, header.schema);
  const read = readHeader(header, response.headers, header.mediaType === undefined ? shape : 'primitive');
  if (read === undefined) {
    return header.required ? [{ place, message: 'is required', pointer: header.pointer }] : [];
  }
  if ('problem' in read) return [{ place, message: read.problem, pointer: header.pointer }];
  const { schema } = header;
  if (schema === undefined || header.mediaType !== undefined) return [];
  const value = coerced(source, schema, read.value, validate);
  return problemsAt(place, schema.pointer, validate(schema, value));
}

async function bodyVerdict(
  source: Source,
  documented: DocumentedResponse,
  response: HttpResponse,
  validate: Validate,
): Promise<BodyVerdict> {
  const contentType = response.headers.get('content-type');
  const problem = (message: string, pointer = documented.pointer): Problem => ({
    place: 'body',
    message,
    pointer,
  });
  if (documented.content.length === 0 || BODILESS_STATUSES.includes(response.status)) {
    return response.body.length === 0
      ? NO_BODY
      : { mediaType: undefined, problems: [problem('is not documented')] };
  }
  const mediaType = contentType === null ? undefined : documentedFor(documented.content, contentType);
  if (mediaType === undefined || contentType === null) {
    const names = documented.content.map(({ name }) => name).join(', ');
    const sent = contentType === null ? 'none' : essence(contentType);
    return { mediaType: undefined, problems: [problem(`has content type ${sent}; documented: ${names}`)] };
  }
  // Parts that arrive are bytes to a client.
  if (readingOf(contentType) === 'multipart') return { mediaType, problems: [] };
  const read = await readBody(source, mediaType, contentType, response.body, validate);
  if ('problem' in read) return { mediaType, problems: [problem(read.problem, mediaType.pointer)] };
  const { schema } = mediaType;
  if (schema === undefined || read.value === undefined) return { mediaType, problems: [] };
  return { mediaType, problems: problemsAt('body', schema.pointer, validate(schema, read.value)) };
}
