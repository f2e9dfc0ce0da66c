import { defineConfig } from 'vitest/config';

/** Shared by every package; vitest takes the folder that it is started in for the root. */
export default defineConfig({
  // Only a test that hangs takes this long, also on a busy machine.
  test: { testTimeout: 120_000, hookTimeout: 120_000 },
});
