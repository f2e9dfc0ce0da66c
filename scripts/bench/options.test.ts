import { expect, test } from 'vitest';
import { optionsFrom } from './options.ts';

const all = {
  parts: ['generation', 'types', 'bundle', 'use'],
  documents: ['rotate', 'github'],
  runs: 3,
  json: false,
  help: false,
};

test.each([
  { given: [], want: all },
  { given: ['bundle', 'generation'], want: { ...all, parts: ['generation', 'bundle'] } },
  { given: ['--document', 'github', '--runs', '1'], want: { ...all, documents: ['github'], runs: 1 } },
  { given: ['types', '--json'], want: { ...all, parts: ['types'], json: true } },
  { given: ['--help'], want: { ...all, help: true } },
])('$given', ({ given, want }) => {
  expect(optionsFrom(given)).toEqual(want);
});

test.each([
  { given: ['generaton'], want: 'generaton: there is no such part; use generation, types, bundle, use' },
  { given: ['--document', 'x'], want: 'x: there is no such document; use rotate, github' },
  { given: ['--runs', '0'], want: '--runs 0: it is not a number of runs; give one from 1 to 99' },
  { given: ['--quick'], want: "Unknown option '--quick'" },
])('$given is refused', ({ given, want }) => {
  expect(() => optionsFrom(given)).toThrow(want);
});
