import { describe, expect, test } from 'vitest';
import { releasedNames } from '../src/index.js';
import { modelOf, withoutPointers } from './fixtures.js';
import { answer, components, page, paginated, parameters, paths, text, type Settings } from './pages.js';

describe('the model has how pages follow each other', () => {
  const at = (style: string, more: object) => ({ style, items: ['data'], ...more });
  test.each<[name: string, key: string, settings: Settings, want: object]>([
    [
      'a cursor in the body',
      'GET /things',
      { style: 'cursor', items: '/data', parameter: 'after', next: '/next', more: '/more' },
      at('cursor', { parameter: ['after'], next: ['next'], more: ['more'] }),
    ],
    [
      'a cursor in the last item',
      'GET /things',
      { style: 'cursor', items: '/data', parameter: 'after', last: '/id' },
      at('cursor', { parameter: ['after'], last: ['id'] }),
    ],
    [
      'pages',
      'GET /things',
      { style: 'page', items: '/data', parameter: 'page', totalPages: '/pages' },
      at('page', { parameter: ['page'], first: 1, total: ['pages'] }),
    ],
    [
      'pages from 0',
      'GET /things',
      { style: 'page', items: '/data', parameter: 'page', first: 0 },
      at('page', { parameter: ['page'], first: 0 }),
    ],
    [
      'an offset',
      'GET /things',
      { style: 'offset', items: '/data', parameter: 'page' },
      at('offset', { parameter: ['page'], first: 0 }),
    ],
    [
      'an offset that the document counts from 1',
      'GET /things',
      { style: 'offset', items: '/data', parameter: 'from', totalItems: '/pages' },
      at('offset', { parameter: ['from'], first: 1, total: ['pages'] }),
    ],
    ['links in the header', 'GET /things', { style: 'link', items: '/data' }, at('link', {})],
    [
      'links in the body',
      'GET /things',
      { style: 'link', items: '/data', next: '/url' },
      at('link', { next: ['url'] }),
    ],
    ['the body itself', 'GET /bare', { style: 'link', items: '' }, at('link', { items: [] })],
    [
      'a list in an object',
      'GET /things',
      { style: 'link', items: '/inner/list' },
      at('link', { items: ['inner', 'list'] }),
    ],
    [
      'a list that may be null',
      'GET /things',
      { style: 'link', items: '/maybe' },
      at('link', { items: ['maybe'], optional: true }),
    ],
    [
      'within an envelope',
      'GET /wrapped',
      { style: 'cursor', items: '/result/data', parameter: 'after', next: '/result/next' },
      at('cursor', { items: ['result', 'data'], parameter: ['after'], next: ['result', 'next'] }),
    ],
    [
      'a field of the body',
      'POST /search',
      { style: 'cursor', items: '/data', parameter: 'cursor', next: '/next' },
      at('cursor', { parameter: ['cursor'], next: ['next'] }),
    ],
    [
      'a query parameter before a field',
      'POST /search',
      { style: 'page', items: '/data', parameter: 'page' },
      at('page', { parameter: ['page'], first: 1 }),
    ],
    [
      'a field of a whole body',
      'POST /optional',
      { style: 'cursor', items: '/data', parameter: 'cursor', next: '/next' },
      at('cursor', { parameter: ['body', 'cursor'], next: ['next'] }),
    ],
  ])('%s', (_, key, settings, want) => {
    const { model, sdkProblems } = paginated(key, settings, { envelope: 'result' });
    expect(sdkProblems).toEqual([]);
    const found = model.operations.find((operation) => operation.key === key)?.call.pagination;
    const item = { kind: 'reference', to: '#/components/schemas/thing' };
    expect(withoutPointers(found)).toEqual({ ...want, item });
  });

  test('names with signs, and items without a name', () => {
    const settings: Settings = { style: 'cursor', items: '/a~1b', parameter: 'after', last: '/id' };
    const { model, sdkProblems } = paginated('GET /things', settings);
    expect(sdkProblems).toEqual([]);
    expect(model.operations[0]?.call.pagination).toMatchObject({
      items: ['a/b'],
      item: { kind: 'object' },
      optional: true,
    });
  });

  test('a parameter whose name is taken is found in its group', () => {
    const path = ['after', 'id'].map((name) => ({ name, in: 'path', required: true, schema: text }));
    const get = { parameters: [...path, ...parameters], responses: answer(page) };
    const key = 'GET /{after}/things/{id}';
    const settings: Settings = { style: 'cursor', items: '/data', parameter: 'after', next: '/next' };
    const { model } = modelOf(
      { paths: { '/{after}/things/{id}': { get } }, components },
      { sdk: { pagination: { [key]: settings } } },
    );
    expect(model.operations[0]?.call.pagination?.parameter).toEqual(['query', 'after']);
  });

  test('it renames nothing, and changes nothing else of the model', () => {
    const plain = modelOf({ paths, components });
    const { model, accounts } = paginated('GET /things', { style: 'link', items: '/data' });
    expect(withoutPagination(releasedNames(model))).toEqual(releasedNames(plain.model));
    expect(accounts).toEqual(plain.accounts);
    expect(withoutPagination(model)).toEqual(JSON.parse(JSON.stringify(plain.model)));
  });
});

function withoutPagination(value: object): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (name === 'pagination' ? undefined : inner)),
  );
}
