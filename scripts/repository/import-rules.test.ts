import { expect, test } from 'vitest';
import { importViolations, readSources } from './import-rules.ts';
import { workspacePackages } from '@scripts/kit/workspace.ts';

test('nobody imports what the design does not allow', () => {
  expect(importViolations(workspacePackages().map(readSources))).toEqual([]);
});
