import { defineConfig } from 'vitest/config';

// The chores' own tests; every package has its own run.
export default defineConfig({
  test: {
    include: ['scripts/**/*.test.ts'],
    testTimeout: 60_000,
    // It imports JSON as only a bundler does.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
