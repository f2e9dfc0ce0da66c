import { expect, test } from 'vitest';
import { formatProblem } from '../src/index.js';
import type { Json } from '../src/index.js';
import { modelOf, operation } from './fixtures.js';

const media = (examples: Json) => ({
  paths: {
    '/a': {
      get: operation({
        responses: { '200': { description: '', content: { 'application/json': { examples } } } },
      }),
    },
  },
});

test.each<[string, Parameters<typeof modelOf>[0], string]>([
  [
    'a licence that is a text',
    { info: { title: 'T', version: '1', license: 'MIT' }, paths: {} },
    '#/info/license: expected a license object, found a string; it is ignored; correct it',
  ],
  [
    'tags that are texts',
    { tags: ['A'], paths: {} },
    '#/tags/0: expected a tag object, found a string; it is ignored; correct it',
  ],
  [
    'examples in a list',
    media([1]),
    '#/paths/~1a/get/responses/200/content/application~1json/examples: expected an object of example objects, found a list; it is ignored; correct it',
  ],
  [
    'an example that is the value itself',
    media({ a: 'A.' }),
    '#/paths/~1a/get/responses/200/content/application~1json/examples/a: expected an example object, found a string; it is ignored; correct it',
  ],
])('of the wrong kind, what only documents is a warning: %s', (_, parts, want) => {
  const { problems, warnings } = modelOf(parts);
  expect(problems).toEqual([]);
  expect(warnings.map(formatProblem)).toEqual([want]);
});
