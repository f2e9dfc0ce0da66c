import { expect, test } from 'vitest';
import { releasedNames } from '../src/index.js';
import type { Defaults, Json, Sdk } from '../src/index.js';
import { modelOf } from './fixtures.js';

const rows: readonly (readonly [Sdk, Partial<Defaults>, true | undefined])[] = [
  [{}, {}, undefined],
  [{ validators: false }, {}, undefined],
  [{ validators: true }, {}, true],
  [{}, { validators: true }, true],
  [{ validators: false }, { validators: true }, undefined],
];

test.each(rows)('sdk.yaml %j, defaults.yaml %j', (sdk, defaults, want) => {
  const { model, sdkProblems } = modelOf({}, { sdk, defaults });
  expect(model.surface.validators).toBe(want);
  expect(sdkProblems).toEqual([]);
});

const paths: Json = {
  '/validators': { get: { responses: { '204': { description: 'Done.' } } } },
  '/validators/keys': { get: { responses: { '204': { description: 'Done.' } } } },
};

test('no resource stands where validators do, whether there are any or not', () => {
  for (const validators of [true, false]) {
    const { model, sdkProblems } = modelOf({ paths }, { sdk: { validators } });
    expect(model.operations.map(({ call }) => call.module)).toEqual([
      'validators-resource',
      'validators-resource/keys',
    ]);
    expect(sdkProblems).toEqual([]);
  }
});

test('where released clients have a module in their place, there are no validators', () => {
  const { operations, ...names } = releasedNames(modelOf({ paths }).model);
  const released = {
    ...names,
    operations: Object.fromEntries(
      Object.entries(operations).map(([key, call]) => [
        key,
        { ...call, module: call.module.replace('-resource', '') },
      ]),
    ),
  };
  expect(modelOf({ paths }, { released }).sdkProblems).toEqual([]);
  const { sdkProblems } = modelOf({ paths }, { released, sdk: { validators: true } });
  expect(sdkProblems).toEqual(
    ['validators', 'validators/keys'].map((module) => ({
      pointer: '#/validators',
      message: `released clients have a module ${module}, where validators would stand`,
      remedy: 'leave validators out, or name that resource otherwise under methods',
    })),
  );
});
