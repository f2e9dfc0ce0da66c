import { describe, expect, test } from 'vitest';
import { createJudge, receivedRequest } from '../src/index.js';
import { bodiesDocument } from './bodies-document.js';
import { rotateDocument } from './rotate-document.js';
import { stylesDocument } from './styles-document.js';

const ROTATE = '/accounts/a1/moq/relays/r1/tokens/rotate';
const bearer = { authorization: 'Bearer secret' };
const json = { ...bearer, 'content-type': 'application/json' };

/** The problems of a request, as `status place: message`. */
async function requestProblems(document: object, path: string, init: RequestInit = {}): Promise<string[]> {
  const judge = createJudge(document);
  const request = await receivedRequest(new Request(`http://host${path}`, init));
  const { problems } = await judge.checkRequest(request);
  return problems.map(({ status, place, message }) => `${status} ${place}: ${message}`);
}

describe('requests to rotate', () => {
  const rows: readonly [given: string, path: string, init: RequestInit, want: string[]][] = [
    ['a right one', ROTATE, { headers: json, body: '{"type":"subscribe"}' }, []],
    [
      'a charset',
      ROTATE,
      {
        headers: { ...json, 'content-type': 'application/json; charset=utf-8' },
        body: '{"type":"subscribe"}',
      },
      [],
    ],
    ['an unknown path', '/accounts', {}, ['404 path: no operation has the path /accounts']],
    [
      'an empty segment',
      '/accounts//moq/relays/r1/tokens/rotate',
      {},
      ['404 path: no operation has the path /accounts//moq/relays/r1/tokens/rotate'],
    ],
    ['another method', ROTATE, { method: 'PUT' }, [`405 method: ${ROTATE} has no PUT; documented: POST`]],
    [
      'no credentials',
      ROTATE,
      { headers: { 'content-type': 'application/json' }, body: '{"type":"subscribe"}' },
      ['401 security: has no credentials; it needs api_token (Authorization: Bearer …)'],
    ],
    [
      'another scheme',
      ROTATE,
      { headers: { ...json, authorization: 'Basic abc' }, body: '{"type":"subscribe"}' },
      ['401 security: has no credentials; it needs api_token (Authorization: Bearer …)'],
    ],
    ['no body', ROTATE, { headers: bearer }, ['400 body: is required']],
    ['an empty body', ROTATE, { headers: json }, ['400 body: is empty']],
    ['no JSON', ROTATE, { headers: json, body: '{' }, ['400 body: is not json: SyntaxError']],
    [
      'text',
      ROTATE,
      { headers: bearer, body: 'type=subscribe' },
      ['415 body: has content type text/plain; documented: application/json'],
    ],
    ['no field', ROTATE, { headers: json, body: '{}' }, ['400 body: has no "type", which is required']],
    [
      'another value',
      ROTATE,
      { headers: json, body: '{"type":"publish"}' },
      ['400 body/type: is none of "publish_subscribe", "subscribe"'],
    ],
    ['another type', ROTATE, { headers: json, body: '[]' }, ['400 body: is not of type object']],
    [
      'a query',
      `${ROTATE}?debug=1`,
      { headers: json, body: '{"type":"subscribe"}' },
      ['400 query parameter debug: is not documented'],
    ],
  ];
  test.each(rows)('%s', async (_, path, init, want) => {
    expect(await requestProblems(rotateDocument, path, { method: 'POST', ...init })).toEqual(want);
  });
});

