import type { Response, Type } from '@specline/openapi';
import { expect, test } from 'vitest';
import { sensitiveNames } from '../src/client/sensitive-names.js';
import { schemaNames } from '../src/types/schema-names.js';
import * as models from './models.js';
import { intersection, list, object, reference, response, schema, string, tuple, union } from './models.js';

const secret = string({ sensitive: true });
const to = (name: string | number) => reference(`#/components/schemas/${name}`);
const holding = (name: string | number, type: Type) => ({
  ...schema(String(name), type),
  secret: true as const,
});

const LEVELS = 200;
const schemas = schemaNames(
  models.model({
    schemas: [
      holding('Key', secret),
      holding('Token', object({ id: string(), value: to('Key') })),
      holding('Node', object({ value: secret, next: to('Node') })),
      schema('Plain', object({ next: to('Plain') })),
      // Each of these has the next one twice: there are more ways through them than anybody can go.
      ...Array.from({ length: LEVELS }, (_, level) =>
        holding(`Level${level}`, object({ a: to(`Level${level + 1}`), b: to(`Level${level + 1}`) })),
      ),
      holding(`Level${LEVELS}`, secret),
    ],
  }),
);

function namesIn(...responses: Response[]): string[] {
  const call = models.call([], 'get', { prefix: 'Get' });
  return sensitiveNames(models.operation({ method: 'get', path: '/', responses, call }), schemas);
}

test.each<[what: string, type: Type, want: readonly string[]]>([
  ['no secret', object({ a: string(), b: to('Plain') }), []],
  ['a body that is nothing else has no name', list(secret), []],
  ['a member', object({ result: object({ token: secret, id: string() }) }), ['token']],
  ['members that refer to a secret', object({ result: list(to('Token')) }), ['value']],
  ['a list', object({ keys: list(secret) }), ['keys']],
  ['a map', object({ keys: object({}, { additional: to('Key') }) }), ['keys']],
  ['a map of others', object({ keys: object({}, { additional: to('Token') }) }), ['value']],
  ['by pattern', object({ keys: object({}, { patterns: [{ pattern: '^x', type: secret }] }) }), ['keys']],
  ['a tuple', object({ pair: tuple([string(), secret], 2), rest: tuple([], 0, secret) }), ['pair', 'rest']],
  ['one of several, each name once', union(to('Token'), object({ value: secret })), ['value']],
  ['all of several', intersection(object({ a: object({ b: secret }) }), object({ c: secret })), ['b', 'c']],
  ['what repeats itself', to('Node'), ['value']],
  ['what has many ways through it', to('Level0'), ['a', 'b']],
])('%s', (_, type, want) => {
  expect(namesIn(response('200', '', type))).toEqual(want);
});

test('only JSON of successes, streams of it too, and of what may be one', () => {
  const [created, other] = [object({ a: secret }), object({ b: secret })];
  const text = response('201', '', created);
  expect(namesIn(response('404', '', created))).toEqual([]);
  expect(namesIn({ ...text, content: { ...text.content, format: 'text' } } as Response)).toEqual([]);
  const stream: Type = { kind: 'stream', pointer: '', items: created };
  const events = { ...text.content, format: 'stream', type: stream };
  expect(namesIn({ ...text, content: events } as Response)).toEqual(['a']);
  expect(namesIn(response('2XX', '', created), response('default', '', other))).toEqual(['a', 'b']);
});
