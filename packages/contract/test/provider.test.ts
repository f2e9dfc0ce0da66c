import { describe, expect, test } from 'vitest';
import { startMock, verifyProvider } from '../src/index.js';
import type { ProviderReport } from '../src/index.js';
import { bodiesDocument } from './bodies-document.js';
import { petsDocument, petsServer, served, TOKEN } from './provider-server.js';
import type { Fault } from './provider-server.js';
import { rotateDocument } from './rotate-document.js';
import { stylesDocument } from './styles-document.js';

const document = petsDocument;
const headers = { authorization: TOKEN };

/** A line for each result, and for each problem of what is broken. */
function lines({ results }: ProviderReport): string[] {
  return results.flatMap(({ operation, subject, verdict, reason, problems }) =>
    verdict === 'broken'
      ? problems.map(
          ({ pointer, place, message, request }) =>
            `broken ${operation} ${subject}: ${pointer} ${place}: ${message} (${request})`,
        )
      : `${verdict} ${operation} ${subject}: ${reason}`,
  );
}

const broken = (report: ProviderReport): string[] =>
  lines(report).filter((line) => line.startsWith('broken '));

test('a server that keeps all of it', async () => {
  const url = await served(petsServer());
  const report = await verifyProvider({ document, url, headers, unsafe: true });
  expect(lines(report)).toEqual([
    'kept GET /pets 200: ',
    'kept GET /pets refuses a request without credentials: ',
    'kept GET /pets refuses a request without query parameter kind: ',
    'kept POST /pets 201: ',
    'kept POST /pets refuses a request without credentials: ',
    'kept POST /pets refuses a request without a body: ',
    'kept POST /pets refuses an invalid body application/json: ',
    'kept POST /pets refuses a body application/x-undocumented: ',
    'kept GET /pets/{id} 200: ',
    'not-seen GET /pets/{id} 404: the answers were 200',
    'kept GET /pets/{id} refuses a request without credentials: ',
    'kept DELETE /pets/{id} 204: ',
    'kept DELETE /pets/{id} refuses a request without credentials: ',
  ]);
  expect(report.counts).toEqual({ kept: 12, broken: 0, 'not-seen': 1, 'not-sent': 0 });
});

const bodiesKeys = {
  authorization: `Basic ${btoa('name:password')}`,
  'x-key': 'key',
};

test.each([
  { name: 'rotate', given: rotateDocument, keys: headers, kept: 5 },
  { name: 'styles', given: stylesDocument, keys: headers, kept: 5 },
  { name: 'bodies', given: bodiesDocument, keys: bodiesKeys, kept: 22 },
])('the mock of $name keeps it', async ({ given, keys, kept }) => {
  const mock = await startMock({ document: given });
  try {
    const report = await verifyProvider({ document: given, url: mock.url, headers: keys, unsafe: true });
    expect(broken(report)).toEqual([]);
    expect(report.counts).toMatchObject({ kept, 'not-sent': 0 });
  } finally {
    await mock.close();
  }
});

