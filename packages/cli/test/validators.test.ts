import { createJudge, startMock } from '@specline/contract';
import { APIClient, DecodeError } from '@specline/runtime';
import { validated } from '@specline/runtime/validation';
import { expect, onTestFinished, test } from 'vitest';
import { documentOf, issuesOf, validatorOf } from './generated-validator.js';
import { RESPONSES } from './response-rows.js';
import type { ResponseRow } from './response-rows.js';

/** What the judge says, which reads the document for itself. */
function isValid(document: object, value: unknown): boolean {
  const { operations, sampler } = createJudge(document);
  const at = operations[0]?.responses[0]?.content[0]?.schema;
  if (at === undefined) throw new Error('the document has no response');
  return sampler.validate(at, 'response', value as never).length === 0;
}

test.each(RESPONSES)('$what', async (row) => {
  const document = documentOf(row);
  const validator = await validatorOf(document);
  for (const [value, want] of row.values) {
    const issues = issuesOf(validator, value);
    expect(issues, JSON.stringify(value)).toEqual(want === undefined ? [] : [want]);
    const agrees = isValid(document, value) === (issues.length === 0);
    expect(agrees, JSON.stringify(value)).toBe(row.unlikeJudge === undefined);
  }
});

test('what the judge makes of a document is as the validators have it', async () => {
  const document = documentOf({
    schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
    schemas: {
      Pet: {
        type: 'object',
        required: ['name', 'tag', 'secret'],
        properties: {
          name: { type: 'string', minLength: 2, maxLength: 5, pattern: '^[a-z]+$' },
          tag: { oneOf: [{ type: 'integer', minimum: 1 }, { type: 'boolean' }, { type: 'null' }] },
          kind: { enum: ['cat', 'dog', null] },
          secret: { type: 'string', writeOnly: true },
          friends: {
            type: 'array',
            maxItems: 2,
            uniqueItems: true,
            items: { $ref: '#/components/schemas/Pet' },
          },
          toys: { type: 'object', additionalProperties: { type: 'number', multipleOf: 0.5 } },
        },
        additionalProperties: false,
      },
    },
  });
  const validator = await validatorOf(document);
  const { operations, sampler } = createJudge(document);
  const at = operations[0]?.responses[0]?.content[0]?.schema;
  if (at === undefined) throw new Error('the document has no response');
  const samples = sampler.samples(at, 'response');
  const spoiled = sampler.invalid(at, 'response');
  for (const { label, value } of samples) expect(issuesOf(validator, value), label).toEqual([]);
  for (const { label, value } of spoiled) expect(issuesOf(validator, value), label).toHaveLength(1);
  expect(samples.length * spoiled.length).toBeGreaterThan(50);
});

const enveloped = (result: ResponseRow['schema']) => ({
  type: 'object',
  required: ['success', 'result'],
  properties: { success: { const: true }, result },
});

test('a mock that breaks the document is found out, and its value is in no message', async () => {
  const schema = enveloped({
    type: 'object',
    required: ['count'],
    properties: { count: { type: 'integer' } },
  });
  const validator = await validatorOf(documentOf({ schema }));
  const broken = enveloped({
    type: 'object',
    required: ['count'],
    properties: { count: { type: 'string', const: 'canary-c0de' } },
  });
  for (const [served, want] of [
    [schema, 'valid'],
    [broken, 'GET /things: 200, applied, but it is not valid: count must be integer'],
  ] as const) {
    const mock = await startMock({ document: documentOf({ schema: served }) });
    onTestFinished(() => mock.close());
    const client = new APIClient({ baseURL: mock.url }, { name: 'test', version: '1.0.0', auth: {} });
    const operation = {
      method: 'GET',
      path: '/things',
      responses: { 200: 'json' } as const,
      envelope: 'result',
    };
    const outcome = validated(client.send(operation, {}, {}), validator).then(
      () => 'valid',
      (error: unknown) => {
        expect(error).toBeInstanceOf(DecodeError);
        expect(error).toMatchObject({ outcome: 'applied', body: { count: 'canary-c0de' } });
        return error instanceof Error ? error.message : '';
      },
    );
    expect(await outcome).toBe(want);
  }
});
