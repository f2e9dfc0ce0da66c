import type { ObjectType, Property, Type } from '@specline/openapi';
import { expect, test } from 'vitest';
import { differencesOf, relationsOf } from '../src/check/differences.js';
import type { Relation } from '../src/check/differences.js';
import type { Tag } from '../src/types/discriminators.js';
import {
  intersection,
  list,
  number,
  object,
  oneOf,
  plain,
  reference,
  schema,
  string,
  tuple,
  union,
} from './models.js';

const at = (name: string) => `#/components/schemas/${name}`;

const free = () => object({});

/** An object whose named members only one side writes. */
function accessible(type: ObjectType, access: Property['access'], ...names: string[]): ObjectType {
  const properties = type.properties.map((property) =>
    names.includes(property.name) ? { ...property, ...(access === undefined ? {} : { access }) } : property,
  );
  return { ...type, properties };
}

const SCHEMAS = [
  schema('Free', free()),
  schema('Cat', object({ kind: string() })),
  schema('Said', object({ kind: oneOf(['said']) })),
  schema('Else', object({ kind: number() })),
  schema('Lists', { ...list(reference(at('Lists'))), pointer: at('Lists') }),
  schema('Read', accessible(object({ id: string(), name: string() }), 'read-only', 'id')),
];

const TAGS = new Map<string, Tag>([
  [at('Cat'), { property: 'kind', values: ['cat'] }],
  [at('Said'), { property: 'kind', values: ['said'] }],
  [at('Else'), { property: 'kind', values: ['else'] }],
]);

const differences = differencesOf(SCHEMAS, TAGS);

const picked = (property: string, name: string, value: string): Type => ({
  pointer: '#/pet',
  kind: 'union',
  members: [reference(at(name))],
  discriminator: { property, mapping: [{ value, member: 0 }] },
});

type Row = readonly [what: string, type: Type, reasons: readonly string[], relations: readonly Relation[]];

// prettier-ignore
const ROWS: readonly Row[] = [
  ['what both say', object({ a: string(), b: list(number()) }), [], ['equal']],
  ['an object of anything', object({ a: free() }), ['free-form-object'], ['wider']],
  ['an object of nothing', object({}, { additional: false }), [], ['equal']],
  ['a map', object({}, { additional: string() }), [], ['equal']],
  ['members beside a typed map', object({ a: string() }, { additional: number() }), ['mixed-map'], ['wider']],
  ['members beside a map of anything', object({ a: string() }, { additional: plain('unknown') }), [], ['equal']],
  ['an open enum', list(oneOf(['a'], {}, true)), ['open-enum'], ['wider']],
  ['a tuple with an end', tuple([string()], 1), [], ['equal']],
  ['a tuple that goes on', tuple([string()], 1, number()), ['tuple'], ['wider']],
  ['a tuple whose items may be missing', tuple([string()], 0), ['tuple'], ['wider']],
  ['a circle of lists', reference(at('Lists')), ['circular-list'], ['narrower']],
  ['both ways at once', object({ a: free(), b: reference(at('Lists')) }), ['free-form-object', 'circular-list'], ['different']],
  ['what another member may take in', union(free(), object({ 'a?': string() })), ['free-form-object'], ['wider', 'equal']],
  ['what another member requires more of', union(free(), object({ a: string() })), ['free-form-object'], ['wider']],
  ['members that a value tells apart', union(object({ k: oneOf(['a']), f: free() }), object({ k: oneOf(['b']) })), ['free-form-object'], ['wider']],
  ['what stands beside null or text', union(free(), string(), plain('null')), ['free-form-object'], ['wider']],
  ['what stands beside a list', union(free(), list(string())), ['free-form-object'], ['wider']],
  ['what stands beside anything', union(reference(at('Free')), plain('unknown')), ['free-form-object'], ['wider', 'equal']],
  ['what is never', intersection(plain('null'), free()), ['free-form-object'], ['wider', 'equal']],
  ['a schema with a tag of its twin', reference(at('Cat')), ['discriminator'], ['wider']],
  ['a schema that cannot have the tag of its twin', reference(at('Else')), ['discriminator'], ['different']],
  ['an open enum without values', oneOf([], {}, true), [], ['equal']],
  ['a map of anything in a choice', object({ a: string() }, { additional: union(string(), plain('unknown')) }), [], ['equal']],
  ['a schema that has the tag itself', reference(at('Said')), [], ['equal']],
  ['the same tag in both', picked('kind', 'Cat', 'cat'), [], ['equal']],
  ['another tag in each', picked('kind', 'Cat', 'tom'), ['discriminator'], ['equal', 'narrower', 'wider', 'different']],
  ['a tag that the twin has not', picked('sort', 'Free', 'free'), ['discriminator', 'free-form-object'], ['different']],
];

test.each(ROWS)('%s', (_, type, reasons, relations) => {
  const found = differences(type, 'response');
  expect(found.map(({ reason }) => reason).toSorted()).toEqual(reasons.toSorted());
  expect(relationsOf(found).toSorted()).toEqual(relations.toSorted());
});

// prettier-ignore
const DIRECTED: readonly Row[] = [
  ['bytes', object({ a: plain('binary') }), ['binary'], ['different']],
  ['bytes beside text', union(plain('binary'), string()), ['binary'], ['equal', 'narrower', 'wider', 'different']],
  ['what is required and read-only', reference(at('Read')), ['readOnly'], ['wider']],
  ['what is optional and read-only', accessible(object({ a: string(), 'b?': free() }), 'read-only', 'b'), [], ['equal']],
  ['all of an open object', accessible(object({ a: string() }), 'read-only', 'a'), ['readOnly'], ['wider']],
  ['all of a closed object', accessible(object({ a: string() }, { additional: false }), 'read-only', 'a'), ['readOnly'], ['different']],
  ['optional ones of a closed object', accessible(object({ 'a?': string() }, { additional: false }), 'read-only', 'a'), ['readOnly'], ['narrower']],
];

test.each(DIRECTED)('in requests, %s', (_, type, reasons, relations) => {
  const found = differences(type, 'request');
  expect(found.map(({ reason }) => reason)).toEqual(reasons);
  expect(relationsOf(found).toSorted()).toEqual(relations.toSorted());
});

test('in responses, what only requests have', () => {
  const type = accessible(object({ secret: string(), id: string() }), 'write-only', 'secret');
  expect(differences(type, 'response')).toEqual([
    {
      pointer: type.properties[0]?.type.pointer,
      reason: 'writeOnly',
      fromTwin: true,
      toTwin: false,
      certain: true,
    },
  ]);
  expect(differences(type, 'request')).toEqual([]);
});
