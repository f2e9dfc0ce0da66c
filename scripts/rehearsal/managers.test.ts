import { expect, test } from 'vitest';
import { installation, managers, npmrc } from './managers.ts';

test('every package manager that is not at hand comes from the registry, in one exact version', () => {
  expect(managers.map((manager) => installation(manager).join(' '))).toEqual([
    'npm install --no-audit --no-fund',
    'pnpm install --config.minimum-release-age=0',
    'npx --yes --package=yarn@1.22.22 -- yarn install --non-interactive --no-lockfile',
    'npx --yes --package=bun@1.4.5 -- bun install',
  ]);
});

test('the scopes of the rehearsal come from its registry, all others from where the machine has them', () => {
  const url = 'http://127.0.0.1:4873/';
  const sources = { url, token: 'secret', scopes: ['@a', '@b'], others: 'https://registry.example/' };
  expect(npmrc(sources)).toBe(
    [
      'registry=https://registry.example/',
      '@a:registry=http://127.0.0.1:4873/',
      '@b:registry=http://127.0.0.1:4873/',
      '//127.0.0.1:4873/:_authToken=secret',
      '',
    ].join('\n'),
  );
});
