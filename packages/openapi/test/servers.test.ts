import { expect, test } from 'vitest';
import { formatProblem } from '../src/index.js';
import { modelOf } from './fixtures.js';

test('the first server with its variables; what else there is, is ignored by name', () => {
  const { model, problems, accounts } = modelOf({
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

test('a variable without a default, and a default that it cannot have', () => {
  const servers = [{ url: 'https://{a}.example.com/{b}', variables: { b: { default: 'x', enum: ['y'] } } }];
  expect(modelOf({ servers }).problems.map(formatProblem)).toEqual([
    '#/servers/0/url: server variable {a} is not declared; add it to variables, with its default',
    '#/servers/0/variables/b/default: the default of server variable {b} is not one of its values; add it to enum, or take another',
  ]);
});
