import { expect, test } from 'vitest';
import { modelOf } from './fixtures.js';

test('the first server with its variables; what else there is, is ignored by name', () => {
  const { model, problems, accounts } = modelOf({
    paths: {},
    servers: [
      {
        url: 'https://{region}.example.com/{base}',
        description: 'Live.',
        variables: {
          region: { default: 'eu', enum: ['eu', 'us'], description: 'Where.' },
          base: { default: 'v1' },
          other: { default: 'x' },
        },
      },
      { url: 'https://staging.example.com' },
    ],
  });
  expect(problems).toEqual([]);
  expect(model.servers).toEqual([
    {
      url: 'https://{region}.example.com/{base}',
      description: 'Live.',
      variables: [
        { name: 'region', default: 'eu', values: ['eu', 'us'], description: 'Where.' },
        { name: 'base', default: 'v1' },
      ],
    },
    { url: 'https://staging.example.com' },
  ]);
  expect(accounts.ignored).toEqual([
    { pointer: '#/servers/0/variables/other', reason: 'the URL of the server has no such variable' },
    { pointer: '#/servers/1', reason: 'a client begins with the first server; baseURL takes another' },
  ]);
});
