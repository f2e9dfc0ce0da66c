import { Readable } from 'node:stream';
import { canaries } from '@scripts/fixtures/faults/program.ts';
import { type Answer, answer, type Exchange, type FaultAnswer, fields, head, rotated } from './exchange.ts';

const html = `<!doctype html><title>${canaries.rotatedToken}</title>`;

/** What is wrong with a 2xx whose headers arrive. The server did what was asked for. */
export const bodyFaults: Readonly<Record<string, FaultAnswer>> = {
  'body-reset': bytes({ 'content-length': '1000' }, rotated, ({ socket }) => socket.resetAndDestroy()),
  'body-shorter-than-length': bytes({ 'content-length': '1000' }, rotated),
  'body-without-last-chunk': bytes(
    { 'transfer-encoding': 'chunked' },
    `${rotated.length.toString(16)}\r\n${rotated}\r\n`,
  ),
  'body-longer-than-length': bytes({ 'content-length': String(rotated.length - 9) }, rotated),
  'body-not-gzip': bytes({ 'content-encoding': 'gzip', 'content-length': String(rotated.length) }, rotated),
  'body-stall': bytes({ 'content-length': '1000' }, rotated, ({ stall }) => stall(true)),
  'body-empty': applied({ body: '' }),
  'body-invalid-json': applied({ body: rotated.slice(0, -2) }),
  'body-html': applied({ headers: { 'content-type': 'text/html' }, body: html }),
  'body-wrong-media-type': applied({ headers: { 'content-type': 'text/plain' } }),
  'envelope-without-result': applied({
    body: JSON.stringify({ success: true, token: canaries.rotatedToken }),
  }),
  'envelope-success-false': (exchange) =>
    answer(exchange, {
      body: JSON.stringify({ success: false, errors: [{ code: 1, message: canaries.responseBody }] }),
    }),
  'undocumented-201': applied({ status: 201 }),
  'undocumented-202': applied({ status: 202 }),
  'undocumented-204': applied({ status: 204, body: '' }),
  'huge-200': huge(200),
  'huge-400': huge(400),
};

function applied(given: Answer): FaultAnswer {
  return (exchange) => {
    exchange.act();
    answer(exchange, given);
  };
}

/** Headers and what follows them as they are; a response to HEAD ends with the headers. */
function bytes(
  headers: Readonly<Record<string, string>>,
  body: string,
  finish: FaultAnswer = ({ socket }) => socket.end(),
): FaultAnswer {
  return (exchange) => {
    const { act, request, socket } = exchange;
    act();
    if (request.method === 'HEAD') socket.end(head(headers));
    else socket.write(head(headers) + body, () => finish(exchange));
  };
}

const MEGABYTES = 32;
const BLOCK = Buffer.alloc(1_000_000, 'x');

/** JSON of 32 MB, as one string in a field that nobody asked for. */
function huge(status: 200 | 400): FaultAnswer {
  return ({ act, response }: Exchange) => {
    if (status === 200) act();
    const success = status === 200;
    const rest = { success, errors: [{ code: 1, message: canaries.responseBody }], messages: [] };
    const end = `",${JSON.stringify({ ...rest, result: JSON.parse(rotated).result }).slice(1)}`;
    response.writeHead(status, fields);
    Readable.from(['{"filler":"', ...Array.from({ length: MEGABYTES }, () => BLOCK), end]).pipe(response);
  };
}
