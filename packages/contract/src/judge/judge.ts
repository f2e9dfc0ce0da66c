import { operationsOf } from '../document/operations.js';
import type { Operation } from '../document/operations.js';
import { member, textMember } from '../document/json.js';
import { child, items, sourceOf } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { createSampler } from '../sample/sampler.js';
import type { Sampler } from '../sample/sampler.js';
import type { Budget } from '../schema/budget.js';
import type { HttpRequest, HttpResponse } from './message.js';
import { checkRouted } from './request.js';
import type { RequestVerdict } from './request.js';
import { checkDocumented } from './response.js';
import type { ResponseVerdict } from './response.js';
import { createRouter } from './routes.js';
import type { Router } from './routes.js';

/** Says whether requests and responses keep a document. */
export interface Judge {
  readonly source: Source;
  readonly operations: readonly Operation[];
  readonly sampler: Sampler;
  /** Finds the operation of a method and a raw path, concrete paths before templated ones. */
  readonly route: Router;
  /** Everything that is wrong with a request: path, method, credentials, parameters, content type and body. */
  checkRequest: (request: HttpRequest) => Promise<RequestVerdict>;
  /** Everything that is wrong with a response to an operation: status, headers, content type and body. */
  checkResponse: (operation: Operation, response: HttpResponse) => Promise<ResponseVerdict>;
}

/**
 * A judge over a bundled OpenAPI 3.0, 3.1 or 3.2 document. `basePaths` are what may stand before a documented path; by
 * default nothing. Throws DocumentError where the document is not OpenAPI 3 or a reference outside schemas leads nowhere. With
 * a budget it throws BudgetError instead of judging a value, once that is spent.
 */
export function createJudge(document: object, basePaths: readonly string[] = [''], budget?: Budget): Judge {
  const source = sourceOf(document);
  const operations = operationsOf(source);
  const sampler = createSampler(source, budget);
  const route = createRouter(operations, basePaths);
  return {
    source,
    operations,
    sampler,
    route,
    checkRequest(request) {
      const routing = route(request.method, request.path);
      if (!('route' in routing)) return Promise.resolve(unrouted(request, routing.methods));
      return checkRouted(source, routing.route, request, (at, value) =>
        sampler.validate(at, 'request', value),
      );
    },
    checkResponse: (operation, response) =>
      checkDocumented(source, operation, response, (at, value) => sampler.validate(at, 'response', value)),
  };
}

function unrouted(request: HttpRequest, methods: readonly string[]): RequestVerdict {
  const problem =
    methods.length === 0
      ? ({
          place: 'path',
          message: `no operation has the path ${request.path}`,
          pointer: '#/paths',
          status: 404,
        } as const)
      : ({
          place: 'method',
          message: `${request.path} has no ${request.method}; documented: ${methods.join(', ')}`,
          pointer: '#/paths',
          status: 405,
        } as const);
  return {
    operation: undefined,
    parameters: new Map(),
    mediaType: undefined,
    body: undefined,
    problems: [problem],
  };
}

/** The paths of the document's server URLs, variables at their defaults, without a slash at the end. */
export function serverPaths(document: object): string[] {
  const servers = items(child(sourceOf(document).root, 'servers'));
  return servers.flatMap((server) => {
    const base = 'http://localhost/';
    const text = serverText(server);
    return URL.canParse(text, base) ? [new URL(text, base).pathname.replace(/\/+$/, '')] : [];
  });
}

function serverText(server: Located): string {
  const variables = child(server, 'variables')?.value;
  const template = textMember(server.value, 'url') ?? '/';
  return template.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    return textMember(member(variables, name), 'default') ?? name;
  });
}
