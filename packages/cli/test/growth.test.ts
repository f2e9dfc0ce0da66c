import { describe, expect, test } from 'vitest';
import { folder, specline } from './workspace.js';

type Schemas = Readonly<Record<string, object>>;

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

function documentOf(schemas: Schemas): string {
  const content = { 'application/json': { schema: ref('R0') } };
  const responses = { 200: { description: 'x', content } };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    servers: [{ url: 'https://x.example' }],
    paths: { '/a': { post: { requestBody: { required: true, content }, responses } } },
    components: { schemas },
  });
}

function named(count: number, prefix: string, make: (index: number) => object): Schemas {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, make(index)]));
}

function object(properties: Schemas): object {
  return { type: 'object', required: Object.keys(properties), properties };
}

const orNull = (inner: object): object => ({ oneOf: [inner, { type: 'null' }] });

describe('diff ends', { timeout: 300_000 }, () => {
  const patterned = (pattern: string): Schemas => ({ R0: object({ id: { type: 'string', pattern } }) });
  test.each<[given: string, schemas: (type: 'integer' | 'string') => Schemas]>([
    [
      'for references to itself that may be null',
      (type) => ({ R0: object({ id: { type }, ...named(5, 'f', () => orNull(ref('R0'))) }) }),
    ],
    [
      'for references to one another that may be null',
      (type) =>
        named(4, 'R', (index) =>
          object({ id: { type }, ...named(4, 'f', (at) => orNull(ref(`R${(index + at) % 4}`))) }),
        ),
    ],
    [
      'for lists of two in lists',
      (type) => ({
        R0: Array.from({ length: 20 }).reduce<object>(
          (items) => ({ type: 'array', minItems: 2, items }),
          object({ id: { type } }),
        ),
      }),
    ],
    ['for counts in counts', (type) => patterned(type === 'string' ? '^(a{1,1000}){1,1000}$' : '^a$')],
    [
      'for groups in groups',
      (type) => patterned(`${'('.repeat(5000)}${type === 'string' ? 'a' : 'b'}${')'.repeat(5000)}`),
    ],
  ])('%s', async (_, schemas) => {
    const root = folder({
      'old.json': documentOf(schemas('integer')),
      'new.json': documentOf(schemas('string')),
    });
    const { exit, stdout, stderr } = await specline(root, 'diff', 'old.json', 'new.json');
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    expect(stdout).toMatch(/^major: /);
  });

  test('with a refusal, where the compiler has not enough stack', async () => {
    const schemas = (type: string): Schemas => ({
      ...named(5000, 'R', (index) => ref(`R${index + 1}`)),
      R5000: object({ id: { type } }),
    });
    const root = folder({
      'old.json': documentOf(schemas('integer')),
      'new.json': documentOf(schemas('string')),
    });
    expect(await specline(root, 'diff', 'old.json', 'new.json')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'schemas lead to one another too deeply for their types to be compared; shorten chains of $ref\n',
    });
  });
});
