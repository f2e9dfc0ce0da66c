// The examples of "Middleware & Auth" in openapi-fetch's documentation (0.17), with only the import changed.
import type { Middleware } from 'openapi-fetch';
import { describe, expect, test, vi } from 'vitest';
import type { paths } from '../fixtures/blog/paths.js';
import { json } from '../loopback.js';
import { libraries, post, serveBlog } from './libraries.js';

const call = { params: { path: { post_id: '123' } } };

describe.each(libraries)('%s', (_name, { default: createClient }) => {
  const clientWith = (...middleware: Middleware[]) => {
    const client = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });
    client.use(...middleware);
    return client;
  };

  test('a request and a response are modified', async () => {
    const { seen } = await serveBlog((response) => json(response, 203, post));
    const myMiddleware: Middleware = {
      async onRequest({ request }) {
        // set "foo" header
        request.headers.set('foo', 'bar');
        return request;
      },
      async onResponse({ response }) {
        const { body, ...resOptions } = response;
        // change status of response
        return new Response(body, { ...resOptions, status: 200 });
      },
      async onError({ error }) {
        // wrap errors thrown by fetch
        return new Error('Oops, fetch failed', { cause: error });
      },
    };

    const { data, response } = await clientWith(myMiddleware).GET('/blogposts/{post_id}', call);

    expect([data, response.status, seen[0]?.headers['foo']]).toEqual([post, 200, 'bar']);
  });

  test('onRequest in the order of registration, onResponse in reverse', async () => {
    await serveBlog();
    const order: string[] = [];
    const named = (name: string): Middleware => ({
      onRequest: () => void order.push(`request ${name}`),
      onResponse: () => void order.push(`response ${name}`),
    });

    await clientWith(named('a'), named('b')).GET('/blogposts/{post_id}', {
      ...call,
      middleware: [named('c')],
    });

    expect(order).toEqual(['request a', 'request b', 'request c', 'response c', 'response b', 'response a']);
  });

  test('skipping', async () => {
    const { seen } = await serveBlog();
    const client = clientWith({
      onRequest({ schemaPath, request }) {
        if (schemaPath !== '/projects/{project_id}') {
          return undefined;
        }
        request.headers.set('project', 'yes');
        return request;
      },
    });

    await client.GET('/blogposts/{post_id}', call);
    await client.GET('/projects/{project_id}', { params: { path: { project_id: 'p' } } });

    expect(seen.map(({ headers }) => headers['project'])).toEqual([undefined, 'yes']);
  });

  test('early response', async () => {
    const { seen } = await serveBlog();
    const cache = new Map<string, Response>();
    const cacheKeyOf = (request: Request) => `${request.method}:${request.url}`;

    const cacheMiddleware: Middleware = {
      onRequest({ request }) {
        const key = cacheKeyOf(request);
        const cached = cache.get(key);
        // Return cached response, skipping actual request and remaining middleware chain
        return cached?.clone();
      },
      onResponse({ request, response }) {
        if (response.ok) {
          const key = cacheKeyOf(request);
          cache.set(key, response.clone());
        }
      },
    };
    const client = clientWith(cacheMiddleware);

    const first = await client.GET('/blogposts/{post_id}', call);
    const second = await client.GET('/blogposts/{post_id}', call);

    expect([first.data, second.data, seen.length]).toEqual([post, post, 1]);
  });

  test('throwing', async () => {
    await serveBlog((response) => json(response, 404, {}));
    const client = clientWith({
      onResponse({ response }) {
        if (!response.ok) {
          throw new Error(`${response.status} ${response.statusText}`);
        }
      },
    });

    await expect(client.GET('/blogposts/{post_id}', call)).rejects.toThrow(new Error('404 Not Found'));
  });

  describe('error handling', () => {
    const failing = (onError: NonNullable<Middleware['onError']>) => {
      const client = createClient<paths>({
        baseUrl: 'https://myapi.dev/v1/',
        fetch: () => Promise.reject(new TypeError('fetch failed')),
      });
      client.use({ onError });
      // What is not idempotent is sent once, and so there is no wait.
      return client.POST('/blogposts', { body: post });
    };

    test('nothing returned: the error is thrown', async () => {
      const seen = vi.fn<(error: unknown) => void>();
      const failed = failing(({ error }) => {
        seen(error);
        return;
      });
      const thrown: unknown = await failed.catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(Error);
      expect(seen.mock.calls).toEqual([[thrown]]);
    });

    test('an Error is thrown in its place', async () => {
      const failed = failing(({ error }) => {
        return new Error('Oops', { cause: error });
      });
      await expect(failed).rejects.toMatchObject({ message: 'Oops', cause: expect.any(Error) });
    });

    test('a Response is the result', async () => {
      const { data } = await failing(() => {
        return Response.json({ message: 'nothing to see' });
      });
      expect(data).toEqual({ message: 'nothing to see' });
    });
  });

  test('ejecting', async () => {
    const { seen } = await serveBlog();
    const myMiddleware: Middleware = {
      onRequest({ request }) {
        request.headers.set('foo', 'bar');
      },
    };
    const client = clientWith(myMiddleware);

    client.eject(myMiddleware);
    await client.GET('/blogposts/{post_id}', call);

    expect(seen[0]?.headers['foo']).toBeUndefined();
  });

  test('handling statefulness', async () => {
    await serveBlog();
    let read: unknown;
    const { data } = await clientWith({
      async onResponse({ response }) {
        read = await response.clone().json();
        return undefined;
      },
    }).GET('/blogposts/{post_id}', call);

    expect([data, read]).toEqual([post, post]);
  });

  test('basic auth', async () => {
    const { seen } = await serveBlog();
    let accessToken: string | undefined = undefined;
    const someAuthFunc = async () => ({ accessToken: 'the-token' });

    const authMiddleware: Middleware = {
      async onRequest({ request }) {
        // fetch token, if it doesn’t exist
        if (!accessToken) {
          const authRes = await someAuthFunc();
          if (authRes.accessToken) {
            accessToken = authRes.accessToken;
          }
        }

        // add Authorization header to every request
        request.headers.set('Authorization', `Bearer ${accessToken}`);
        return request;
      },
    };

    await clientWith(authMiddleware).GET('/some/auth/url');

    expect(seen[0]?.headers.authorization).toBe('Bearer the-token');
  });

  test('conditional auth', async () => {
    const { seen } = await serveBlog();
    const UNPROTECTED_ROUTES = ['/v1/login', '/v1/logout', '/v1/public/'];
    const client = clientWith({
      onRequest({ schemaPath, request }) {
        if (UNPROTECTED_ROUTES.some((pathname) => schemaPath.startsWith(pathname))) {
          return undefined; // don’t modify request for certain paths
        }

        // for all other paths, set Authorization header as expected
        request.headers.set('Authorization', 'Bearer the-token');
        return request;
      },
    });

    await client.GET('/v1/login');
    await client.GET('/some/auth/url');

    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer the-token']);
  });

  test('a middleware is told what the call says', async () => {
    await serveBlog();
    const told: unknown[] = [];
    const client = clientWith({
      onRequest({ schemaPath, params, id, options: { baseUrl, parseAs } }) {
        told.push(schemaPath, params, /^[0-9a-z]+$/.test(id), baseUrl, parseAs);
      },
      onResponse: ({ options: { parseAs } }) => void told.push(parseAs),
    });

    await client.GET('/blogposts/{post_id}', { ...call, parseAs: 'text' });

    expect(told).toEqual(['/blogposts/{post_id}', call.params, true, 'https://myapi.dev/v1', 'text', 'text']);
  });
});
