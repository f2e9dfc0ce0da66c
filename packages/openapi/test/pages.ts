import type { Json, ModelResult, Sdk } from '../src/index.js';
import { modelOf } from './fixtures.js';

export type Settings = NonNullable<Sdk['pagination']>[string];

export const text = { type: 'string' };
const whole = { type: 'integer' };
const object = (properties: Json, required: Json = []): Json => ({ type: 'object', required, properties });
const thing = { $ref: '#/components/schemas/thing' };
const query = (name: string, schema: Json = text) => ({ name, in: 'query', schema });
export const parameters = [
  query('after'),
  query('page', whole),
  query('from', { ...whole, default: 1 }),
  query('sort'),
  query('ids', { type: 'array', items: text }),
];

/** What a page holds: a list in every state, and all that may tell of the next page. */
export const page = object(
  {
    data: { type: 'array', items: thing },
    maybe: { type: ['array', 'null'], items: thing },
    inner: object({ list: { $ref: '#/components/schemas/things' } }, ['list']),
    'a/b': { type: 'array', items: object({ id: text }) },
    next: { type: ['string', 'null'] },
    more: { type: 'boolean' },
    pages: whole,
    url: text,
    loop: { $ref: '#/components/schemas/loop' },
  },
  ['data', 'inner', 'maybe'],
);
export const components = {
  schemas: {
    thing: object({ id: { anyOf: [text, whole] }, name: text, secret: { type: 'string', writeOnly: true } }),
    things: { type: 'array', items: thing },
    loop: { anyOf: [{ $ref: '#/components/schemas/loop' }, text] },
  },
};
const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });
export const answer = (schema: Json): Json => ({
  '200': { description: 'A page.', ...(json(schema) as object) },
});
export const paths = {
  '/things': { get: { parameters, responses: answer(page) } },
  '/wrapped': { get: { parameters, responses: answer(object({ result: page }, ['result'])) } },
  '/bare': { get: { parameters, responses: answer({ $ref: '#/components/schemas/things' }) } },
  '/search': {
    post: {
      parameters,
      requestBody: { required: true, ...(json(object({ cursor: text, page: whole })) as object) },
      responses: answer(page),
    },
  },
  '/optional': { post: { requestBody: json(object({ cursor: text })), responses: answer(page) } },
  '/text': { get: { responses: { '200': { description: 'Text.', content: { 'text/plain': {} } } } } },
  '/gone': { delete: { responses: answer(page) } },
};

/** The model with one operation's pagination. */
export function paginated(key: string, settings: Settings, more: Sdk = {}): ModelResult {
  return modelOf({ paths, components }, { sdk: { ...more, pagination: { [key]: settings } } });
}
