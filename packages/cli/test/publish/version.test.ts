import { describe, expect, test } from 'vitest';
import { distTag } from '../../src/publish/version.js';

describe('the dist-tag of a version', () => {
  test.each<[version: string, versions: string[], latest: string | undefined, want: string]>([
    ['1.0.0', [], undefined, 'latest'],
    ['1.0.1', ['1.0.0'], '1.0.0', 'latest'],
    ['2.0.0', ['1.0.0'], '1.0.0', 'latest'],
    ['10.0.0', ['9.0.0'], '9.0.0', 'latest'],
    ['1.10.0', ['1.9.0'], '1.9.0', 'latest'],
    // A line that is left behind.
    ['1.0.1', ['1.0.0', '2.0.0'], '2.0.0', 'v1'],
    ['1.5.0', ['1.4.0', '2.0.0', '10.0.0'], '10.0.0', 'v1'],
    ['9.0.1', ['9.0.0', '10.0.0'], '10.0.0', 'v9'],
    ['1.2.1', ['1.2.0', '1.3.0'], '1.3.0', 'v1.2'],
    ['1.2.1', ['1.2.0', '1.3.0', '2.0.0'], '2.0.0', 'v1.2'],
    // Prereleases have channels, and move no tag but theirs.
    ['2.0.0-next.0', ['1.0.0'], '1.0.0', 'next'],
    ['2.0.0-beta', ['1.0.0'], '1.0.0', 'beta'],
    ['2.0.0-rc.1+build.5', ['1.0.0'], '1.0.0', 'rc'],
    ['2.0.0-0', ['1.0.0'], '1.0.0', 'next'],
    ['2.0.0-v1', ['1.0.0'], '1.0.0', 'next'],
    ['2.0.0-x.1', ['1.0.0'], '1.0.0', 'next'],
    ['2.0.0-latest.1', ['1.0.0'], '1.0.0', 'next'],
    ['0.0.0-20261127120000', ['1.0.0'], '1.0.0', 'snapshot'],
    ['0.0.0-canary-20261127120000', ['1.0.0'], '1.0.0', 'canary'],
    // Only a registry that had nothing else calls a prerelease its latest.
    ['1.0.0', ['2.0.0-next.0'], '2.0.0-next.0', 'latest'],
    ['1.0.0+build', ['1.0.0-next.0'], '1.0.0-next.0', 'latest'],
  ])('%s after %j with latest %s is %s', (version, versions, latest, want) => {
    expect(distTag(version, { versions, ...(latest === undefined ? {} : { latest }) })).toBe(want);
  });
});
