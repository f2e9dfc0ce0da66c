import type { Random } from '../random.ts';
import { type Json, type JsonObject, type Sample, Samples, type Version } from './schemas.ts';

/** How a value is sent. */
export type Transport = 'json' | 'envelope' | 'error' | 'pages' | 'lines' | 'sequence' | 'events' | 'data';

/** An operation whose response holds secrets. */
export interface Case {
  readonly name: string;
  readonly transport: Transport;
  readonly sample: Sample;
  /** The JSON that the server sends, whole or as an item. */
  readonly body: Json;
}

/** A document, its `sdk.yaml`, and what its server answers. */
export interface Collection {
  readonly document: Json;
  readonly sdk: Json;
  readonly cases: readonly Case[];
}

const MEDIA_TYPES: Readonly<Partial<Record<Transport, string>>> = {
  lines: 'application/jsonl',
  sequence: 'application/json-seq',
  events: 'text/event-stream',
  data: 'text/event-stream',
};

/** Returns the media type of a way of sending. */
export function mediaTypeOf(transport: Transport): string {
  return MEDIA_TYPES[transport] ?? 'application/json';
}

/** Makes a document of random operations. */
export function collectionOf(random: Random, version: Version, size: number): Collection {
  const samples = new Samples(random, version);
  const cases = Array.from({ length: size }, (_, index): Case => {
    const transport = random.pick(transportsOf(version));
    // Every eighth holds no secret, and is printed whole.
    const sample = index % 8 === 7 ? samples.ordinary() : samples.holder(1 + random.below(4));
    return { name: `op${index}`, transport, sample, body: bodyOf(transport, sample.value) };
  });
  const paths = cases.map((one) => [`/${one.name}`, { get: operationOf(one, version) }]);
  const { components } = samples;
  const info = { title: 'Secrets', version: '1' };
  const parts =
    version === '2.0'
      ? { swagger: '2.0', definitions: components }
      : { openapi: version, components: { schemas: components } };
  return { document: { ...parts, info, paths: Object.fromEntries(paths) }, sdk: sdkOf(cases), cases };
}

function transportsOf(version: Version): Transport[] {
  const plain: Transport[] = ['json', 'json', 'envelope', 'error', 'pages'];
  if (version === '2.0') return plain;
  const streams: Transport[] = ['lines', 'sequence', 'data'];
  return version === '3.2.0' ? [...plain, ...streams, 'events'] : [...plain, ...streams];
}

function sdkOf(cases: readonly Case[]): Json {
  const paged = cases.filter(({ transport }) => transport === 'pages');
  const style = { style: 'cursor', items: '/items', parameter: 'cursor', next: '/next' };
  return {
    envelope: 'result',
    ...(paged.length > 0 && {
      pagination: Object.fromEntries(paged.map(({ name }) => [`GET /${name}`, style])),
    }),
  };
}

/** What is around a value, and around its schema. */
const AROUND: Readonly<Partial<Record<Transport, (inner: Json) => JsonObject>>> = {
  envelope: (result) => ({ result }),
  pages: (item) => ({ items: item }),
};

function bodyOf(transport: Transport, value: Json): Json {
  const inner = transport === 'pages' ? [value, value] : value;
  return AROUND[transport]?.(inner) ?? inner;
}

function operationOf({ transport, sample }: Case, version: Version): JsonObject {
  const query = { name: 'cursor', in: 'query' };
  const text = version === '2.0' ? { type: 'string' } : { schema: { type: 'string' } };
  const schema = schemaOf(transport, sample.schema);
  const responses = {
    ...(transport === 'error' && { 200: { description: '' } }),
    [transport === 'error' ? 409 : 200]: responseOf(transport, schema, version),
  };
  return { ...(transport === 'pages' && { parameters: [{ ...query, ...text }] }), responses };
}

function schemaOf(transport: Transport, schema: JsonObject): JsonObject {
  const inner = transport === 'pages' ? { type: 'array', items: schema } : schema;
  const properties = AROUND[transport]?.(inner);
  if (properties !== undefined)
    return { type: 'object', properties: { ...properties, next: { type: 'string' } } };
  if (transport !== 'events') return schema;
  const data = { type: 'string', contentMediaType: 'application/json', contentSchema: schema };
  return { type: 'object', properties: { data } };
}

function responseOf(transport: Transport, schema: JsonObject, version: Version): JsonObject {
  const description = '';
  if (version === '2.0') return { description, schema };
  const isStream = Object.hasOwn(MEDIA_TYPES, transport);
  const keyword = isStream && version === '3.2.0' && transport !== 'data' ? 'itemSchema' : 'schema';
  return { description, content: { [mediaTypeOf(transport)]: { [keyword]: schema } } };
}
