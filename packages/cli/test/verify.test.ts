import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startMock } from '@specline/contract';
import { loadDocument } from '@specline/openapi';
import { run } from '../src/index.js';
import { folder, specline, speclineWith } from './workspace.js';

const JOBS = `openapi: 3.1.0
info: { title: Jobs, version: '1' }
security: [{ key: [] }]
paths:
  /jobs:
    get:
      responses:
        '200':
          description: Jobs.
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/job' } } } }
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/job' } } }
      responses: { '204': { description: Begun. } }
  /jobs/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: A job., content: { application/json: { schema: { $ref: '#/components/schemas/job' } } } }
        '404': { description: None. }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas: { job: { type: object, required: [name], properties: { name: { type: string } } } }
`;

const SECRET = 'hidden-from-everybody';
const KEY = { JOBS_KEY: SECRET };
const WITH_KEY = ['--header-env', 'X-Key=JOBS_KEY'];

async function listening(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Asks for no key, forgets a name, has no job, and repeats the key as it likes. */
const careless: RequestListener = ({ url, headers }, response) => {
  const key = String(headers['x-key']);
  if (url !== '/jobs') return void response.writeHead(404).end();
  response
    .writeHead(200, { 'content-type': 'application/json', 'x-key': key })
    .end(JSON.stringify([{ id: 1 }, key]));
};

async function mocked(cwd: string): Promise<string> {
  const { document } = loadDocument(`${cwd}/jobs.yaml`, { base: cwd });
  const mock = await startMock({ document });
  onTestFinished(() => mock.close());
  return mock.url;
}

test('a server that keeps all of it', async () => {
  const cwd = folder({ 'jobs.yaml': JOBS });
  const args = ['verify', '--spec', 'jobs.yaml', '--url', await mocked(cwd), '--unsafe', ...WITH_KEY];
  expect(await speclineWith(KEY, cwd, ...args)).toEqual({
    exit: 0,
    stdout: `kept      GET /jobs 200
kept      GET /jobs refuses a request without credentials
kept      POST /jobs 204
kept      POST /jobs refuses a request without credentials
kept      POST /jobs refuses a request without a body
kept      POST /jobs refuses an invalid body application/json
kept      POST /jobs refuses a body application/x-undocumented
kept      GET /jobs/{id} 200
not seen  GET /jobs/{id} 404: the answers were 200
kept      GET /jobs/{id} refuses a request without credentials
9 kept, 0 broken, 1 not seen, 0 not sent
`,
    stderr: '',
  });
});

test('a server that does not, told without what is secret', async () => {
  const cwd = folder({ 'jobs.yaml': JOBS });
  const { url } = await listening(careless);
  expect(await speclineWith(KEY, cwd, 'verify', '--spec', 'jobs.yaml', '--url', url, ...WITH_KEY)).toEqual({
    exit: 1,
    stdout: `broken    GET /jobs 200: #/paths/~1jobs/get/responses/200/content/application~1json/schema body/0: has no "name", which is required (what is required)
broken    GET /jobs 200: #/paths/~1jobs/get/responses/200/content/application~1json/schema body/1: is not of type object (what is required)
broken    GET /jobs refuses a request without credentials: #/security/0/key security: has no credentials; it needs key (header X-Key), and yet the answer was 200
not sent  POST /jobs: POST may change something on the server
not seen  GET /jobs/{id} 200: the answers were 404; give path parameter id an example that the server has
kept      GET /jobs/{id} 404
not seen  GET /jobs/{id} refuses a request without credentials: what the document allows was not answered with 2xx either
1 kept, 2 broken, 2 not seen, 1 not sent
`,
    stderr: 'to send POST, PUT, PATCH and DELETE too, pass --unsafe\n',
  });
});

test('the same as JSON', async () => {
  const cwd = folder({ 'jobs.yaml': JOBS });
  const { url } = await listening(careless);
  const args = ['--spec', 'jobs.yaml', '--url', url, '--json', '--header', `X-Key: ${SECRET}`];
  const { exit, stdout } = await specline(cwd, 'verify', ...args);
  expect(exit).toBe(1);
  const { counts, results } = JSON.parse(stdout) as { counts: object; results: object[] };
  expect(counts).toEqual({ kept: 1, broken: 2, 'not-seen': 2, 'not-sent': 1 });
  const pointer = '#/security/0/key';
  const request = 'a request without credentials';
  expect(results[1]).toEqual({
    operation: 'GET /jobs',
    subject: `refuses ${request}`,
    verdict: 'broken',
    pointer,
    problems: [
      {
        place: 'security',
        message: 'has no credentials; it needs key (header X-Key), and yet the answer was 200',
        pointer,
        request,
      },
    ],
    reason: '',
  });
});

test('without credentials nothing is verified, and that is said', async () => {
  const cwd = folder({ 'jobs.yaml': JOBS });
  const { url } = await listening(careless);
  const ran = await specline(cwd, 'verify', '--spec', 'jobs.yaml', '--url', url);
  expect(ran).toMatchObject({
    exit: 0,
    stderr: `to send credentials, pass --header-env 'Authorization=API_TOKEN'
to send POST, PUT, PATCH and DELETE too, pass --unsafe
nothing was verified
`,
  });
  expect(ran.stdout).toContain(
    'not sent  GET /jobs: security: has no credentials; it needs key (header X-Key) (#/security/0/key)\n',
  );
});

test('no server is an error of the input', async () => {
  const cwd = folder({ 'jobs.yaml': JOBS });
  const { server, url } = await listening(careless);
  await new Promise((resolve) => server.close(resolve));
  expect(await speclineWith(KEY, cwd, 'verify', '--spec', 'jobs.yaml', '--url', url, ...WITH_KEY)).toEqual({
    exit: 2,
    stdout: '',
    stderr: `${url} cannot be reached (ECONNREFUSED); check the URL, and that the server runs\n`,
  });
});

test('who waits on a terminal is told where it is', async () => {
  const cwd = folder({ 'jobs.yaml': JOBS });
  const { url } = await listening((request, response) => setTimeout(careless, 600, request, response));
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: true })];
  await run(['verify', '--spec', 'jobs.yaml', '--url', url, ...WITH_KEY], { cwd, env: KEY, stdout, stderr });
  expect(stripVTControlCharacters(String(stderr.read()))).toContain('GET /jobs/{id} (2 of 3) …\n');
});

