import type { Json } from '@specline/openapi';

/** Values of every kind, and some that mean something to who reads documents. */
const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1e21,
  '',
  'text',
  [],
  [null],
  ['text', 'text'],
  {},
  { text: null },
  { toString: 1, valueOf: 1 },
  { $ref: '#' },
  { $ref: '#/paths' },
  { $ref: '#/components/schemas/map' },
  { $ref: '#/nowhere' },
  { $ref: 'nowhere.json' },
  { $ref: {} },
  { 'x-internal': true },
  JSON.parse('{ "__proto__": { "constructor": 1 } }') as Json,
];

/** A copy with another value in one place, and at times without a member. */
export function mutated(document: Json, random: () => number): Json {
  const copy = structuredClone(document) as Json;
  const places = placesIn(copy);
  const { holder, name } = places[Math.floor(random() * places.length)] ?? { holder: {}, name: '' };
  if (random() < 0.1) Reflect.deleteProperty(holder, name);
  else {
    const value = structuredClone(VALUES[Math.floor(random() * VALUES.length)]);
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

interface Place {
  readonly holder: object;
  readonly name: string;
}

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [{ holder: value, name }, ...placesIn(inner)]);
}