describe('what is sent', () => {
  const sent = async (unsafe: boolean): Promise<{ report: ProviderReport; requests: string[] }> => {
    const requests: string[] = [];
    const url = await served(
      petsServer(({ method, url: path = '' }) => requests.push(`${method} ${path}`) === 0),
    );
    return { report: await verifyProvider({ document, url, headers, unsafe }), requests };
  };

  test('is safe by default; the rest is told as not sent', async () => {
    const { report, requests } = await sent(false);
    expect(requests).toEqual([
      'GET /pets?kind=cat',
      'GET /pets',
      'GET /pets?kind=cat',
      'GET /pets?kind=cat&limit=10',
      'GET /pets/tom',
      'GET /pets/tom',
    ]);
    expect(lines(report).filter((line) => line.startsWith('not-sent'))).toEqual([
      'not-sent POST /pets : POST may change something on the server',
      'not-sent DELETE /pets/{id} : DELETE may change something on the server',
    ]);
    expect(report.counts).toEqual({ kept: 5, broken: 0, 'not-seen': 1, 'not-sent': 2 });
  });

  test('ends with what takes away', async () => {
    const { requests } = await sent(true);
    expect(requests.slice(-3)).toEqual(['POST /pets', 'DELETE /pets/tom', 'DELETE /pets/tom']);
  });

  test('has the credentials that the document asks for, or is not sent', async () => {
    const url = await served(petsServer());
    expect(lines(await verifyProvider({ document, url }))[0]).toBe(
      'not-sent GET /pets : security: has no credentials; it needs token (Authorization: Bearer …) (#/security/0/token)',
    );
  });

  test('goes below the path of the URL, with headers as parameters and defaults of server variables', async () => {
    const seen: unknown[] = [];
    const url = await served((request, response) => {
      seen.push(request.url, request.headers['x-tenant'], request.headers.cookie, request.headers.accept);
      response.writeHead(204).end();
    });
    const parameters = [
      { name: 'account', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'X-Tenant', in: 'header', required: true, schema: { type: 'string' } },
      { name: 'theme', in: 'cookie', required: true, schema: { const: 'dark' } },
    ];
    const text = { 'text/plain': {} };
    const responses = { 204: { description: 'Done.' }, 400: { description: 'Bad.', content: text } };
    const given = {
      openapi: '3.1.0',
      info: { title: 'Accounts', version: '1' },
      servers: [{ url: 'https://{account}.example', variables: { account: { default: 'acme' } } }],
      paths: { '/{account}': { get: { parameters, responses } } },
    };
    const found = await verifyProvider({
      document: given,
      url: `${url}/v1/`,
      headers: { 'X-Tenant': 'me', cookie: 'session=1' },
    });
    expect(seen.slice(-4)).toEqual(['/v1/acme', 'me', 'theme=dark; session=1', 'text/plain']);
    expect(broken(found)).toEqual([
      'broken GET /{account} refuses a request without header parameter X-Tenant: #/paths/~1{account}/get/parameters/1 header parameter X-Tenant: is required, and yet the answer was 204 (a request without header parameter X-Tenant)',
      'broken GET /{account} refuses a request without cookie parameter theme: #/paths/~1{account}/get/parameters/2 cookie parameter theme: is required, and yet the answer was 204 (a request without cookie parameter theme)',
    ]);
  });
});

test.each([
  { name: 'account', pattern: '^[A-Z]+$', want: /^\/ACME$/ },
  { name: 'account', pattern: '^[a-z]{3}$', want: /^\/[a-z]{3}$/ },
  { name: 'id', pattern: '^[A-Z]$', want: /^\/[A-Z]$/ },
])('$name like $pattern is $want', async ({ name, pattern, want }) => {
  const parameters = [{ name, in: 'path', required: true, schema: { type: 'string', pattern } }];
  const get = { parameters, responses: { 200: { description: 'Done.' } } };
  const given = {
    openapi: '3.1.0',
    info: { title: 'Accounts', version: '1' },
    servers: [{ url: 'https://{account}.example', variables: { account: { default: 'ACME' } } }],
    paths: { [`/{${name}}`]: { get } },
  };
  let path: string | undefined;
  const url = await served((request, response) => {
    path = request.url;
    response.end();
  });
  expect((await verifyProvider({ document: given, url })).counts.kept).toBe(1);
  expect(path).toMatch(want);
});

test('an operation whose path always leads to another one is not sent', async () => {
  const parameters = [{ name: 'kind', in: 'path', required: true, schema: { const: 'mine' } }];
  const responses = { 204: { description: 'Done.' } };
  const given = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets/mine': { get: { responses } }, '/pets/{kind}': { get: { parameters, responses } } },
  };
  const url = await served((_, response) => response.writeHead(204).end());
  expect(lines(await verifyProvider({ document: given, url }))).toEqual([
    'kept GET /pets/mine 204: ',
    'not-sent GET /pets/{kind} : no request can be made that the document allows',
  ]);
});

/** A fault of the answers to one operation. */
const answers =
  (operation: string, status: number, fields: Record<string, string>, body = ''): Fault =>
  ({ method, url = '', headers: { authorization } }, response) => {
    if (`${method} ${url.split('?')[0]}` !== operation || authorization !== TOKEN) return false;
    response.writeHead(status, fields).end(body);
    return true;
  };

const JSON_TYPE = { 'content-type': 'application/json' };
const GET = 'GET /pets/{id}';
const PET = '#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema';

