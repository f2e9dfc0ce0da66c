import type { Json } from '../document/json.js';
import type { DocumentedResponse, MediaType, Operation } from '../document/operations.js';
import { DocumentError } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import { documentedFor, essence, readingOf } from '../document/media-types.js';
import type { HttpRequest, HttpResponse } from '../judge/message.js';
import { responseOf, usualResponse } from './answers.js';

/** What a request asks for in `Prefer: code=404, example=NAME` (RFC 7240). */
interface Preference {
  readonly code: string | undefined;
  readonly example: string | undefined;
}

/** Reads `code` and `example`; quotes are allowed, all other preferences are left alone. */
function preferenceOf(headers: Headers): Preference {
  const header = headers.get('prefer') ?? '';
  const value = (name: string): string | undefined => {
    const match = new RegExp(`(?:^|[,;])\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s,;]+))`, 'i').exec(header);
    return match?.[1] ?? match?.[2];
  };
  return { code: value('code'), example: value('example') };
}

/** An answer, or what keeps the mock from giving one: the caller's wish (400) or the document (500, 501). */
export type Answered = HttpResponse | { readonly refusal: 400 | 500 | 501; readonly message: string };

/** The response that the document has for this request and preference. */
export function preferredAnswer(judge: Judge, operation: Operation, request: HttpRequest): Answered {
  const preference = preferenceOf(request.headers);
  if (operation.responses.length === 0) {
    return { refusal: 501, message: `${operation.name} documents no response; add one to answer with` };
  }
  const response = chosenResponse(operation, preference.code);
  if (response === undefined) {
    const documented = operation.responses.map(({ status }) => status).join(', ');
    return {
      refusal: 400,
      message: `Prefer: code=${preference.code} is not documented; documented: ${documented}`,
    };
  }
  const media = chosenMedia(judge, response, request.headers.get('accept'), preference.example);
  if (preference.example !== undefined && !hasExample(judge, media, preference.example)) {
    return {
      refusal: 400,
      message: `Prefer: example=${preference.example} is not an example of ${response.status}`,
    };
  }
  try {
    const answer = responseOf(judge, operation, response, media, valueFor(judge, media, preference.example));
    return preference.code !== undefined && /^[2-5]\d\d$/.test(preference.code)
      ? { ...answer, status: Number(preference.code) }
      : answer;
  } catch (error) {
    if (error instanceof DocumentError) return { refusal: 500, message: error.message };
    throw error;
  }
}

/** A code means its own response or its range; `default` and `4XX` may be asked for by name. */
function chosenResponse(operation: Operation, code: string | undefined): DocumentedResponse | undefined {
  if (code === undefined) return usualResponse(operation);
  const keys = [code.toUpperCase(), code, `${code[0]}XX`, 'default'];
  return keys.flatMap((key) => operation.responses.find(({ status }) => status === key) ?? [])[0];
}

/** The media type with the wished example, else the first that the client accepts, JSON before others. */
function chosenMedia(
  judge: Judge,
  response: DocumentedResponse,
  accept: string | null,
  example: string | undefined,
): MediaType | undefined {
  const byReading = response.content.toSorted((a, b) => jsonFirst(a) - jsonFirst(b));
  if (example !== undefined) {
    const having = byReading.find((media) => hasExample(judge, media, example));
    if (having !== undefined) return having;
  }
  const ranges = (accept ?? '*/*').split(',').map(essence);
  const accepted = ranges.flatMap((range) => byReading.find((media) => isAccepted(media, range)) ?? []);
  return accepted[0] ?? byReading[0];
}

function jsonFirst(media: MediaType): number {
  return readingOf(media.type) === 'json' ? 0 : 1;
}

function isAccepted(media: MediaType, range: string): boolean {
  return documentedFor([{ name: range }], media.name) !== undefined;
}

function hasExample(judge: Judge, media: MediaType | undefined, name: string): boolean {
  if (media === undefined) return false;
  return judge.sampler.examples(media.at, media.schema, 'response').some((one) => one.name === name);
}

/** The wished example, else the first valid one, else a sample. Throws DocumentError where there is none. */
function valueFor(judge: Judge, media: MediaType | undefined, wished?: string): Json {
  if (media === undefined) return null;
  const examples = judge.sampler.examples(media.at, media.schema, 'response');
  const named = examples.find(({ name }) => name === wished);
  if (named !== undefined && named.problems.length > 0) {
    throw new DocumentError(
      named.pointer,
      `the example breaks its schema: ${named.problems.join('; ')}; mend it`,
    );
  }
  const example = named ?? examples.find(({ problems }) => problems.length === 0);
  if (example !== undefined) return example.value;
  const reading = readingOf(media.type);
  const isUnknown = reading === 'unjudged' || reading === 'opaque';
  if (media.schema === undefined && !isUnknown) return reading === 'json' ? {} : 'text';
  const value = media.schema === undefined ? undefined : judge.sampler.sample(media.schema, 'response');
  if (value !== undefined && !isUnknown && (reading !== 'bytes' || typeof value === 'string')) return value;
  throw new DocumentError(
    media.pointer,
    `${media.name} cannot be made from a schema; add an example as text`,
  );
}
