import type { OperationDefinition } from './definition.js';
import { refused } from './errors.js';
import { defaultPathSerializer, type PathSerializer } from './openapi-fetch.js';

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
