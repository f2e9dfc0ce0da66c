import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

export default mergeConfig(shared, {
  resolve: { alias: { '#platform': fileURLToPath(new URL('src/server.ts', import.meta.url)) } },
});
