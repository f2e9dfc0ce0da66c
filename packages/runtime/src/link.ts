import { type PageCall, pageError, type PageStyle, valueAt } from './page.js';
import { expandedPath } from './request.js';
import { parsedURL } from './settings.js';

/**
 * Each page has the URL of the next, in its body or in the header `Link` with `rel="next"` (RFC 8288); one that has none
 * is the last. Nothing is sent to another origin than the client's.
 */
export const byLink: PageStyle = (page) => {
  const { call, baseURL, body, response } = page;
  const { next } = call.operation.pagination;
  const target = next ? valueAt(body, next) : nextTarget(response.headers.get('link') ?? '');
  if (target === undefined || target === null || target === '') return undefined;
  const url = typeof target === 'string' ? parsedURL(target, urlOf(call, baseURL)) : undefined;
  if (!url) throw pageError(page, 'its link to the next page is no URL');
  if (url.origin !== new URL(baseURL).origin)
    throw pageError(page, 'its link to the next page leads to another origin, to which nothing is sent');
  const operation = { ...call.operation, url: url.origin + url.pathname, query: {} };
  return {
    key: url.pathname + url.search,
    call: { ...call, operation, options: { ...call.options, query: searchValues(url) } },
  };
};

/** What a link is relative to. */
function urlOf({ operation, path, params }: PageCall, baseURL: string): string {
  return operation.url ?? baseURL + expandedPath(operation, path, { ...params });
}

function searchValues({ searchParams }: URL): Record<string, string[]> {
  const values: Record<string, string[]> = Object.create(null);
  for (const [name, value] of searchParams) (values[name] ??= []).push(value);
  return values;
}

/** A target, a comma, or a parameter with its value quoted or plain; each match begins where the one before ended. */
const PART = /[\s;]*(?:<([^>]*)>|(,)|([^\s;,=<>"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?)/gy;

/**
 * Returns the target of the first link with the relation `next`; undefined where there is none. A link with an anchor is
 * about another resource and does not count (RFC 8288, 3.2 and appendix B).
 */
export function nextTarget(field: string): string | undefined {
  let target: string | undefined;
  let relation: string | undefined;
  let isAnchored = false;
  const isNext = () => !isAnchored && /(^|\s)next(\s|$)/i.test(relation ?? '');
  for (const [, uri, comma, name = '', quoted, plain = ''] of field.matchAll(PART)) {
    if (uri !== undefined || comma) {
      if (isNext()) return target;
      target = uri;
      relation = undefined;
      isAnchored = false;
    } else if (/^anchor$/i.test(name)) isAnchored = true;
    // Of several, the first counts (RFC 8288, 3.3).
    else if (/^rel$/i.test(name)) relation ??= quoted?.replace(/\\(.)/g, '$1') ?? plain;
  }
  return isNext() ? target : undefined;
}
