// The examples of openapi-fetch's documentation (0.17: index, api, testing, examples), with only the import changed: each
// runs with openapi-fetch and with ours in its place. Names that the documentation leaves open are filled in.
import { describe, expect, test, vi } from 'vitest';
import type { paths } from '../fixtures/blog/paths.js';
import { json } from '../loopback.js';
import { libraries, post, serveBlog } from './libraries.js';

describe.each(libraries)(
  '%s',
  (_name, { default: createClient, createPathBasedClient, wrapAsPathBasedClient }) => {
    test('index: GET and PUT', async () => {
      const { seen } = await serveBlog();
      const client = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });

      const {
        data, // only present if 2XX response
        error, // only present if 4XX or 5XX response
      } = await client.GET('/blogposts/{post_id}', {
        params: {
          path: { post_id: '123' },
        },
      });

      await client.PUT('/blogposts', {
        body: {
          title: 'My New Post',
        },
      });

      expect([data, error]).toEqual([post, undefined]);
      expect(seen.map(({ method, url, body }) => [method, url, body.toString()])).toEqual([
        ['GET', '/v1/blogposts/123', ''],
        ['PUT', '/v1/blogposts', '{"title":"My New Post"}'],
      ]);
      expect(seen[1]?.headers['content-type']).toBe('application/json');
    });

    test('README: methods taken out of the client', async () => {
      const { seen } = await serveBlog();
      const { GET, PUT } = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });

      const { data } = await GET('/blogposts/{post_id}', {
        params: {
          path: { post_id: 'my-post' },
          query: { version: 2 },
        },
      });

      const { error } = await PUT('/blogposts', {
        body: {
          title: 'New Post',
          body: '<p>New post body</p>',
          publish_date: new Date('2023-03-01T12:00:00Z').getTime(),
        },
      });

      expect([data, error]).toEqual([post, undefined]);
      expect(seen.map(({ url }) => url)).toEqual(['/v1/blogposts/my-post?version=2', '/v1/blogposts']);
    });

    test('index: the response of an error', async () => {
      await serveBlog((response) => json(response, 404, { message: 'no such post' }));
      const client = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });

      const { data, error, response } = await client.GET('/blogposts/{post_id}', {
        params: { path: { post_id: '123' } },
      });

      expect([data, error, response.status]).toEqual([undefined, { message: 'no such post' }, 404]);
    });

    test('api: wrapAsPathBasedClient', async () => {
      const { seen } = await serveBlog();
      const client = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });
      client.use({
        onRequest({ request }) {
          request.headers.set('foo', 'bar');
        },
      });
      const pathBasedClient = wrapAsPathBasedClient(client);
      client.use({
        onRequest({ request }) {
          request.headers.set('late', 'too');
        },
      });

      const { data } = await pathBasedClient['/blogposts/{post_id}'].GET({
        params: { path: { post_id: '123' } },
      });

      expect(data).toEqual(post);
      expect(seen[0]).toMatchObject({ url: '/v1/blogposts/123', headers: { foo: 'bar', late: 'too' } });
    });

    test('api: createPathBasedClient', async () => {
      const { seen } = await serveBlog();
      const client = createPathBasedClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });

      const { data } = await client['/blogposts'].PUT({ body: post });

      expect(data).toEqual(post);
      expect(seen[0]).toMatchObject({ method: 'PUT', url: '/v1/blogposts' });
    });

    test('api: bodySerializer with FormData', async () => {
      const { seen } = await serveBlog();
      const client = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });

      await client.PUT('/submit', {
        body: {
          name: 'a name',
          query: { version: 2 },
        },
        bodySerializer(body) {
          const fd = new FormData();
          for (const name in body) {
            fd.append(name, String(body[name as 'name']));
          }
          return fd;
        },
      });

      const [sent] = seen;
      const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(sent?.headers['content-type'] ?? '')?.[1];
      expect(boundary).toBeTruthy();
      expect(sent?.body.toString()).toContain(
        `--${boundary}\r\nContent-Disposition: form-data; name="name"\r\n\r\na name\r\n`,
      );
    });

    test('api: URL-encoded body', async () => {
      const { seen } = await serveBlog();
      const client = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });

      await client.POST('/tokens', {
        body: {
          clientId: 'someClientId',
          clientSecret: 'someClientSecret',
        },
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
        },
      });

      expect(seen[0]?.body.toString()).toBe('clientId=someClientId&clientSecret=someClientSecret');
      expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    });

    test.each(['json', 'text', 'arrayBuffer', 'blob', 'stream'] as const)(
      'api: parseAs %s',
      async (parseAs) => {
        await serveBlog();
        const client = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });

        const { data } = await client.GET('/v1/login', { parseAs });

        const kinds = {
          json: Object,
          text: String,
          arrayBuffer: ArrayBuffer,
          blob: Blob,
          stream: ReadableStream,
        };
        expect(Object(data)).toBeInstanceOf(kinds[parseAs]);
        if (parseAs === 'json') expect(data).toEqual(post);
        else expect(await new Response(data as BodyInit).json()).toEqual(post);
      },
    );

    test('testing: a fetch of the test’s own', async () => {
      const mockFetch = vi.fn<(request: Request) => Promise<Response>>(async () => Response.json(post));
      const client = createClient<paths>({
        baseUrl: 'https://my-site.com/api/v1/',
        fetch: mockFetch,
      });

      const reqBody = { name: 'test' };
      await client.PUT('/tag', { body: reqBody });

      const req = mockFetch.mock.calls[0]![0];
      expect(req.url).toBe('https://my-site.com/api/v1/tag');
      expect(await req.json()).toEqual(reqBody);
    });

    test('examples: a proxy with the latest token', async () => {
      const { seen } = await serveBlog();
      let authToken: string | undefined = undefined;
      const someAuthMethod = async () => 'the-token';
      await someAuthMethod().then((newToken) => (authToken = newToken));

      const baseClient = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });
      const client = new Proxy(baseClient, {
        get(_target, key: keyof typeof baseClient) {
          const newClient = createClient<paths>({
            headers: authToken ? { Authorization: `Bearer ${authToken}` } : {},
            baseUrl: 'https://myapi.dev/v1/',
          });
          return newClient[key];
        },
      });
      await client.GET('/some-authenticated-url', {});

      expect(seen[0]?.headers.authorization).toBe('Bearer the-token');
    });

    test('examples: a getter with the latest token', async () => {
      const { seen } = await serveBlog();
      let authToken: string | undefined = undefined;

      const client = createClient<paths>({
        baseUrl: 'https://myapi.dev/v1/',
        headers: {
          get Authorization() {
            return authToken ? `Bearer ${authToken}` : undefined;
          },
        },
      });
      await client.GET('/some-authenticated-url', {});
      authToken = 'the-token';
      await client.GET('/some-authenticated-url', {});

      expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer the-token']);
    });
  },
);