const URL_REMEDY =
  '--url is not the URL of a server; give http:// or https://, a host and optionally a path; no user name, password, query or fragment';

test.each([
  [['--spec', 'none.yaml'], 'none.yaml: there is no such file; check the path'],
  [['--url', 'localhost:80'], URL_REMEDY],
  [['--url', `http://me:${SECRET}@localhost`], URL_REMEDY],
  [['--url', `http://localhost?key=${SECRET}`], URL_REMEDY],
  [['--timeout', '0'], '--timeout must be a number of milliseconds ≥ 1, got "0"'],
  [
    ['--header', SECRET],
    "--header is not of the form NAME: VALUE; give, say, --header 'Accept-Language: en'",
  ],
  [['--header', 'Host: me'], '--header Host is a header of the connection; leave it out'],
  [
    ['--header', `X-Key: ${SECRET}\n${SECRET}`],
    '--header X-Key is not a valid header; check the name, and remove line breaks from the value',
  ],
  [
    ['--header-env', 'X-Key'],
    "--header-env is not of the form NAME=VARIABLE; give, say, --header-env 'Authorization=API_TOKEN'",
  ],
  [
    ['--header-env', 'X-Key=NO_KEY'],
    '--header-env X-Key: the environment variable NO_KEY is not set; set it to the whole value of the header',
  ],
  [
    ['--header-env', 'X Key=JOBS_KEY'],
    '--header-env X Key: JOBS_KEY is not a valid header; check the name, and remove line breaks from the value',
  ],
])('%s is refused', async (args, stderr) => {
  const cwd = folder({ 'jobs.yaml': JOBS });
  const all = ['verify', '--spec', 'jobs.yaml', '--url', 'http://127.0.0.1:1', ...args];
  expect(await speclineWith(KEY, cwd, ...all)).toEqual({ exit: 2, stdout: '', stderr: `${stderr}\n` });
});

test('a document that the judge cannot use is refused', async () => {
  const cwd = folder({ 'jobs.yaml': JOBS.replace('key: []', 'other: []') });
  const ran = await specline(cwd, 'verify', '--spec', 'jobs.yaml', '--url', 'http://127.0.0.1:1');
  expect(ran).toMatchObject({ exit: 2, stdout: '' });
  expect(ran.stderr).toMatch(/^jobs\.yaml:?.* security scheme .*other/);
});

test('the help says what is sent, and what --unsafe adds', async () => {
  const { stdout } = await specline(folder({}), 'verify', '--help');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    '--unsafe also send POST, PUT, PATCH, DELETE, valid and invalid',
  );
});
