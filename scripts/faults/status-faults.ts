import { first, reset } from './connection-faults.ts';
import { answer, type FaultAnswer, head, refusal } from './exchange.ts';

const REFUSALS = [400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 425, 429, 451, 499];
const FAILURES = [500, 501, 502, 503, 504, 507, 520, 599];

/** With these the server may have done it all the same, and here it has. */
const ACTED = [500, 502, 504, 520, 599];

/** Statuses from 400 on, with the body that is documented, with none, and with one that breaks off. */
export const statusFaults: Readonly<Record<string, FaultAnswer>> = {
  ...Object.assign({}, ...REFUSALS.map(bodiesOf), ...FAILURES.map(bodiesOf)),
  ...retryAfterOf(429),
  ...retryAfterOf(503),
  'status-401-once': first(status(401)),
  'status-408-once': first(status(408)),
  'status-429-once': first(status(429)),
  'status-500-once': first(status(500)),
  'status-503-once': first(status(503)),
  'status-503-retry-after-once': first(busy(503, '0')),
  'status-429-then-reset': first(status(429), reset),
  'reset-then-404': first(reset, status(404)),
  'status-503-retry-after-then-404': first(busy(503, '0'), status(404)),
};

function bodiesOf(code: number): Record<string, FaultAnswer> {
  return {
    [`status-${code}-documented`]: status(code),
    [`status-${code}-empty`]: status(code, ''),
    [`status-${code}-broken-off`]: ({ act, request, socket }) => {
      if (ACTED.includes(code)) act();
      const start = head({ 'content-length': '1000' }, code);
      socket.end(request.method === 'HEAD' ? start : start + refusal.slice(0, -2));
    },
  };
}

function status(code: number, body = refusal): FaultAnswer {
  return (exchange) => {
    if (ACTED.includes(code)) exchange.act();
    answer(exchange, { status: code, body });
  };
}

function retryAfterOf(code: number): Record<string, FaultAnswer> {
  return {
    [`status-${code}-retry-after-0`]: busy(code, '0'),
    [`status-${code}-retry-after-date`]: (exchange) => busy(code, secondFromNow())(exchange),
    [`status-${code}-retry-after-far`]: busy(code, '86400'),
  };
}

/** As HTTP writes a date (RFC 9110, 10.2.3): whole seconds. */
function secondFromNow(): string {
  return new Date(Date.now() + 1000).toUTCString();
}

function busy(code: number, retryAfter: string): FaultAnswer {
  return (exchange) =>
    answer(exchange, { status: code, body: refusal, headers: { 'retry-after': retryAfter } });
}
