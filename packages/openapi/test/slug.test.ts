import { expect, test } from 'vitest';
import { slugOf } from '../src/index.js';

test.each([
  ['MoQ relays', 'moq-relays'],
  ['Cloudflare API — MoQ relays (v1)', 'cloudflare-api-moq-relays-v1'],
  ['Éclair', 'eclair'],
  ['3D models', 'd-models'],
  ['日本', 'api'],
  ['../../etc', 'etc'],
])('%s is %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
