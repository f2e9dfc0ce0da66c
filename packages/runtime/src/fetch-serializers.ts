// What a call does to openapi-fetch's own serializers and middleware.
import * as library from 'openapi-fetch';
import type { Middleware, MiddlewareCallbackParams, ParseAs, PathSerializer } from 'openapi-fetch';
import type { OperationDefinition } from './definition.js';
import { refused } from './errors.js';

/** Returns a form as it is, and anything else as JSON. */
export const defaultBodySerializer: <T>(body: T) => string = library.defaultBodySerializer;

/** Returns a path with its parameters, in the style that the template says. */
export const defaultPathSerializer: (pathname: string, pathParams: Record<string, unknown>) => string =
  library.defaultPathSerializer;

/** Returns `name=value` for a name and a value that are encoded already. */
export function named(name: string, text: string): string {
  return library.serializePrimitiveParam(name, text, { allowReserved: true });
}

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

/** A parameter, with what its style adds to its name (RFC 6570). */
const PARAMETER = /\{([.;]?)([^{}]+?)\*?\}/g;
/** What the platform takes for the way to another path (WHATWG URL, "double-dot URL path segment"). */
const DOTS = /[^ -\uffff]|[/\\](\.|%2e){1,2}([/\\?# ]|$)/i;

/**
 * Returns the serializer, for which nothing may be missing. openapi-fetch's own leaves a parameter that is missing in its
 * braces, and takes an empty one or one of dots, which lead elsewhere.
 *
 * @throws InvalidRequestError, and the serializer too
 */
export function checkedSerializer(
  operation: OperationDefinition,
  params: Readonly<Record<string, unknown>> | undefined,
  serialize: PathSerializer = defaultPathSerializer,
): PathSerializer {
  const { path } = operation;
  const parameters = [...path.matchAll(PARAMETER)];
  if (DOTS.test(path) || (!params && parameters[0])) throw refused(operation, 'the path' + REMEDY);
  for (const [template, , name = ''] of serialize === defaultPathSerializer ? parameters : []) {
    const text = Object.hasOwn(params!, name) ? serialize(template, params!) : '';
    if (text === '' || text === template)
      throw refused(operation, `path parameter ${name} is missing or empty; pass it`);
  }
  return (pathname, values) => {
    const written = serialize(pathname, values);
    const base = pathname.slice(0, -path.length);
    const own = written.startsWith(base) ? written.slice(base.length) : written;
    if (DOTS.test(own) || own.match(PARAMETER)) throw refused(operation, 'the path' + REMEDY);
    return written;
  };
}

const REMEDY = ' lacks a parameter, or has dots for a segment; pass another value';
