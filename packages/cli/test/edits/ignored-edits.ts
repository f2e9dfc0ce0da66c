import type { Json } from '@specline/openapi';
import { bothWays, document, json, object, text } from './edit.js';
import type { Edit, Part, Sources } from './edit.js';

const parameters = (...list: Part[]): Sources => document({ parameters: list });
const parameter = (name: string, place: string): Part => ({
  name,
  in: place,
  required: true,
  schema: text,
});
const limit = (schema: Json): Sources => parameters({ name: 'limit', in: 'query', required: true, schema });
const items = (schema: Json): Sources =>
  parameters({ name: 'tags', in: 'query', schema: { type: 'array', items: schema } });
const answered = (more: Part): Sources =>
  document({ responses: { '200': { description: 'Found.', ...json(text), ...more } } });
const sent = (requestBody: Part): Sources => document({ requestBody });
const tags = object({ tags: { type: 'array', items: text } });
const encoded = (mediaType: string, encoding: Part): Sources =>
  sent({ required: true, content: { [mediaType]: { schema: tags, encoding } } });
const piped: Part = { tags: { style: 'pipeDelimited', explode: false } };

/** A document of a version whose `GET /pets` has other parts. */
const listing = (openapi: string, parts: Part): Sources =>
  document(
    {},
    { openapi },
    { '/pets': { get: { ...parts, responses: { '200': { description: 'Found.' } } } } },
  );

/** Edits of what OpenAPI says to ignore, or what is never sent: no caller breaks, and no message could show it. */
export const IGNORED_EDITS: readonly Edit[] = [
  ...['Accept', 'Authorization', 'content-type'].flatMap((name) =>
    ignored(`header parameter ${name}`, parameters(), parameters(parameter(name, 'header'))),
  ),
  ...ignored(
    'response header Content-Type',
    answered({}),
    answered({ headers: { 'Content-Type': { required: true, schema: text } } }),
  ),
  ...['3.0.3', '3.1.0'].flatMap((openapi) =>
    ignored(
      `body of a GET of OpenAPI ${openapi}`,
      listing(openapi, {}),
      listing(openapi, { requestBody: { required: true, ...json(text) } }),
    ),
  ),
  ...ignored('body without a media type', sent({ content: {} }), sent({ required: true, content: {} })),
  ...ignored('encoding of JSON', encoded('application/json', {}), encoded('application/json', piped)),
  ...ignored('default of a required parameter', limit({ default: 'a' }), limit({ default: 'b' })),
  ...ignored('default of an item', items({ default: 'a' }), items({ default: 'b' })),
  ...bothWays(
    'encoding of a form',
    encoded('application/x-www-form-urlencoded', {}),
    encoded('application/x-www-form-urlencoded', piped),
    ['major', 'major'],
  ),
];

function ignored(what: string, old: Sources, next: Sources): Edit[] {
  return bothWays(what, old, next, ['patch', 'patch']);
}
