import { expect, test } from 'vitest';
import { BudgetError, createJudge, findWitness } from '../src/index.js';
import type { Judge } from '../src/index.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Part = { readonly [name: string]: Json };

const POST = '#/paths/~1pets~1{id}/post';
const text = { type: 'string' };
const json = (schema: Json): Part => ({ content: { 'application/json': { schema } } });
const body = (schema: Json): Part => ({ requestBody: { required: true, ...json(schema) } });
const found = (schema: Json, more: Part = {}): Part => ({
  responses: { '200': { description: 'Found.', ...json(schema), ...more } },
});
const query = (schema: Json, more: Part = {}): Part => ({
  parameters: [{ name: 'tags', in: 'query', schema, ...more }],
});
const named = (schema: Json): Part => ({ type: 'object', required: ['name'], properties: { name: schema } });
const BODY = `${POST}/requestBody/content/application~1json/schema`;
const RESPONSE = `${POST}/responses/200/content/application~1json/schema`;
const JSON_BODY = 'content-type: application/json\n\n';

function documentOf(operation: Part): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pets/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
        post: { responses: { '204': { description: 'Done.' } }, ...operation },
      },
    },
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'query', name: 'key' },
        oauth: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: 'https://example.com', scopes: { read: '', write: '' } } },
        },
      },
    },
  };
}

interface Row {
  readonly what: string;
  readonly old: Part;
  readonly next: Part;
  readonly pointer: string;
  readonly direction?: 'sent' | 'received';
  readonly want: readonly [kind: string, text: string, problem: string] | undefined;
}

const ROWS: readonly Row[] = [
  {
    what: 'a bound of a body',
    old: body(named(text)),
    next: body(named({ ...text, maxLength: 3 })),
    pointer: `${BODY}/properties/name`,
    direction: 'sent',
    want: [
      'request',
      `POST /pets/text\n${JSON_BODY}{"name":"text"}`,
      `body/name: must NOT have more than 3 characters (${BODY})`,
    ],
  },
  {
    what: 'a member that must be sent',
    old: body({ type: 'object', properties: { name: text } }),
    next: body(named(text)),
    pointer: `${BODY}/properties/name`,
    direction: 'sent',
    want: ['request', `POST /pets/text\n${JSON_BODY}{}`, `body: has no "name", which is required (${BODY})`],
  },
  {
    what: 'a value that a client does not know',
    old: found(named({ enum: ['a'] })),
    next: found(named({ enum: ['a', 'b'] })),
    pointer: `${RESPONSE}/properties/name`,
    direction: 'received',
    want: ['response', `200\n${JSON_BODY}{"name":"b"}`, `body/name: is none of "a" (${RESPONSE})`],
  },
  {
    what: 'a header that need not come',
    old: found(text, { headers: { 'X-Rate': { required: true, schema: text } } }),
    next: found(text, { headers: { 'X-Rate': { schema: text } } }),
    pointer: `${POST}/responses/200/headers/X-Rate`,
    direction: 'received',
    want: [
      'response',
      `200\n${JSON_BODY}""`,
      `header X-Rate: is required (${POST}/responses/200/headers/X-Rate)`,
    ],
  },
  {
    what: 'a header that is gone',
    old: found(text, { headers: { 'X-Rate': { schema: text } } }),
    next: found(text),
    pointer: `${POST}/responses/200/headers/X-Rate`,
    direction: 'received',
    want: [
      'promise',
      `200\ncontent-type: application/json\nx-rate: text\n\n""`,
      `header X-Rate: is no longer documented (${POST})`,
    ],
  },
  {
    what: 'a status that is gone',
    old: { responses: { '200': { description: 'Found.' }, '404': { description: 'Missing.' } } },
    next: { responses: { '200': { description: 'Found.' } } },
    pointer: `${POST}/responses/404`,
    want: ['promise', '404', `status: 404 is not documented; documented: 200 (${POST})`],
  },
  {
    what: 'a parameter that is gone',
    old: query(text),
    next: {},
    pointer: `${POST}/parameters/0`,
    direction: 'sent',
    want: ['request', 'POST /pets/text?tags=text', `query parameter tags: is not documented (${POST})`],
  },
  {
    what: 'a parameter that is read otherwise',
    old: query({ type: 'array', items: text }, { explode: false }),
    next: query({ type: 'array', items: text }),
    pointer: `${POST}/parameters/0`,
    direction: 'sent',
    want: [
      'request',
      'POST /pets/text?tags=text,text',
      `query parameter tags: is read as ["text,text"], which was ["text","text"] (${POST}/parameters/0)`,
    ],
  },
  {
    what: 'a default',
    old: query({ type: 'integer', default: 1 }),
    next: query({ type: 'integer', default: 2 }),
    pointer: `${POST}/parameters/0/schema`,
    direction: 'sent',
    want: [
      'request',
      'POST /pets/text',
      `query parameter tags: is read as 2, which was 1 (${POST}/parameters/0)`,
    ],
  },
  {
    what: 'a credential',
    old: { security: [] },
    next: { security: [{ key: [] }] },
    pointer: `${POST}/security`,
    want: [
      'request',
      'POST /pets/text',
      `security: has no credentials; it needs key (query key) (${POST}/security/0/key)`,
    ],
  },
  {
    what: 'a scope',
    old: { security: [{ oauth: ['read'] }] },
    next: { security: [{ oauth: ['read', 'write'] }] },
    pointer: `${POST}/security`,
    want: [
      'request',
      'POST /pets/text\nauthorization: Bearer token',
      `security: needs oauth (read, write); oauth (read) was enough (${POST}/security/0/oauth)`,
    ],
  },
  {
    what: 'what no judge writes: the value alone',
    old: { requestBody: { content: { 'application/xml': { schema: named(text) } } } },
    next: { requestBody: { content: { 'application/xml': { schema: named({ ...text, minLength: 2 }) } } } },
    pointer: `${POST}/requestBody/content/application~1xml/schema/properties/name`,
    direction: 'sent',
    want: [
      'request',
      '""',
      `must NOT have fewer than 2 characters (${POST}/requestBody/content/application~1xml/schema/properties/name)`,
    ],
  },
  {
    what: 'another change of the same operation is no witness',
    old: { ...body(named(text)), ...query(text) },
    next: { ...body(named(text)), ...query({ ...text, maxLength: 1 }) },
    pointer: `${BODY}/properties/name`,
    direction: 'sent',
    want: undefined,
  },
];

