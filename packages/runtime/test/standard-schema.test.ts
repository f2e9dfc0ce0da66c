import { describe, expect, test } from 'vitest';
import { type Check, codePoints, type Fault, hasUniqueItems, isEqual } from '../src/extensions.js';
import { memoized, patternOf, standardSchema } from '../src/extensions.js';

/** A check that finds these faults in every value. */
function finding(...faults: readonly Partial<Fault>[]): Check {
  const check: Check = () => {
    check.errors = faults.map((fault) => ({ keyword: 'type', instancePath: '', params: {}, ...fault }));
    return false;
  };
  return check;
}

function issuesFor(value: unknown, ...faults: readonly Partial<Fault>[]) {
  const result = standardSchema(finding(...faults))['~standard'].validate(value);
  return 'issues' in result ? result.issues : undefined;
}

test('a valid value comes back as it is', () => {
  const value = { a: 1 };
  const { '~standard': standard } = standardSchema(() => true);
  expect(standard).toMatchObject({ version: 1, vendor: 'specline' });
  const result = standard.validate(value);
  expect(result).toEqual({ value });
  expect('value' in result && result.value).toBe(value);
});

test('no value is valid where there may be none', () => {
  const check = finding({ params: { type: 'object' } });
  expect(standardSchema(check, true)['~standard'].validate(undefined)).toEqual({ value: undefined });
  expect(standardSchema(check)['~standard'].validate(undefined)).toEqual({
    issues: [{ message: 'must be object', path: [] }],
  });
});

test('a check keeps nothing of what it was given', () => {
  const check = finding({ keyword: 'additionalProperties', params: { additionalProperty: 'canary' } });
  expect(JSON.stringify(standardSchema(check)['~standard'].validate({}))).not.toContain('canary');
  expect(check.errors).toBe(null);
});

test.each<[Partial<Fault>, string]>([
  [{ keyword: 'type', params: { type: 'string' } }, 'must be string'],
  [{ keyword: 'type', params: { type: ['string', 'null'] } }, 'must be string or null'],
  [
    { keyword: 'enum', params: { allowedValues: ['a secret by mistake'] } },
    'must be one of the documented values',
  ],
  [{ keyword: 'required', params: { missingProperty: 'token' } }, 'must have property token'],
  [{ keyword: 'dependentRequired', params: { missingProperty: 'b', property: 'a' } }, 'must have property b'],
  [
    { keyword: 'additionalProperties', params: { additionalProperty: 'odd' } },
    'must have no other properties',
  ],
  [
    { keyword: 'unevaluatedProperties', params: { unevaluatedProperty: 'odd' } },
    'must have no other properties',
  ],
  [{ keyword: 'unevaluatedItems', params: { len: 1 } }, 'must have no other items'],
  [{ keyword: 'items', params: { limit: 1 } }, 'must have no other items'],
  [{ keyword: 'false schema' }, 'must not be there'],
  [{ keyword: 'oneOf' }, 'must be one of the documented alternatives'],
  [{ keyword: 'anyOf' }, 'must be one of the documented alternatives'],
  [{ keyword: 'not' }, 'must not be what the document excludes'],
  [{ keyword: 'propertyNames', params: { propertyName: 'odd' } }, 'must have names as documented'],
  [{ keyword: 'minimum', params: { comparison: '>=', limit: 1 } }, 'must be >= 1'],
  [{ keyword: 'exclusiveMaximum', params: { comparison: '<', limit: 0.5 } }, 'must be < 0.5'],
  [{ keyword: 'multipleOf', params: { multipleOf: 5 } }, 'must be a multiple of 5'],
  [{ keyword: 'pattern', params: { pattern: '^a' } }, 'must match ^a'],
  [{ keyword: 'minLength', params: { limit: 2 } }, 'must have a length of at least 2'],
  [{ keyword: 'maxItems', params: { limit: 2 } }, 'must have a number of items of at most 2'],
  [{ keyword: 'minProperties', params: { limit: 2 } }, 'must have a number of properties of at least 2'],
  [{ keyword: 'uniqueItems', params: { i: 0, j: 1 } }, 'must have no equal items'],
  [{ keyword: 'contains', params: { minContains: 1 } }, 'must have items as documented'],
  [{ keyword: 'unheard of' }, 'must satisfy unheard of'],
  [{ keyword: 'constructor' }, 'must satisfy constructor'],
])('%j', (fault, message) => {
  expect(issuesFor({}, fault)).toEqual([{ message, path: [] }]);
});

test('of several faults, that of the outermost keyword; of a condition, what it asks for', () => {
  const inner = { instancePath: '/a', params: { type: 'string' } };
  expect(issuesFor({ a: 1 }, inner, { keyword: 'anyOf' })).toEqual([
    { message: 'must be one of the documented alternatives', path: [] },
  ]);
  expect(issuesFor({ a: 1 }, inner, { keyword: 'if' })).toEqual([{ message: 'must be string', path: ['a'] }]);
  expect(issuesFor({ a: 1 })).toEqual([{ message: 'must be as documented' }]);
});

