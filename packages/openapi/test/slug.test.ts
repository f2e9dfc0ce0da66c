import { expect, test } from 'vitest';
import { slugOf } from '../src/index.js';

test.each([
  ['MoQ relays', 'moq-relays'],
  ['Cloudflare API — MoQ relays (v1)', 'cloudflare-api-moq-relays-v1'],
  ['Éclair', 'eclair'],
  ['3D models', 'd-models'],
  ['日本', 'api'],
  ['../../etc', 'etc'],
  ['', 'api'],
  ['..', 'api'],
  ['\u202E\u0000', 'api'],
  ['__proto__', 'proto'],
  ['CON', 'con'],
  ['İI ıi', 'ii-i'],
  ['-'.repeat(9), 'api'],
  [`${'a'.repeat(99)} b`, 'a'.repeat(99)],
  ['a'.repeat(300), 'a'.repeat(100)],
])('%s is %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