const faults: readonly { readonly name: string; readonly fault: Fault; readonly want: readonly string[] }[] =
  [
    {
      name: 'an undocumented status',
      fault: answers('GET /pets/tom', 418, {}),
      want: [
        `broken ${GET} 418: #/paths/~1pets~1{id}/get status: 418 is not documented; documented: 200, 404 (what is required)`,
      ],
    },
    {
      name: 'another media type',
      fault: answers('GET /pets/tom', 200, { 'content-type': 'text/html; charset=utf-8' }, '<p>'),
      want: [
        `broken ${GET} 200: #/paths/~1pets~1{id}/get/responses/200 body: has content type text/html; documented: application/json (what is required)`,
      ],
    },
    {
      name: 'no JSON',
      fault: answers('GET /pets/tom', 200, JSON_TYPE, '{'),
      want: [
        `broken ${GET} 200: #/paths/~1pets~1{id}/get/responses/200/content/application~1json body: is not json: SyntaxError (what is required)`,
      ],
    },
    {
      name: 'a required member missing',
      fault: answers('GET /pets/tom', 200, JSON_TYPE, '{}'),
      want: [`broken ${GET} 200: ${PET} body: has no "name", which is required (what is required)`],
    },
    {
      name: 'a member too many, and one of another type',
      fault: answers('GET /pets/tom', 200, JSON_TYPE, '{"name":1,"age":2}'),
      want: [
        `broken ${GET} 200: ${PET} body: has "age", which is not documented (what is required)`,
        `broken ${GET} 200: ${PET} body/name: is not of type string (what is required)`,
      ],
    },
    {
      name: 'a body where none is documented',
      fault: answers('GET /pets/tom', 404, JSON_TYPE, '{}'),
      want: [
        `broken ${GET} 404: #/paths/~1pets~1{id}/get/responses/404 body: is not documented (what is required)`,
      ],
    },
    {
      name: 'a header missing',
      fault: answers('GET /pets', 200, JSON_TYPE, '[]'),
      want: [
        'broken GET /pets 200: #/paths/~1pets/get/responses/200/headers/X-Count header X-Count: is required (what is required)',
        'broken GET /pets refuses a request without query parameter kind: #/paths/~1pets/get/parameters/0 query parameter kind: is required, and yet the answer was 200 (a request without query parameter kind)',
      ],
    },
    {
      name: 'a header of another type',
      fault: ({ url }, response) => {
        if (url !== '/pets?kind=cat&limit=10') return false;
        response.writeHead(200, { ...JSON_TYPE, 'x-count': 'many' }).end('[]');
        return true;
      },
      want: [
        'broken GET /pets 200: #/paths/~1pets/get/responses/200/headers/X-Count/schema header X-Count: is not of type integer (everything)',
      ],
    },
    {
      name: 'anybody let in',
      fault: ({ method, headers: sent }) => {
        if (method === 'DELETE') sent.authorization = TOKEN;
        return false;
      },
      want: [
        'broken DELETE /pets/{id} 404: #/paths/~1pets~1{id}/delete status: 404 is not documented; documented: 204 (what is required)',
        'broken DELETE /pets/{id} refuses a request without credentials: #/security/0/token security: has no credentials; it needs token (Authorization: Bearer …), and yet the answer was 204 (a request without credentials)',
      ],
    },
    {
      name: 'any body taken',
      fault: answers('POST /pets', 201, JSON_TYPE, '{"name":"Tom"}'),
      want: [
        'broken POST /pets refuses a request without a body: #/paths/~1pets/post/requestBody body: is required, and yet the answer was 201 (a request without a body)',
        'broken POST /pets refuses an invalid body application/json: #/paths/~1pets/post/requestBody/content/application~1json/schema body: has no "name", which is required, and yet the answer was 201 (an invalid body application/json)',
        'broken POST /pets refuses a body application/x-undocumented: #/paths/~1pets/post/requestBody body: has content type application/x-undocumented; documented: application/json, and yet the answer was 201 (a body application/x-undocumented)',
      ],
    },
  ];

test.each(faults)('$name is told', async ({ fault, want }) => {
  const url = await served(petsServer(fault));
  expect(broken(await verifyProvider({ document, url, headers, unsafe: true }))).toEqual(want);
});

test('a documented 404 is kept, but proves nothing else', async () => {
  const url = await served(petsServer(answers('GET /pets/tom', 404, {})));
  const report = await verifyProvider({ document, url, headers });
  expect(lines(report).filter((line) => line.includes(GET))).toEqual([
    `not-seen ${GET} 200: the answers were 404; let the examples of path parameters name what the server has`,
    `kept ${GET} 404: `,
    `not-seen ${GET} refuses a request without credentials: what the document allows was not answered with 2xx either`,
  ]);
});

test('a redirect is judged and not followed', async () => {
  let followed = 0;
  const elsewhere = await served((_, response) => {
    followed += 1;
    response.end();
  });
  const url = await served(petsServer(answers('GET /pets/tom', 302, { location: `${elsewhere}/pets/tom` })));
  expect(broken(await verifyProvider({ document, url, headers }))).toEqual([
    `broken ${GET} 302: #/paths/~1pets~1{id}/get status: 302 is not documented; documented: 200, 404 (what is required)`,
  ]);
  expect(followed).toBe(0);
});
