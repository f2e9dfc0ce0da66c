import { expect, test } from 'vitest';
import { isLinear } from '../src/validators/linear-patterns.js';

test.each([
  '',
  '^$',
  '.',
  'a',
  'abc',
  '.*',
  '.+',
  '\\S',
  '\\d+',
  '^[a-z]+$',
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  '^[^@]+@[^@]+$',
  '^\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:\\d{2})?)?$',
  '^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$',
  '^[A-Za-z0-9_-]{1,255}$',
  '^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9]$',
  '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$',
  '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$',
  '^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$',
  '^https?://[^\\s/?#]+(?:/[^\\s?#]*)?(?:\\?[^\\s#]*)?$',
  '^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,64}$',
  '^(?!.*--)[a-z-]+$',
  '^(?:AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN)$',
  '^\\p{L}[\\p{L}\\p{N} ]*$',
  '^a|^b|^c*d$',
  '^(a|b)*$',
  '^(ab|ac|ad)*$',
  '[A-Z]{3}\\d{3}',
  '^[^\\n]*\\n',
  '(?<=a)b',
  '^.{0,1000}$',
  '^\\s*\\S[\\s\\S]*$',
])('%s takes time in proportion to the text', (pattern) => {
  expect(isLinear(pattern)).toBe(true);
});

test.each([
  ['exponential', '^(a+)+$'],
  ['exponential', '^(a*)*$'],
  ['exponential', '^(a|a)*$'],
  ['exponential', '^(a|ab?)*(b|bc?)*$|^(a|[ab])+$'],
  ['exponential', '^([a-z]+.)+[A-Z]$'],
  ['exponential', '^(\\w+\\s?)*$'],
  ['exponential', '^((a?)+)+$'],
  ['exponential', '^(?:[a-z0-9]{1,100}-?){1,20}$'],
  ['exponential', '^(a{1,1000}){1,1000}$'],
  ['exponential', '^(?:a?){30}a{30}$'],
  ['exponential', `^${'(a|a)'.repeat(30)}$`],
  ['exponential', `^${'(|)'.repeat(30)}a$`],
  ['exponential', `^a*$${'(|)'.repeat(30)}b`],
  ['exponential', `^a*$${'(|)'.repeat(30)}`],
  ['exponential', `^${'(?:a|[ab])'.repeat(12)}$`],
  ['exponential', '^(([a-z])+.)+[A-Z]([a-z])+$'],
  ['exponential', '(x+x+)+y'],
  ['exponential', '^(?:(?=(a+)+$)a)*$'],
  ['exponential', '^(?=(a+)+b)'],
  ['polynomial', '^.*.*.*.*.*=$'],
  ['polynomial', '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'],
  ['polynomial', '^\\d+\\d+$'],
  ['polynomial', '^a*a*$'],
  ['polynomial', '^\\s*(.*?)\\s*$'],
  ['polynomial', '\\s+$'],
  ['polynomial', '[a-z]+-'],
  ['polynomial', '.*\\S.*'],
  ['polynomial', '^a|[a-z]+-'],
  ['polynomial', '^(?:a(?=.*b))*$'],
  ['polynomial', '^(?:(?!ab+c)a)*a*$'],
  ['not known', '^(a)\\1$'],
  ['not known', '(?<=a+)b'],
  ['not known', '^(?i:a)$'],
  ['not known', '['],
  ['not known', `^${'(?:'.repeat(2000)}a${')'.repeat(2000)}$`],
  ['not known', 'a'.repeat(5001)],
])('%s: %s', (_, pattern) => {
  expect(isLinear(pattern)).toBe(false);
});

test('the work for one pattern is bounded', () => {
  // A way for each of 2^40 sets of positions.
  expect(isLinear(`^[ab]*a${'[ab]'.repeat(40)}$`)).toBe(false);
  expect(isLinear(`^(?:${Array.from({ length: 400 }, (_, index) => index.toString(36)).join('|')})$`)).toBe(
    true,
  );
});
