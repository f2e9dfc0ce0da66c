import type { Versions } from '@scripts/kit/install-tools.ts';

/** The compilers of callers, the oldest that the packages promise first, and what runs their tests. */
export const versions = {
  'typescript-5.4': 'npm:typescript@5.4.5',
  'typescript-5.9': 'npm:typescript@5.9.3',
  'typescript-7.0': 'npm:typescript@7.0.2',
  'jest-29': 'npm:jest@29.7.0',
  'jest-30': 'npm:jest@30.5.2',
  vitest: '5.1.1',
} as const satisfies Versions;
