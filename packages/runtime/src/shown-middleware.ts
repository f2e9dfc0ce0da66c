import type { Middleware, MiddlewareCallbackParams, ParseAs } from './openapi-fetch.js';

/** The `fetch` of one call, and what its caller wants to have of the response. */
export type CallFetch<Send = typeof fetch> = Send & { readonly parseAs: ParseAs };

const shown = new WeakMap<Middleware, Middleware>();

/**
 * Returns a middleware that is told the `parseAs` of the caller: openapi-fetch is asked for the stream, whatever the caller
 * wants of it. The same middleware gives the same one, so that it can be ejected.
 */
export function withParseAs(middleware: Middleware): Middleware {
  if (Object(middleware) !== middleware) return middleware;
  const known = shown.get(middleware);
  if (known) return known;
  const proxy = new Proxy(middleware, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (params: MiddlewareCallbackParams) => {
        const { parseAs } = params.options.fetch as CallFetch;
        return member.call(target, { ...params, options: Object.freeze({ ...params.options, parseAs }) });
      };
    },
  });
  shown.set(middleware, proxy);
  return proxy;
}
