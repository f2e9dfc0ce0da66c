import { expect, test } from 'vitest';
import { clientSource } from '../src/client/client-source.js';
import { coreModule } from '../src/client/core-module.js';
import { rotate } from './rotate.js';

const coreOf = (parts: object) =>
  coreModule(clientSource({ ...rotate, ...parts }, new Map(), 'openapi.yaml'), '1.0.0').contents;

test('the variables of the server are an option', () => {
  const variables = [
    { name: 'region', default: 'eu', values: ['eu', 'us'], description: 'Where.' },
    { name: 'a-b', default: 'x' },
  ];
  const core = coreOf({ servers: [{ url: 'https://{region}.example.com/{a-b}', variables }] });
  expect(core).toContain(
    `  baseURL: serverURL('https://{region}.example.com/{a-b}', { region: 'eu', 'a-b': 'x' }),\n`,
  );
  expect(core).toContain(`        region?: 'eu' | 'us' | undefined;
        /** @default x */
        'a-b'?: string | undefined;
`);
});

test.each([
  ['no server', []],
  ['a relative one', [{ url: '/v1' }]],
  ['a variable that makes it relative', [{ url: '{base}/v1', variables: [{ name: 'base', default: '' }] }]],
])('baseURL is required unless the environment says it: %s', (_, servers) => {
  const { baseURLEnv: __, ...surface } = rotate.surface;
  const core = coreOf({ servers, surface });
  expect(core).toContain('  baseURL: string;\n');
  expect(core).toContain('createClient(options: ClientOptions): APIClient<ClientOptions> {');
  const named = coreOf({ servers });
  expect(named).not.toContain('  baseURL: string;\n');
  expect(named).toContain('createClient(options: ClientOptions = {}): APIClient<ClientOptions> {');
});
