import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

export default mergeConfig(shared, {
  // It imports JSON as only a bundler does.
  test: { server: { deps: { inline: ['@actions/workflow-parser'] } } },
});
