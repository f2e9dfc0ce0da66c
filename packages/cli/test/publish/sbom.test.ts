import { Version } from '@cyclonedx/cyclonedx-library/Spec';
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation';
import { expect, test } from 'vitest';
import { CYCLONEDX, settledSbom } from '../../src/publish/sbom.js';

const HASH = 'a'.repeat(128);
const INTEGRITY = `sha512-${Buffer.from('b'.repeat(128), 'hex').toString('base64')}`;
const reference = {
  type: 'distribution',
  url: 'https://packages.test/b.tgz',
  hashes: [{ alg: 'SHA-512', content: HASH }],
};
const own = { type: 'vcs', url: 'git+https://code.test/a.git' };

const HEAD = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
};

/** What pnpm prints. */
const printed = {
  ...HEAD,
  serialNumber: 'urn:uuid:c62e823a-3d49-4394-a404-306dd4c9ab22',
  metadata: {
    timestamp: '2026-11-28T00:00:41.389Z',
    lifecycles: [{ phase: 'build' }],
    component: {
      type: 'library',
      name: 'a',
      version: '1.0.0',
      'bom-ref': 'a@1.0.0',
      externalReferences: [own],
    },
  },
  components: [
    {
      type: 'library',
      name: 'c',
      version: '1.0.0',
      'bom-ref': 'c@1.0.0',
      externalReferences: [own, reference],
    },
    { type: 'library', name: 'b', version: '1.0.0', 'bom-ref': 'b@1.0.0', externalReferences: [reference] },
  ],
  dependencies: [
    { ref: 'c@1.0.0', dependsOn: [] },
    { ref: 'a@1.0.0', dependsOn: ['c@1.0.0', 'b@1.0.0'] },
    { ref: 'b@1.0.0' },
  ],
};

test('an SBOM tells nothing of its run or of the registry, and has the hash of the tarball', () => {
  const bom = settledSbom(JSON.stringify(printed), INTEGRITY);
  const hashes = [{ alg: 'SHA-512', content: HASH }];
  expect(bom).toEqual({
    ...HEAD,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'library',
        name: 'a',
        version: '1.0.0',
        'bom-ref': 'a@1.0.0',
        externalReferences: [own],
        hashes: [{ alg: 'SHA-512', content: 'b'.repeat(128) }],
      },
    },
    components: [
      { type: 'library', name: 'b', version: '1.0.0', 'bom-ref': 'b@1.0.0', hashes },
      {
        type: 'library',
        name: 'c',
        version: '1.0.0',
        'bom-ref': 'c@1.0.0',
        hashes,
        externalReferences: [own],
      },
    ],
    dependencies: [
      { ref: 'a@1.0.0', dependsOn: ['b@1.0.0', 'c@1.0.0'] },
      { ref: 'b@1.0.0', dependsOn: [] },
      { ref: 'c@1.0.0', dependsOn: [] },
    ],
  });
});

test('an SBOM is what CycloneDX has a schema for', async () => {
  const validator = new JsonStrictValidator(CYCLONEDX as Version);
  const bom = settledSbom(JSON.stringify(printed), INTEGRITY);
  expect(await validator.validate(JSON.stringify(bom))).toBeNull();
  expect(await validator.validate(JSON.stringify({ ...bom, version: 'one' }))).toMatchObject([
    { instancePath: '/version' },
  ]);
});