test.each(ROWS)('$what', async ({ old, next, pointer, direction, want }) => {
  const witness = await findWitness(createJudge(documentOf(old)), createJudge(documentOf(next)), {
    old: 'POST /pets/{id}',
    next: 'POST /pets/{id}',
    direction,
    pointers: [pointer],
  });
  expect(witness && [witness.kind, witness.text, witness.problem]).toEqual(want);
});

const unusable: Part = { ...text, pattern: '(' };
/** No engine bounds its steps, so that a long text is not checked. */
const unchecked: Part = { ...text, pattern: '^(a*)*\\1b$' };
const long: Part = { ...text, minLength: 100 };

test.each<readonly [what: string, old: Part, next: Part, pointer: string]>([
  ['a long body by a pattern', body(named(long)), body(named(unchecked)), `${BODY}/properties/name`],
  ['a parameter by a pattern that is none', query(text), query(unusable), `${POST}/parameters/0`],
  ['a long parameter by a pattern', query(long), query(unchecked), `${POST}/parameters/0`],
  [
    'a response by a pattern that is none',
    found(named(unusable)),
    found(named(text)),
    `${RESPONSE}/properties/name`,
  ],
  [
    'a long response by a pattern',
    found(named(unchecked)),
    found(named(long)),
    `${RESPONSE}/properties/name`,
  ],
  [
    'a header by a pattern that is none',
    found(text, { headers: { tag: { schema: unusable } } }),
    found(text, { headers: { tag: { schema: text } } }),
    `${POST}/responses/200/headers/tag`,
  ],
  ['a promise by a pattern that is none', found(named(text)), found(named(unusable)), RESPONSE],
])('what cannot be judged is no witness: %s', async (_, old, next, pointer) => {
  const judges = [createJudge(documentOf(old)), createJudge(documentOf(next))] as const;
  const question = { old: 'POST /pets/{id}', next: 'POST /pets/{id}', pointers: [pointer] };
  expect(await findWitness(...judges, question)).toBeUndefined();
});

test('of many changes each has its own message', async () => {
  const properties = (schema: Json): Part => ({
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p${index}`, schema])),
  });
  const [old, next] = [body(properties({ type: 'integer' })), body(properties({ type: 'boolean' }))];
  const budget = { left: 1_000_000 };
  const judges = [old, next].map((one) => createJudge(documentOf(one), [''], budget)) as [Judge, Judge];
  const question = { old: 'POST /pets/{id}', next: 'POST /pets/{id}', direction: 'sent' } as const;
  const witness = await findWitness(...judges, { ...question, pointers: [`${BODY}/properties/p50`] });
  expect(witness?.problem).toBe(`body/p50: is not of type boolean (${BODY})`);
});

test.each(['application/json', 'application/x-www-form-urlencoded'])(
  'a budget that is spent ends the search: %s',
  async (type) => {
    const content = (schema: Json): Part => ({ requestBody: { content: { [type]: { schema } } } });
    const [old, next] = [content(named(text)), content(named({ ...text, maxLength: 3 }))];
    const question = { old: 'POST /pets/{id}', next: 'POST /pets/{id}', direction: 'sent' } as const;
    const pointers = [`${POST}/requestBody/content/${type.replace('/', '~1')}/schema/properties/name`];
    const search = (left: number) => {
      const budget = { left };
      const judges = [old, next].map((one) => createJudge(documentOf(one), [''], budget)) as [Judge, Judge];
      return findWitness(...judges, { ...question, pointers });
    };
    const witness = await search(Infinity);
    expect(witness?.kind).toBe('request');
    for (let left = 1; ; left *= 2) {
      const outcome = await search(left).catch((error: unknown) => error);
      if (!(outcome instanceof BudgetError)) {
        expect(outcome).toEqual(witness);
        expect(left).toBeGreaterThan(10);
        break;
      }
    }
  },
);

test('an operation that is gone', async () => {
  const next = { openapi: '3.1.0', info: { title: 'Pets', version: '2' }, paths: {} };
  expect(
    await findWitness(createJudge(documentOf({})), createJudge(next), {
      old: 'POST /pets/{id}',
      pointers: [POST],
    }),
  ).toEqual({
    kind: 'request',
    text: 'POST /pets/text',
    problem: 'path: no operation has the path /pets/text (#/paths)',
  });
});