test.each<[string, unknown, PropertyKey[]]>([
  ['', 1, []],
  ['/items/0/name', { items: [{ name: 1 }] }, ['items', 0, 'name']],
  ['/0', { 0: 1 }, ['0']],
  ['/a~1b~0c/', { 'a/b~c': { '': 1 } }, ['a/b~c', '']],
])('%j is the path of keys %j', (instancePath, value, path) => {
  expect(issuesFor(value, { instancePath, params: { type: 'string' } })).toEqual([
    { message: 'must be string', path },
  ]);
});

describe('what generated checks call', () => {
  test.each([
    ['', 0],
    ['ab', 2],
    ['😀e\u0301', 3],
  ])('%j has %d code points', (text, count) => {
    expect(codePoints(text)).toBe(count);
  });

  test.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, '1', false],
    [null, {}, false],
    [[], {}, false],
    [{ a: [1, { b: null }], c: 2 }, { c: 2, a: [1, { b: null }] }, true],
    [{ a: 1 }, { a: 1, b: 1 }, false],
    [{ constructor: 1 }, { a: 1 }, false],
    [[1, 2], [2, 1], false],
  ])('%j and %j are equal: %j', (one, other, want) => {
    expect(isEqual(one, other)).toBe(want);
  });

  test('patterns with and without the flag for Unicode', () => {
    expect(patternOf('^.$').test('😀')).toBe(true);
    expect(patternOf('^[\\w-.]+$').test('a-b')).toBe(true);
    expect(() => patternOf('(')).toThrow(SyntaxError);
  });
});

describe('a memoized check', () => {
  /** A check that finds two faults in all objects but empty ones, and counts its calls. */
  function counting() {
    const calls: unknown[] = [];
    const check: Check = (value, place) => {
      calls.push(value, place);
      const isValid = typeof value === 'object' && Object.keys(Object(value)).length === 0;
      const fault = (keyword: string) => ({ keyword, instancePath: '', params: { type: 'object' } });
      check.errors = isValid ? null : [fault('anyOf'), fault('type'), fault('if')];
      return isValid;
    };
    return { calls, own: memoized(check) };
  }

  /** Judges each value twice. */
  function twice(own: Check, values: readonly unknown[], seen: unknown[]): Check {
    const check: Check = () => {
      for (const value of [...values, ...values]) seen.push(own(value, 'place'), own.errors);
      return true;
    };
    return check;
  }

  test('judges an object once in a validation, and keeps its last fault alone', () => {
    const { calls, own } = counting();
    const [valid, invalid] = [{}, { a: 1 }];
    const seen: unknown[] = [];
    const fault = [{ keyword: 'type', instancePath: '', params: { type: 'object' } }];
    const schema = standardSchema(twice(own, [valid, invalid, 'text'], seen));
    schema['~standard'].validate({});
    const judged = [true, null, false, fault, false, fault];
    expect(seen).toEqual([...judged, ...judged]);
    expect(calls).toEqual([valid, 'place', invalid, 'place', 'text', 'place', 'text', 'place']);
    schema['~standard'].validate({});
    expect(calls.filter((call) => call === invalid)).toHaveLength(2);
  });

  test('judges each time outside of a validation', () => {
    const { calls, own } = counting();
    const value = {};
    expect([own(value), own(value)]).toEqual([true, true]);
    expect(calls.filter((call) => call === value)).toHaveLength(2);
  });
});

test('the end of the stack is an issue; another error is thrown', () => {
  const endless: Check = (value) => endless([value]) && false;
  const issues = [{ message: 'must not be nested so deeply' }];
  expect(standardSchema(endless)['~standard'].validate(1)).toEqual({ issues });
  const broken: Check = () => {
    throw new TypeError('no');
  };
  expect(() => standardSchema(broken)['~standard'].validate(1)).toThrow(TypeError);
});

test.each<[items: unknown[], want: boolean]>([
  [[], true],
  [[1, '1', true, 'true', null, 'null', {}, [], '{}', '[]', [1], ['1'], [[]]], true],
  [[{ a: 1, b: 2 }, { a: 1, b: 3 }, { a: 1 }, { 'a":1,"b': 2 }], true],
  [[1, 2, 1], false],
  [['a', 'b', 'a'], false],
  [[0, -0], false],
  [
    [
      { a: 1, b: [{ c: null }] },
      { b: [{ c: null }], a: 1 },
    ],
    false,
  ],
  [
    [
      [1, [2]],
      [1, [2]],
    ],
    false,
  ],
])('%j: that its items are unique is %s', (items, want) => {
  expect(hasUniqueItems(items)).toBe(want);
});