describe('parameters by style', () => {
  const rows: readonly [path: string, want: string[]][] = [
    ['/simple/red,blue/x=1,y=a/x,1,y,a/5', []],
    [
      '/simple/red/x,1,y,a/x,1,y,a/5',
      [
        '400 path parameter b: has "1", which is not documented',
        '400 path parameter b: has "a", which is not documented',
        '400 path parameter b: /x is not of type integer',
      ],
    ],
    ['/simple/red/x=1,y=a/x,1,y,a/five', ['400 path parameter d: is not of type integer']],
    ['/label/.red,blue/.x=1.y=a/.x,1,y,a/.true', []],
    [
      '/label/red/.x=1.y=a/.x,1,y,a/.true',
      ['400 path parameter a: does not begin with "." as style label does'],
    ],
    ['/matrix/;a=red,blue/;x=1;y=a/;c=red;c=blue/;d=text', []],
    [
      '/matrix/red/;x=1;y=a/;c=red/;d=text',
      ['400 path parameter a: does not begin with ";" and its name as style matrix does'],
    ],
    [
      '/query?a=red&a=blue&b=red,blue&c=red%20blue&d=red|blue&e[x]=1&e[y]=a&f=x,1,y,a&h=1&i=a&j={"x":1,"y":"a"}&k=two+words&l=9.5',
      [],
    ],
    ['/query?e%5Bx%5D=1&e%5By%5D=a', []],
    ['/query?e[x]=1', ['400 query parameter e: has no "y", which is required']],
    ['/query?e[x]=1&e[y]=a&e[z]=b', ['400 query parameter e: has "z", which is not documented']],
    ['/query?j={', ['400 query parameter j: is not JSON']],
    ['/query?k=one&k=one', ['400 query parameter k: is there more than once']],
    ['/query?k=three', ['400 query parameter k: is none of "one", "two words", "a&b=c"']],
    ['/query?l=10', ['400 query parameter l: must be < 10']],
    ['/query?h=x', ['400 query parameter g: /h is not of type integer']],
    ['/query?z=1', ['400 query parameter z: is not documented']],
  ];
  test.each(rows)('%s', async (path, want) => {
    expect(await requestProblems(stylesDocument, path)).toEqual(want);
  });

  test('headers and cookies', async () => {
    const headers = { 'x-list': 'a, b', 'x-point': 'x=1,y=a', cookie: 'session=a%20b; list=c,d; other=e' };
    const judge = createJudge(stylesDocument);
    const verdict = await judge.checkRequest(
      await receivedRequest(new Request('http://host/headers', { headers })),
    );
    expect(verdict.problems).toEqual([]);
    expect([...verdict.parameters].map(([{ name }, value]) => [name, value])).toEqual([
      ['X-List', ['a', 'b']],
      ['X-Point', { x: 1, y: 'a' }],
      ['session', 'a b'],
      ['list', ['c', 'd']],
    ]);
  });
});

describe('bodies and credentials', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Basic dTpw' };
  const upload = new FormData();
  upload.append('file', new Blob(['\u0000x']), 'x.bin');
  upload.append('point', '{"x":"no"}');
  const rows: readonly [given: string, path: string, init: RequestInit, want: string[]][] = [
    ['a form', '/form', { headers: form, body: 'To=a+b&Count=5&Media=x&Media=y' }, []],
    [
      'a wrong form',
      '/form',
      { headers: form, body: 'Count=five' },
      ['400 body: has no "To", which is required', '400 body/Count: is not of type integer'],
    ],
    [
      'a multipart form',
      '/upload/abc.json',
      { headers: { 'x-key': 'k' }, body: upload },
      ['400 body/point/x: is not of type integer'],
    ],
    [
      'a broken pattern',
      '/upload/a.json',
      { headers: { 'x-key': 'k' }, body: upload },
      [
        '400 path parameter name: must match pattern "^[a-z]{3,8}$"',
        '400 body/point/x: is not of type integer',
      ],
    ],
    ['optional credentials', '/raw:store', { method: 'PUT' }, []],
    [
      'credentials in query and cookie',
      '/raw%3Astore?token=t',
      { method: 'PUT', headers: { cookie: 'session=s' } },
      ['404 path: no operation has the path /raw%3Astore'],
    ],
    ['a key in the query', '/raw:store?token=t', { method: 'PUT', headers: { cookie: 'session=s' } }, []],
    [
      'what is only read',
      '/tree',
      { headers: json, body: '{"name":"tree","id":1}' },
      ['400 body/id: must not be there'],
    ],
    ['what is only written', '/tree', { headers: json, body: '{"name":"tree","secret":"s"}' }, []],
    ['a union by its tag', '/pets', { headers: json, body: '{"kind":"cat","lives":9}' }, []],
    ['an implicit tag', '/pets', { headers: json, body: '{"kind":"Dog","tags":{"a":"b"}}' }, []],
  ];
  test.each(rows)('%s', async (_, path, init, want) => {
    expect(await requestProblems(bodiesDocument, path, { method: 'POST', ...init })).toEqual(want);
  });
});

test('a body without a media type cannot be sent, and is not asked for', async () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Stray', version: '1' },
    paths: {
      '/a': {
        post: { requestBody: { required: true, content: {} }, responses: { 204: { description: 'Done.' } } },
      },
    },
  };
  const request = { method: 'POST', path: '/a', query: '', headers: new Headers(), body: new Uint8Array() };
  expect((await createJudge(document).checkRequest(request)).problems).toEqual([]);
});
