import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatProblem, loadSdk } from '../src/index.js';
import type { Json } from '../src/index.js';
import { folder, modelOf, refusal } from './fixtures.js';
import { answer, components, page, paginated, type Settings } from './pages.js';

describe('what the document does not have is a problem of sdk.yaml', () => {
  const cursor = { style: 'cursor', items: '/data', parameter: 'after', next: '/next' } as const;
  test.each<[name: string, key: string, settings: Settings, want: string]>([
    [
      'no operation',
      'GET /thing',
      cursor,
      ': the document has no operation GET /thing; did you mean GET /things?',
    ],
    [
      'a method that changes something',
      'DELETE /gone',
      { style: 'link', items: '/data' },
      ': DELETE /gone cannot have pages: with style link only GET can; remove it',
    ],
    [
      'a link after POST',
      'POST /search',
      { style: 'link', items: '/data' },
      ': POST /search cannot have pages: with style link only GET can; remove it',
    ],
    [
      'no JSON',
      'GET /text',
      { style: 'link', items: '' },
      ': a page of GET /text is not one JSON body: its 2xx responses have text/plain; remove it, or document one 2xx response with application/json',
    ],
    [
      'no parameter',
      'GET /things',
      { ...cursor, parameter: 'aftr' },
      '/parameter: GET /things has no query parameter and no field of its body aftr; correct the name, or add it to the document',
    ],
    [
      'a cursor that is a list',
      'GET /things',
      { ...cursor, parameter: 'ids' },
      '/parameter: ids is neither text nor a number; give the one for the cursor',
    ],
    [
      'a page that is no number',
      'GET /things',
      { style: 'page', items: '/data', parameter: 'sort' },
      '/parameter: sort is not a number; give the parameter that counts',
    ],
    [
      'no such member',
      'GET /things',
      { ...cursor, items: '/inner/lst' },
      '/items: /inner/lst leads nowhere: the document has no member lst there; correct the JSON pointer, or describe the member',
    ],
    [
      'a member that is not sent',
      'GET /things',
      { style: 'cursor', items: '/data', parameter: 'after', last: '/secret' },
      '/last: /secret leads nowhere: the document has no member secret there; correct the JSON pointer, or describe the member',
    ],
    [
      'an inherited name',
      'GET /things',
      { ...cursor, next: '/constructor' },
      '/next: /constructor leads nowhere: the document has no member constructor there; correct the JSON pointer, or describe the member',
    ],
    [
      'no list',
      'GET /things',
      { ...cursor, items: '/inner' },
      '/items: /inner is not a list; give the JSON pointer of the list',
    ],
    [
      'a body that is no list',
      'GET /things',
      { ...cursor, items: '' },
      '/items: the body is not a list; give the JSON pointer of the list',
    ],
    [
      'a cursor that is an object',
      'GET /things',
      { ...cursor, next: '/inner' },
      '/next: /inner is not a string or number; correct the JSON pointer',
    ],
    [
      'a cursor without end',
      'GET /things',
      { ...cursor, next: '/loop' },
      '/next: /loop is not a string or number; correct the JSON pointer',
    ],
    [
      'a flag that is text',
      'GET /things',
      { ...cursor, more: '/url' },
      '/more: /url is not a boolean; correct the JSON pointer',
    ],
    [
      'a total that is text',
      'GET /things',
      { style: 'page', items: '/data', parameter: 'page', totalPages: '/url' },
      '/totalPages: /url is not a number; correct the JSON pointer',
    ],
    [
      'two cursors',
      'GET /things',
      { ...cursor, last: '/id' },
      ': a cursor stands in the body (next) or in the last item (last); give one of the two',
    ],
    [
      'no cursor',
      'GET /things',
      { style: 'cursor', items: '/data', parameter: 'after' },
      ': a cursor stands in the body (next) or in the last item (last); give one of the two',
    ],
  ])('%s', (_, key, settings, want) => {
    const place = `#/pagination/${key.replaceAll('/', '~1')}`;
    const { model, sdkProblems } = paginated(key, settings);
    expect(sdkProblems.map(formatProblem)).toEqual([place + want]);
    expect(model.operations.filter(({ call }) => call.pagination !== undefined)).toEqual([]);
  });

  test('several bodies', () => {
    const responses = { ...(answer(page) as object), '206': (answer(page) as { 200: Json })[200] };
    const { sdkProblems } = modelOf(
      { paths: { '/things': { get: { responses } } }, components },
      { sdk: { pagination: { 'GET /things': { style: 'link', items: '/data' } } } },
    );
    expect(sdkProblems.map(formatProblem)).toEqual([
      '#/pagination/GET ~1things: a page of GET /things is not one JSON body: its 2xx responses have application/json and application/json; remove it, or document one 2xx response with application/json',
    ]);
  });
});

describe('sdk.yaml is refused, with its place', () => {
  const sdkOf = (...lines: string[]) => {
    const content = ['pagination:', '  GET /things:', ...lines.map((line) => `    ${line}`)].join('\n');
    return refusal(() => loadSdk(join(folder({ 'sdk.yaml': content }), 'sdk.yaml'), 'sdk.yaml'));
  };
  const operation = '#/pagination/GET ~1things';

  test.each<[name: string, lines: string[], want: string]>([
    [
      'a style that is none',
      ['style: curser', 'items: /data'],
      `sdk.yaml:3:5 ${operation}/style: there is no style "curser"; use cursor, page, offset, link`,
    ],
    [
      'no style',
      ['items: /data'],
      `sdk.yaml:2:3 ${operation}: style is missing; use cursor, page, offset, link`,
    ],
    [
      'an unknown key',
      ['style: link', 'items: /data', 'nxt: /next'],
      `sdk.yaml:5:5 ${operation}/nxt: unknown key nxt; did you mean next?`,
    ],
    [
      'a key of another style',
      ['style: link', 'items: /data', 'parameter: page'],
      `sdk.yaml:5:5 ${operation}/parameter: unknown key parameter; the keys are style, items, next, more`,
    ],
    [
      'a key that is missing',
      ['style: page', 'items: /data'],
      `sdk.yaml:2:3 ${operation}: parameter is missing; add it`,
    ],
    [
      'no JSON pointer',
      ['style: link', 'items: data'],
      `sdk.yaml:4:5 ${operation}/items: this does not match ^(/([^/~]|~[01])*)*$; correct it`,
    ],
  ])('%s', (_, lines, want) => {
    expect(sdkOf(...lines)).toEqual([want]);
  });

  test('no operation', () => {
    const content = 'pagination:\n  things: { style: link, items: /data }\n';
    expect(refusal(() => loadSdk(join(folder({ 'sdk.yaml': content }), 'sdk.yaml'), 'sdk.yaml'))).toEqual([
      'sdk.yaml:2:3 #/pagination/things: this does not match ^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) /; correct it',
    ]);
  });
});
