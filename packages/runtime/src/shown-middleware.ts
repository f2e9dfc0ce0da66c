import type { MergedOptions, Middleware, MiddlewareCallbackParams, ParseAs } from './openapi-fetch.js';

/** What the caller wants to have of a response, by the `fetch` of the call. */
const wanted = new WeakMap<MergedOptions['fetch'], ParseAs>();
const shown = new WeakMap<Middleware, Middleware>();

export function rememberParseAs(fetch: MergedOptions['fetch'], parseAs: ParseAs): void {
  wanted.set(fetch, parseAs);
}

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
        const parseAs = wanted.get(params.options.fetch) ?? params.options.parseAs;
        return member.call(target, { ...params, options: Object.freeze({ ...params.options, parseAs }) });
      };
    },
  });
  shown.set(middleware, proxy);
  return proxy;
}
