import { answer, type Exchange, type FaultAnswer, succeed } from './exchange.ts';
import { canaries } from '@scripts/fixtures/faults/program.ts';

const STATUSES = [301, 302, 303, 307, 308];

/** With this the server has done it, and points to the result (RFC 9110, 15.4.4). */
const SEE_OTHER = 303;

/** Redirects of every status, within the origin and out of it. */
export const redirectFaults: Readonly<Record<string, FaultAnswer>> = {
  ...Object.assign({}, ...STATUSES.map(redirectsOf)),
  'redirect-302-without-scheme': redirect(302, ({ foreign }) => foreign.replace('http:', '')),
  // To a browser, and to `new URL`, these are slashes.
  'redirect-302-with-backslashes': redirect(302, ({ foreign }) => foreign.replace('http://', '/\\')),
  'redirect-302-to-no-url': redirect(302, () => `http://[${canaries.responseHeader}`),
  'status-300': redirect(300, () => '/'),
  'status-304': redirect(304, () => undefined),
  'redirect-302-loop': redirect(302, ({ request }) => request.url),
  'redirect-302-endless': redirect(302, ({ base, attempt }) => `${base}/hops/${attempt}`),
};

function redirectsOf(status: number): Record<string, FaultAnswer> {
  const hop = redirect(status, ({ base }) => `${base}/moved?token=${canaries.responseHeader}`);
  return {
    [`redirect-${status}-to-same-origin`]: (exchange) =>
      (exchange.request.url?.startsWith(`${exchange.base}/moved`) ? succeed : hop)(exchange),
    [`redirect-${status}-to-other-origin`]: redirect(
      status,
      ({ foreign }) => `${foreign}?token=${canaries.responseHeader}`,
    ),
    [`redirect-${status}-without-location`]: redirect(status, () => undefined),
  };
}

function redirect(status: number, locationOf: (exchange: Exchange) => string | undefined): FaultAnswer {
  return (exchange) => {
    if (status === SEE_OTHER) exchange.act();
    const location = locationOf(exchange);
    answer(exchange, { status, body: '', ...(location && { headers: { location } }) });
  };
}
