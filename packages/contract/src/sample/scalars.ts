import type { Json } from '../document/json.js';
import type { Facets } from './constraints.js';
import { patternText } from './pattern.js';

/** Values of each format that is known to be checked; the first is the plain one. */
const FORMATS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'date-time': ['2026-01-02T03:04:05Z', '2024-02-29T23:59:59.123456+05:30'],
    date: ['2026-01-02', '2024-02-29'],
    time: ['03:04:05Z'],
    duration: ['P1DT2H'],
    email: ['name@example.com'],
    'idn-email': ['name@example.com'],
    hostname: ['host.example.com'],
    'idn-hostname': ['host.example.com'],
    ipv4: ['192.0.2.1'],
    ipv6: ['2001:db8::1'],
    uri: ['https://example.com/path?query=1#part'],
    'uri-reference': ['/path?query=1'],
    iri: ['https://example.com/path'],
    'iri-reference': ['/path'],
    'uri-template': ['/path/{name}'],
    url: ['https://example.com/path'],
    uuid: ['123e4567-e89b-42d3-a456-426614174000'],
    'json-pointer': ['/a/b'],
    'relative-json-pointer': ['0/a'],
    regex: ['^a+$'],
    byte: ['dGV4dA=='],
  }),
);

/** Longer strings than this are not made, even where `maxLength` allows them. */
const LONGEST = 4000;

/** Candidate strings, the plain one first, then the shortest and the longest that the bounds allow. */
export function strings(facets: Facets): string[] {
  const formatted = facets.format === undefined ? undefined : FORMATS.get(facets.format);
  const patterned = facets.patterns.flatMap((pattern) =>
    [0, 1, 2, 3, 5, 8, 13, 21, 34, facets.minLength].flatMap((extra) => patternText(pattern, extra) ?? []),
  );
  if (patterned.length > 0) return [...new Set([...(formatted ?? []), ...patterned])];
  return formatted === undefined ? plainStrings(facets) : [...formatted];
}

function plainStrings({ minLength, maxLength }: Facets): string[] {
  if (minLength > LONGEST) return [];
  const plain = sized('text', minLength, Math.min(maxLength, LONGEST));
  const longest = maxLength <= LONGEST ? [sized('text', maxLength, maxLength)] : [];
  return [...new Set([plain, sized('text', minLength, minLength), ...longest])];
}

function sized(text: string, least: number, most: number): string {
  const long = text.length >= least ? text : text.padEnd(least, 'text');
  return long.slice(0, Math.max(0, most));
}

/** Candidate numbers within the bounds: a plain one, zero, a negative one, a fraction, both bounds and their neighbours. */
export function numerals(facets: Facets, whole: boolean): number[] {
  const { minimum, maximum } = facets;
  const step = facets.multipleOf ?? (whole ? 1 : undefined);
  const near = step ?? 1;
  const bounds = [minimum, maximum].filter((bound) => Number.isFinite(bound));
  const around = bounds.flatMap((bound) => [
    bound,
    bound + near,
    bound - near,
    Math.ceil(bound / near) * near,
    Math.floor(bound / near) * near,
  ]);
  const between = bounds.length === 2 ? [(minimum + maximum) / 2] : [];
  const largest = facets.format === 'int32' ? 2147483647 : Number.MAX_SAFE_INTEGER;
  const fraction = step === undefined ? 1.5 : step;
  return [...new Set([1, 0, -1, fraction, ...around, ...between, largest])].filter(
    (value) => value >= minimum && value <= maximum && (step === undefined || isMultiple(value, step)),
  );
}

function isMultiple(value: number, step: number): boolean {
  return step > 0 && Number.isInteger(value / step);
}

/** Strings that break clients which do not encode: spaces, delimiters, percent signs, other alphabets. */
export const NASTY_STRINGS: readonly string[] = [
  'two words',
  'a/b',
  '../up',
  '100%',
  '%2F',
  'a&b=c',
  'a+b',
  'a?b#c',
  'a,b;c',
  'it\'s "quoted"',
  'naïve ünïcode ☃ 𝕏',
  '{braces}[brackets]',
];

/** Values for a schema that allows anything. */
export const FREE_VALUES: readonly Json[] = ['text', 1, true, null, [], {}];
