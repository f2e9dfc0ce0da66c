import { expect, test } from 'vitest';
import { choice, group, hardline, indent, join, line, print, softline } from '../src/print/layout.js';
import type { Doc } from '../src/print/layout.js';
import { aliasDoc, interfaceDoc } from '../src/print/type-layout.js';
import type { TypeExpression } from '../src/print/type-layout.js';
import { formatted } from './printing.js';

const list = (...items: Doc[]): Doc =>
  group(['[', indent([softline, join([',', line], items)]), choice(',', ''), softline, ']']);

const long = 'x'.repeat(60);

test.each<[string, Doc, string]>([
  ['text', ['a', ['b', 'c']], 'abc'],
  ['a group that fits', list('a', 'b'), '[a, b]'],
  ['a group that does not', list(long, long), `[\n  ${long},\n  ${long},\n]`],
  ['an inner group that fits alone', list(long, list('a', long)), `[\n  ${long},\n  [a, ${long}],\n]`],
  ['what follows counts', [list(long, 'a'), long], `[\n  ${long},\n  a,\n]${long}`],
  ['a hard line breaks all around it', list('a', ['b', hardline, 'c']), '[\n  a,\n  b\n  c,\n]'],
  ['no spaces before a new line', indent(['a ', hardline, hardline, 'b']), 'a\n\n  b'],
])('%s', (_, given, want) => {
  expect(print(given)).toBe(want);
});

test('wide letters count twice, as prettier counts them', async () => {
  for (const letter of ['漢', 'é', '😀', 'ﬀ', 'ﾊ']) {
    for (let count = 40; count <= 105; count += 1) {
      const members = [`'${letter.repeat(count)}'`, "'b'"];
      const text = `${print(aliasDoc('T', { kind: 'union', members }))}\n`;
      expect(text, `${letter} ${count}`).toBe(await formatted('t.ts', text));
    }
  }
});

/** Numbers from a seed: the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomName(next: (below: number) => number): string {
  return `N${'ame'.repeat(1 + next(next(4) === 0 ? 30 : 4))}`;
}

function randomType(next: (below: number) => number, depth: number): TypeExpression {
  const simple = ['string', 'null', 'number', 'unknown', randomName(next), `'${randomName(next)}'`];
  const kind = next(depth <= 0 ? 3 : 9);
  const several = (): TypeExpression[] =>
    Array.from({ length: 2 + next(4) }, () => randomType(next, depth - 1));
  switch (kind) {
    case 3:
      return { kind: 'array', items: randomType(next, depth - 1) };
    case 4: {
      const items = several().map((type) => (next(2) === 0 ? { type } : { type, mark: '?' as const }));
      const rest = {
        type: { kind: 'array' as const, items: randomType(next, depth - 1) },
        mark: '...' as const,
      };
      return { kind: 'tuple', items: next(2) === 0 ? items : [...items, rest] };
    }
    case 5:
      return {
        kind: 'object',
        members: several().map((type, index) => ({
          comment: '',
          head: `m${index}${randomName(next)}`,
          type,
        })),
      };
    case 6: {
      const members = several().filter((type) => typeof type === 'string' || type.kind !== 'union');
      return members.length < 2 ? 'string' : { kind: 'union', members };
    }
    case 7: {
      const members = several().filter((type) => typeof type === 'string' || type.kind !== 'intersection');
      return members.length < 2 ? 'string' : { kind: 'intersection', members };
    }
    case 8:
      return { kind: 'record', values: 'unknown' };
    default:
      return simple[next(simple.length)] ?? 'string';
  }
}

test('prettier changes nothing in any type', async () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const next = numbers(seed);
    const types = [randomType(next, 3), randomType(next, 2)];
    const members = types.map((type, index) => ({
      comment: '',
      head: `m${index}${randomName(next)}?`,
      type,
    }));
    const docs = [...types.map((type, index) => aliasDoc(`T${index}`, type)), interfaceDoc('I', members)];
    const text = `${docs.map((doc) => print(doc)).join('\n')}\n`;
    expect(text, `seed ${seed}`).toBe(await formatted('t.ts', text));
  }
});
