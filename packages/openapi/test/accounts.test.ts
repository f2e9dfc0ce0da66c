import { expect, test } from 'vitest';
import { modelOf, operation, pathParameters } from './fixtures.js';

const schema = { type: 'object', properties: { a: { type: 'string' } } };

test('what a document has is used or ignored, each by name', () => {
  const { accounts, problems } = modelOf({
    tags: [{ name: 'T' }],
    paths: {
      '/a/{id}': {
        parameters: pathParameters('id'),
        post: operation({
          parameters: [{ name: 'Accept', in: 'header', schema }, { $ref: '#/components/parameters/used' }],
          requestBody: { content: { 'application/json': { schema }, 'application/xml': { schema } } },
          'x-own': true,
        }),
      },
    },
    components: {
      parameters: {
        used: { name: 'q', in: 'query', schema: { type: 'string' } },
        unused: { name: 'u', in: 'query', schema: { type: 'string' } },
      },
    },
  });
  expect(problems).toEqual([]);
  const post = '#/paths/~1a~1{id}/post';
  expect(accounts.used.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
    'parameter #/paths/~1a~1{id}/parameters/0',
    `operation ${post}`,
    `status ${post}/responses/200`,
    `parameter ${post}/parameters/1`,
    `media type ${post}/requestBody/content/application~1json`,
    `field ${post}/requestBody/content/application~1json/schema/properties/a`,
  ]);
  expect(accounts.ignored).toEqual([
    { pointer: '#/tags', reason: 'documentation that no type or call depends on' },
    { pointer: `${post}/x-own`, reason: 'an extension that means nothing here' },
    { pointer: `${post}/parameters/0`, reason: 'OpenAPI gives a header parameter Accept no meaning' },
    {
      pointer: `${post}/requestBody/content/application~1xml`,
      reason: 'the client speaks application/json here',
    },
    { pointer: '#/components/parameters/unused', reason: 'nothing refers to it' },
  ]);
});

test('what the model does not hold is a problem', async () => {
  const { accountsOf } = await import('../src/model/accounts.js');
  const { Account } = await import('../src/model/account.js');
  const paths = {
    '/a': { get: operation({ parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }] }) },
  };
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths };
  const { model } = modelOf({ paths });
  const forgetful = { ...model, operations: model.operations.map((item) => ({ ...item, parameters: [] })) };
  const loaded = {
    files: [],
    file: 'a',
    document,
    version: '3.1' as const,
    problems: [],
    flaws: [],
    ignored: [],
    omitted: [],
    staleOmissions: [],
    original: (pointer: string) => pointer,
    locate: () => [],
  };
  expect(accountsOf(loaded, forgetful, new Account()).problems).toEqual([
    {
      pointer: '#/paths/~1a/get/parameters/0',
      message: 'this parameter would be lost: nothing that is generated holds it',
      remedy: 'report it as a fault of Specline',
    },
  ]);
});
