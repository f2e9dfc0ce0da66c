import { expect, test } from 'vitest';
import { pathTemplate } from '../src/judge/path-template.js';

test.each<[template: string, path: string, values: readonly string[] | undefined]>([
  ['/pets', '/pets', []],
  ['/pets', '/pets/', undefined],
  ['/pets', '/a/pets', undefined],
  ['/pets/{id}', '/pets/1', ['1']],
  ['/pets/{id}', '/pets/', undefined],
  ['/pets/{id}', '/pets/1/2', undefined],
  ['/pets/{id}.json', '/pets/a.json.json', ['a.json']],
  ['/pets/{id}.{form}', '/pets/a.b.c', ['a', 'b.c']],
  ['/{a}{b}', '/xyz', ['x', 'yz']],
  ['/{a}{b}', '/x', undefined],
  ['/{a}-{b}/x', '/1-2-3/x', ['1', '2-3']],
  ['/{a}/{b}', '/x//y', undefined],
  ['/a b/{c}', '/a%20b/1', ['1']],
  ['/é{c}', '/%C3%a9x', ['x']],
  ['/{c}%', '/x%25', ['x']],
  ['/%{c}', '/%25', ['25']],
])('%s reads %s', (template, path, values) => {
  expect(pathTemplate(template)(path)).toEqual(values);
});

test('a parameter is as short as an expression of JavaScript finds it', () => {
  const pieces = ['{p}', 'a', 'b', '/', 'ab', '{p}'];
  for (let seed = 0; seed < 6 ** 4; seed += 1) {
    const template = Array.from({ length: 4 }, (_, at) => pieces[Math.floor(seed / 6 ** at) % 6]).join('');
    const expression = new RegExp(`^${template.replaceAll('{p}', '([^/]+?)')}$`);
    const read = pathTemplate(template);
    for (const path of ['abab/ab', 'aabba', 'b/a/bab', 'ababab', 'aaaa', 'ab//ba'])
      expect({ template, path, values: read(path) }).toEqual({
        template,
        path,
        values: expression.exec(path)?.slice(1),
      });
  }
});

test.each([
  ['parameters side by side', `/${'{a}'.repeat(1000)}/end`],
  ['one letter between parameters', `/${'{a}x'.repeat(1000)}/end`],
  ['two letters between parameters', `/${'{a}xx'.repeat(30)}/end`],
])('%s read a long path of one letter in few steps', (_, template) => {
  expect(pathTemplate(template)(`/${'x'.repeat(16_000)}/and`)).toBeUndefined();
});
