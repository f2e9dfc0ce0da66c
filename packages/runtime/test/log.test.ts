import { afterEach, expect, test, vi } from 'vitest';
import type { LogLevel } from '../src/index.js';
import { byLink } from '../src/pagination.js';
import { answering, clientFor, drop, operation, type Respond, serve, serveInTurn } from './loopback.js';
import { failure, json, type TestOptions } from './loopback.js';
import { ids, list, listing } from './page-loopback.js';

afterEach(() => vi.restoreAllMocks());

/** A logger, and the lines it was given, their times left out. */
function recorder() {
  const lines: string[] = [];
  const at = (level: string) => (line: string) => {
    lines.push(`${level} ${line.replace(/\d+ ms/, 'N ms')}`);
  };
  const logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  return { lines, logger };
}

async function logged(answers: Respond[], options: TestOptions, given = operation({ path: '/things/{id}' })) {
  const { url } = await serveInTurn(...answers);
  const { lines, logger } = recorder();
  await clientFor(url, { maxRetries: 1, logger, ...options })
    .send(given, {}, { id: 'i' })
    .asResult();
  return lines;
}

const prefix = '@specline/example-client: GET /things/{id}';
const ALL = [
  `debug ${prefix}: sent`,
  `debug ${prefix}: 503 after N ms`,
  `info ${prefix}: 503; again in N ms`,
  `debug ${prefix}: sent`,
  `debug ${prefix}: 200 after N ms`,
  `warn ${prefix} is deprecated`,
];
const upTo = (levels: string) => ALL.filter((line) => levels.includes(line.slice(0, 4)));

test.each([
  ['off', []],
  ['error', []],
  ['warn', upTo('warn')],
  [undefined, upTo('warn')],
  ['info', upTo('warn info')],
  ['debug', ALL],
] as [LogLevel | undefined, string[]][])('logLevel %s', async (logLevel, want) => {
  const answers = [answering(503, { 'retry-after': '0' }), answering(200, { deprecation: '@1' })];
  expect(await logged(answers, { logLevel })).toEqual(want);
});

test('a fault is named by its code', async () => {
  expect(await logged([drop, answering(200)], { logLevel: 'info' })).toEqual([
    `info ${prefix}: no response (ECONNRESET); again in N ms`,
  ]);
});

test('by default it is the console, and warnings alone', async () => {
  const spies = (['warn', 'info', 'debug', 'error', 'log'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  );
  await logged([answering(503, { 'retry-after': '0' }), answering(200, { deprecation: '@1' })], {
    logger: undefined,
  });
  expect(spies.map(({ mock }) => mock.calls)).toEqual([[[`${prefix} is deprecated`]], [], [], [], []]);
});

const canary = 'canary-5d1f';

test('no line at any level holds a credential, a parameter, a header or a body', async () => {
  const { lines, logger } = recorder();
  const body = { success: false, errors: [{ code: 7, message: canary }], token: canary };
  const headers = { 'x-secret': canary, 'retry-after': '0', sunset: canary, deprecation: canary };
  const { url } = await serveInTurn(
    drop,
    (response) => json(response, 503, body, headers),
    (response) => response.writeHead(302, { location: `/${canary}` }).end(),
    (response) => json(response, 404, body, headers),
  );
  const given = operation({
    path: '/things/{id}',
    query: { q: {} },
    header: { 'X-Header': {} },
    cookie: { crumb: {} },
    auth: [['apiToken', 'queryKey', 'session', 'apiKey']],
  });
  const secrets = { apiToken: () => canary, queryKey: canary, session: canary, apiKey: canary };
  const client = clientFor(`${url}/${canary}`, { ...secrets, logger, logLevel: 'debug', maxRetries: 2 });
  const params = { id: canary, q: canary, 'X-Header': canary, crumb: canary };
  const options = { headers: { 'x-mine': canary }, query: { mine: canary } };
  expect((await failure(client.send(given, {}, params, options))).status).toBe(404);
  expect(lines).toHaveLength(8);
  expect(lines.join('\n')).not.toContain(canary);
});

test('a logger that throws harms no call', async () => {
  const { url, seen } = await serveInTurn(
    answering(503, { 'retry-after': '0' }),
    answering(200, { sunset: '1' }),
  );
  const fail = () => {
    throw new Error('canary');
  };
  const logger = { error: fail, warn: fail, info: fail, debug: fail };
  await clientFor(url, { maxRetries: 1, logger, logLevel: 'debug' }).send(operation({}), {}, {});
  expect(seen).toHaveLength(2);
});

test.each([
  ['Deprecation', { deprecation: '@1688169599' }, ''],
  ['Sunset', { sunset: 'Thu, 31 Dec 2026 23:59:59 GMT' }, '; it ends on 2026-12-31'],
  ['both', { deprecation: 'true', sunset: 'Thu, 31 Dec 2026 23:59:59 GMT' }, '; it ends on 2026-12-31'],
  ['a Sunset that is no date', { sunset: 'soon' }, ''],
])('%s is a warning', async (_, headers, end) => {
  expect(await logged([answering(200, headers)], {})).toEqual([`warn ${prefix} is deprecated${end}`]);
});

test('once per operation, whatever its status', async () => {
  const { lines, logger } = recorder();
  const { url } = await serve((response, request) =>
    json(response, request.method === 'GET' ? 404 : 200, {}, { deprecation: '@1' }),
  );
  const client = clientFor(url, { logger });
  const [one, other] = [operation({}), operation({ method: 'PUT' })];
  for (const given of [one, other, one, other]) await client.send(given, {}, {}).asResult();
  const name = '@specline/example-client';
  expect(lines).toEqual([
    `warn ${name}: GET /things is deprecated`,
    `warn ${name}: PUT /things is deprecated`,
  ]);
});

test('once for all pages of a list', async () => {
  const { lines, logger } = recorder();
  const headers = { deprecation: '@1', link: '</things?page=2>; rel="next"' };
  const { url } = await serveInTurn(
    (response) => json(response, 200, { data: [{ id: 'a' }] }, headers),
    (response) => json(response, 200, { data: [{ id: 'b' }] }, { deprecation: '@1' }),
  );
  expect(await ids(listing(url, list({ style: byLink }), { client: { logger } }))).toBe('ab');
  expect(lines).toHaveLength(1);
});

test('a path that the document does not have is called deprecated once, too', async () => {
  const { url } = await serve((response) => json(response, 200, {}, { deprecation: '@1688169599' }));
  const warnings: string[] = [];
  const quiet = () => {};
  const logger = { error: quiet, warn: (line: string) => warnings.push(line), info: quiet, debug: quiet };
  const client = clientFor(url, { logger });
  await client.request('GET', '/old');
  await client.request('GET', '/old');
  await client.request('GET', '/older');
  expect(warnings).toEqual([
    '@specline/example-client: GET /old is deprecated',
    '@specline/example-client: GET /older is deprecated',
  ]);
});
