import { describe, expect, test } from 'vitest';
import { form } from '../src/encoders.js';
import { jsonQuery, textQuery } from '../src/encoders.js';
import type { ParameterPlace, ParameterStyle } from '../src/index.js';
import { styled } from '../src/parameters.js';

const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

// OpenAPI 3.1.1, 4.8.12.5 "Style Examples". An undefined cell is "n/a" there, or has no query string for its value.
const table: [ParameterStyle, boolean, empty: string, string: string, array: string, object: string][] = [
  ['matrix', false, ';color', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
  ['matrix', true, ';color', ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
  ['label', false, '.', '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
  ['label', true, '.', '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
  ['simple', false, '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ['simple', true, '', 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ['form', false, 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['form', true, 'color=', 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
  // OpenAPI 3.2, 4.12.3.
  ['cookie', false, 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['cookie', true, 'color=', 'color=blue', 'color=blue; color=black; color=brown', 'R=100; G=200; B=150'],
];

const PLACES: Partial<Record<ParameterStyle, ParameterPlace>> = { form: 'query', cookie: 'cookie' };

describe.each(table)('style %s, explode %s', (style, explode, empty, primitive, list, members) => {
  const place = PLACES[style] ?? 'path';
  test.each([
    ['an empty string', '', empty],
    ['a string', 'blue', primitive],
    ['an array', array, list],
    ['an object', object, members],
  ])('%s', (_, given, want) => expect(styled(place, 'color', given, { style, explode })).toBe(want));
});

test.each([
  ['spaceDelimited', array, 'color=blue%20black%20brown'],
  ['spaceDelimited', object, 'color=R%20100%20G%20200%20B%20150'],
  ['pipeDelimited', array, 'color=blue%7Cblack%7Cbrown'],
  ['pipeDelimited', object, 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['deepObject', object, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
] as const)('style %s, not exploded: %j', (style, given, want) => {
  expect(styled('query', 'color', given, { style })).toBe(want);
});

test.each([
  ['spaceDelimited', 'color=blue&color=black&color=brown'],
  ['pipeDelimited', 'color=blue&color=black&color=brown'],
] as const)('style %s, exploded, is form', (style, want) => {
  expect(styled('query', 'color', array, { style, explode: true })).toBe(want);
});

test.each([
  ['the default is form, exploded', ['a', 'b'], {}, 'q=a&q=b'],
  ['a number', 1.5, {}, 'q=1.5'],
  ['a boolean', false, {}, 'q=false'],
  ['reserved characters', 'a&b=c#d/é?', {}, 'q=a%26b%3Dc%23d%2F%C3%A9%3F'],
  ['allowReserved', "a/b?c=d&e#f+g[h] i%'", { allowReserved: true }, "q=a/b?c=d%26e%23f%2Bg%5Bh%5D%20i%25'"],
  ['JSON content', { a: [1, 'x'] }, { content: 'application/json' }, 'q=%7B%22a%22%3A%5B1%2C%22x%22%5D%7D'],
  ['an empty array', [], {}, ''],
  ['an empty object', {}, {}, ''],
  ['undefined and null members', { a: undefined, b: 1, c: null }, { explode: false }, 'q=b,1'],
  ['undefined and null items', [undefined, 'a', null], {}, 'q=a'],
  ['names of members', { 'a&b': 1, __proto__x: 2 }, {}, 'a%26b=1&__proto__x=2'],
  ['a delimiter in an item', ['a,b', 'c'], { explode: false }, 'q=a%2Cb,c'],
  ['a pipe in an item', ['a|b', 'c'], { style: 'pipeDelimited' }, 'q=a%7Cb%7Cc'],
  [
    'deep objects',
    { a: { b: [1, 2] }, c: [{ d: 3 }] },
    { style: 'deepObject' },
    'q%5Ba%5D%5Bb%5D=1&q%5Ba%5D%5Bb%5D=2&q%5Bc%5D%5B0%5D%5Bd%5D=3',
  ],
] as const)('query: %s', (_, given, definition, want) =>
  expect(styled('query', 'q', given, definition)).toBe(want),
);

test('query: a name is encoded', () => expect(styled('query', 'a[]&', 1, {})).toBe('a%5B%5D%26=1'));

test.each([['a member called __proto__', JSON.parse('{"__proto__":"x","b":1}'), '__proto__=x&b=1']])(
  'query: %s',
  (_, given, want) => expect(styled('query', 'q', given, {})).toBe(want),
);

test.each([
  ['nested arrays', [[1]]],
  ['nested objects', { a: { b: 1 } }],
  ['a lone surrogate', '\ud800'],
])('query: %s have no text', (_, given) => expect(() => styled('query', 'q', given, {})).toThrow());

test.each([
  ['reserved characters', "a/b?c#d:e@f&g=h+i%'", {}, "a%2Fb%3Fc%23d%3Ae%40f%26g%3Dh%2Bi%25'"],
  ['allowReserved', "a/b?c#d:e@f&g=h+i%'", { allowReserved: true }, "a%2Fb%3Fc%23d:e@f&g=h+i%25'"],
  ['JSON content', { a: [1] }, { content: 'application/json' }, '%7B%22a%22%3A%5B1%5D%7D'],
  ['delimiters in an array', ['a,b', 'c.d'], { style: 'label', explode: true }, '.a%2Cb.c.d'],
] as const)('path: %s', (_, given, definition, want) =>
  expect(styled('path', 'p', given, definition)).toBe(want),
);

test.each([
  ['a string as it is', 'a b/é%', {}, 'a b/é%'],
  ['an empty string', '', {}, ''],
  ['an exploded array', array, { explode: true }, 'blue,black,brown'],
  ['an array', array, {}, 'blue,black,brown'],
  ['an object', object, {}, 'R,100,G,200,B,150'],
  ['an exploded object', object, { explode: true }, 'R=100,G=200,B=150'],
  ['JSON content', [1, { a: 2 }], { content: 'application/json' }, '[1,{"a":2}]'],
  ['an empty array', [], {}, ''],
] as const)('header: %s', (_, given, definition, want) =>
  expect(styled('header', 'x', given, definition)).toBe(want),
);

test.each([
  ['a string', 'a b;c', {}, 'color=a%20b%3Bc'],
  ['an empty string', '', {}, 'color='],
  ['an array', array, { explode: false }, 'color=blue,black,brown'],
  ['an object', object, { explode: false }, 'color=R,100,G,200,B,150'],
  ['an exploded array', array, {}, 'color=blue&color=black&color=brown'],
  ['an exploded object', object, {}, 'R=100&G=200&B=150'],
  ['JSON content', { a: 1 }, { content: 'application/json' }, 'color=%7B%22a%22%3A1%7D'],
  [
    'style cookie, which encodes nothing but the end of a cookie',
    'a b/é;',
    { style: 'cookie' },
    'color=a b/é%3B',
  ],
] as const)('cookie: %s', (_, given, definition, want) =>
  expect(styled('cookie', 'color', given, definition)).toBe(want),
);

test.each([
  ['JSON', jsonQuery, { a: ['b c'] }, '%7B%22a%22%3A%5B%22b%20c%22%5D%7D'],
  ['text', textQuery, '$.a[?(@.b==1)]', '%24.a%5B%3F(%40.b%3D%3D1)%5D'],
  ['an object as text', textQuery, {}, undefined],
  ['a function as JSON', jsonQuery, () => {}, undefined],
] as const)('all of the query: %s', (_, encode, given, want) => expect(encode(given)).toBe(want));

test.each([
  ['fields', { a: 'x y', b: 1, c: true, d: 'é&=' }, 'a=x+y&b=1&c=true&d=%C3%A9%26%3D'],
  ['an array', { tags: ['a', 'b'] }, 'tags=a&tags=b'],
  [
    'an object',
    { card: { number: 1, owner: { name: 'x' } } },
    'card=%7B%22number%22%3A1%2C%22owner%22%3A%7B%22name%22%3A%22x%22%7D%7D',
  ],
  [
    'objects in an array',
    { items: [{ id: 1 }, { id: 2 }] },
    'items=%7B%22id%22%3A1%7D&items=%7B%22id%22%3A2%7D',
  ],
  ['undefined and null', { a: undefined, b: null, c: '' }, 'c='],
])('form: %s', (_, given, want) => expect(form(given)).toBe(want));
