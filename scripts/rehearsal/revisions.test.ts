import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { releasesFrom } from './releases.ts';
import { addition, bumped, choice, demand, revise, wording } from './revisions.ts';

test.each([
  ['1.2.3', 'patch', '1.2.4'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'major', '2.0.0'],
] as const)('the version after %s is, as a %s, %s', (version, bump, want) => {
  expect(bumped(version, bump)).toBe(want);
});

test('releases follow one another', () => {
  const versions = releasesFrom('1.0.0', [wording, addition, choice, demand]).map(({ version }) => version);
  expect(versions).toEqual(['1.0.1', '1.1.0', '1.2.0', '2.0.0']);
});

test('edits build on one another, and leave what they are not about', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'specline-revisions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'openapi.yaml');
  const head = `paths:
  # An owner's note.
  /accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate:
    post:
`;
  writeFileSync(
    file,
    `${head}      description: Old.\n      parameters:\n        - name: a\n          in: query\n`,
  );
  for (const revision of [wording, addition, choice, demand]) await revise(file, revision);
  expect(readFileSync(file, 'utf8')).toBe(`${head}      description: Makes a new token, and ends the old one.
      parameters:
        - name: a
          in: query
        - name: rehearsed_reason
          in: query
          description: Why the token is rotated.
          schema:
            type: string
            enum:
              - expired
              - leaked
              - unused
          required: true
`);
});
