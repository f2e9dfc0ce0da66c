// The examples of how openapi-fetch serializes (0.17, "API"), with only the import changed.
import { describe, expect, test } from 'vitest';
import type { paths } from '../fixtures/blog/paths.js';
import { libraries, serveBlog } from './libraries.js';

describe.each(libraries)('%s', (_name, { default: createClient }) => {
  test.each([
    [{ array: { style: 'form', explode: false } }, 'id=3,4,5'],
    [{ array: { style: 'form', explode: true } }, 'id=3&id=4&id=5'],
    [undefined, 'id=3&id=4&id=5'],
    [{ array: { style: 'spaceDelimited', explode: false } }, 'id=3%204%205'],
    [{ array: { style: 'spaceDelimited', explode: true } }, 'id=3&id=4&id=5'],
    [{ array: { style: 'pipeDelimited', explode: false } }, 'id=3|4|5'],
    [{ array: { style: 'pipeDelimited', explode: true } }, 'id=3&id=4&id=5'],
  ] as const)('api: array style %j', async (querySerializer, query) => {
    const { seen } = await serveBlog();
    const client = createClient<paths>({
      baseUrl: 'https://myapi.dev/v1/',
      ...(querySerializer && { querySerializer }),
    });

    await client.GET('/users', { params: { query: { id: [3, 4, 5] } } });

    expect(seen[0]?.url).toBe(`/v1/users?${query}`);
  });

  test.each([
    [{ object: { style: 'form', explode: false } }, 'who=role,admin,firstName,Alex'],
    [{ object: { style: 'form', explode: true } }, 'role=admin&firstName=Alex'],
    [undefined, 'who[role]=admin&who[firstName]=Alex'],
    [{ object: { style: 'deepObject', explode: true } }, 'who[role]=admin&who[firstName]=Alex'],
  ] as const)('api: object style %j', async (querySerializer, query) => {
    const { seen } = await serveBlog();
    const client = createClient<paths>({ baseUrl: 'https://myapi.dev/v1/' });

    await client.GET('/users', {
      params: { query: { who: { role: 'admin', firstName: 'Alex' } } },
      ...(querySerializer && { querySerializer }),
    });

    expect(seen[0]?.url).toBe(`/v1/users?${query}`);
  });

  test('api: querySerializer as a function', async () => {
    const { seen } = await serveBlog();
    const client = createClient<paths>({
      baseUrl: 'https://myapi.dev/v1/',
      querySerializer(queryParams) {
        const search: string[] = [];
        for (const name in queryParams as Record<string, unknown>) {
          const value = (queryParams as Record<string, unknown>)[name];
          if (Array.isArray(value)) {
            for (const item of value) {
              search.push(`${name}[]=${encodeURIComponent(item)}`);
            }
          } else {
            search.push(`${name}=${encodeURIComponent(String(value))}`);
          }
        }
        return search.join(','); // ?tags[]=food,tags[]=california,tags[]=healthy
      },
    });

    await client.GET('/users', { params: { query: { id: [3, 4] } } });

    expect(seen[0]?.url).toBe('/v1/users?id[]=3,id[]=4');
  });

  const who = { role: 'admin', firstName: 'Alex' };
  test.each([
    ['/users/{id}', '/users/5', '/users/3,4,5', '/users/role,admin,firstName,Alex'],
    ['/users/{id*}', '/users/5', '/users/3,4,5', '/users/role=admin,firstName=Alex'],
    ['/users/{.id}', '/users/.5', '/users/.3,4,5', '/users/.role,admin,firstName,Alex'],
    ['/users/{.id*}', '/users/.5', '/users/.3.4.5', '/users/.role=admin.firstName=Alex'],
    ['/users/{;id}', '/users/;id=5', '/users/;id=3,4,5', '/users/;id=role,admin,firstName,Alex'],
    ['/users/{;id*}', '/users/;id=5', '/users/;id=3;id=4;id=5', '/users/;role=admin;firstName=Alex'],
  ])('api: path serialization of %s', async (template, ...urls) => {
    const { seen } = await serveBlog();
    const client = createClient<
      Record<string, { get: { parameters: { path: { id: unknown } }; responses: {} } }>
    >({ baseUrl: 'https://myapi.dev' });

    for (const id of [5, [3, 4, 5], who]) {
      await client.GET(template, { params: { path: { id } } });
    }

    expect(seen.map(({ url }) => url)).toEqual(urls);
  });
});
