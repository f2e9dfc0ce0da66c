import { expect, test } from 'vitest';
import { edit, ACCEPTED, changeset, MAJOR, MINOR, releasedWorkspace } from './release-workspace.js';
import { changedFiles, filesIn, specline, write } from './workspace.js';

const CHANGELOG = 'packages/relays-client/CHANGELOG.md';

test('what changed is released, and what did not is not', async () => {
  const root = await releasedWorkspace();
  const before = filesIn(root);
  edit(root, 'relays', MINOR);
  expect(await specline(root, 'release')).toEqual({
    exit: 0,
    stdout:
      'nodes 1.0.0: nothing changed\nrelays 1.0.0 → 1.1.0 (minor): client.relays.get(): Relay.note is new\n',
    stderr: '',
  });
  const after = filesIn(root);
  const folders = ['packages/relays-client/', 'packages/relays-types/', 'spec/relays/'];
  expect(
    changedFiles(before, after).filter((path) => !folders.some((name) => path.startsWith(name))),
  ).toEqual([]);
  expect(after[CHANGELOG]).toBe(
    '# @test/relays-client\n\n## 1.1.0\n\n### Minor Changes\n\n`client.relays.get()`: Relay.note is new\n',
  );
  expect(JSON.parse(after['spec/relays/released/version.json'] ?? '')).toEqual({
    version: '1.1.0',
    runtime: '1.0.0',
  });
  expect((await specline(root, 'release')).stdout).toBe(
    'nodes 1.0.0: nothing changed\nrelays 1.1.0: nothing changed\n',
  );
  expect(changedFiles(after, filesIn(root))).toEqual([]);
});

test('a break that nobody owned up to is refused, and the others are released', async () => {
  const root = await releasedWorkspace();
  edit(root, 'relays', MAJOR);
  edit(root, 'nodes', MINOR);
  const before = filesIn(root);
  expect(await specline(root, 'release')).toEqual({
    exit: 1,
    stdout: 'nodes 1.0.0 → 1.1.0 (minor): client.nodes.get(): Node.note is new\n',
    stderr: [
      'spec/relays/openapi.yaml:19:7 #/components/schemas/relay/properties/mode: client.relays.get(): Relay.mode is gone:' +
        ' this breaks callers, and it is removed in one step and was never deprecated;' +
        ' undo it, or accept it in spec/relays/accepted.yaml (response-property-removed)',
      'to own up to what breaks, add to spec/relays/accepted.yaml, each with its reason:',
      'changes:',
      '  - id: response-property-removed',
      '    pointer: "#/components/schemas/relay/properties/mode"',
      "    reason: ''",
      '',
    ].join('\n'),
  });
  expect(changedFiles(before, filesIn(root)).filter((path) => path.includes('relays'))).toEqual([]);
});

test('what is owned up to is a major, whose changelog shows the code', async () => {
  const root = await releasedWorkspace();
  edit(root, 'relays', MAJOR, MINOR_BESIDE);
  write(root, { 'spec/relays/accepted.yaml': ACCEPTED });
  expect(await specline(root, 'release')).toMatchObject({ exit: 0, stderr: '' });
  const files = filesIn(root);
  expect(files[CHANGELOG]).toBe(`# @test/relays-client

## 2.0.0

### Major Changes

\`client.relays.get()\`: Relay.mode is gone

\`\`\`ts
// before
mode?: 'push' | 'pull';
\`\`\`

**New**

- \`client.relays.get()\`: Relay.note is new
`);
  expect(files['packages/relays-types/CHANGELOG.md']).toBe(
    files[CHANGELOG]?.replace('relays-client', 'relays-types'),
  );
  expect(files['spec/relays/accepted.yaml']).toBeUndefined();
});

const MINOR_BESIDE = ['        name: {', '        note: { type: string }\n        name: {'] as const;

const POINTER = '#/components/schemas/relay/properties/mode';
const ENTRY = `- { id: response-property-removed, pointer: '${POINTER}', reason: Unused.`;

test.each<[string, string, string]>([
  [
    'counts as',
    `changes: [{ id: response-property-removed, pointer: '${POINTER}', reason: Unused., bump: minor }]`,
    '1.1.0',
  ],
  ['is raised', `${ACCEPTED}bump: { to: major }\n`, '2.0.0'],
  ['is lowered', `${ACCEPTED}bump: { to: patch, reason: Only we call it. }\n`, '1.0.1'],
])('what a change %s is said in accepted.yaml', async (_, accepted, version) => {
  const root = await releasedWorkspace();
  edit(root, 'relays', MAJOR);
  write(root, { 'spec/relays/accepted.yaml': accepted });
  expect(await specline(root, 'release')).toMatchObject({ exit: 0, stderr: '' });
  expect(JSON.parse(filesIn(root)['packages/relays-types/package.json'] ?? '')).toMatchObject({ version });
});

test('why a bump is lower stands in the changelog', async () => {
  const root = await releasedWorkspace();
  edit(root, 'relays', MAJOR);
  write(root, {
    'spec/relays/accepted.yaml': `changes:\n  ${ENTRY}, bump: minor }\nbump: { to: patch, reason: Only we call it. }\n`,
  });
  await specline(root, 'release');
  expect(filesIn(root)[CHANGELOG]).toContain(`### Patch Changes

\`client.relays.get()\`: Relay.mode is gone

It counts as minor: Unused.

The bump is lower than the changes require: Only we call it.
`);
});

test.each<[string, readonly (readonly [string, string])[], string, string]>([
  [
    'an entry that no change needs',
    [MINOR],
    ACCEPTED,
    'spec/relays/accepted.yaml:2:5 #/changes/0: this entry matches no change; remove it, or correct its id and pointer as specline diff prints them',
  ],
  [
    'a bump where nothing changed',
    [],
    'bump: { to: major }\n',
    'spec/relays/accepted.yaml:1:1 #/bump: there is nothing to release; remove it',
  ],
  [
    'a lower bump without a reason',
    [MINOR],
    'bump: { to: patch }\n',
    'spec/relays/accepted.yaml:1:1 #/bump: the changes need a higher bump; add a reason',
  ],
])('accepted.yaml is held to the changes: %s', async (_, edits, accepted, want) => {
  const root = await releasedWorkspace();
  edit(root, 'relays', ...edits);
  write(root, { 'spec/relays/accepted.yaml': accepted });
  const { exit, stderr } = await specline(root, 'release');
  expect([exit, stderr.split('\n')[0]]).toEqual([1, want]);
});

test.each([
  [
    'an unknown key',
    [],
    'change: []\n',
    'spec/relays/accepted.yaml:1:1 #/change: unknown key change; did you mean changes?',
  ],
  [
    'an entry without a reason',
    [MAJOR],
    ACCEPTED.replace('Unused.', "''"),
    'spec/relays/accepted.yaml:4:5 #/changes/0/reason: must NOT have fewer than 1 characters; correct it',
  ],
])('accepted.yaml that cannot be read is exit 2: %s', async (_, edits, accepted, want) => {
  const root = await releasedWorkspace();
  edit(root, 'relays', ...edits);
  write(root, { 'spec/relays/accepted.yaml': accepted });
  for (const args of [['release', '--check'], ['release']]) {
    const { exit, stderr } = await specline(root, ...args);
    expect([exit, stderr.split('\n')[0]]).toEqual([2, want]);
  }
});

test('what a person writes in a changeset survives, and a second run changes nothing', async () => {
  const root = await releasedWorkspace();
  edit(root, 'relays', MAJOR);
  await specline(root, 'release');
  write(root, { '.changeset/relays.md': changeset('Read this first.', 'And this last.') });
  write(root, { 'spec/relays/accepted.yaml': ACCEPTED });
  await specline(root, 'release');
  expect(filesIn(root)[CHANGELOG]).toContain(
    "### Major Changes\n\nRead this first.\n\n`client.relays.get()`: Relay.mode is gone\n\n```ts\n// before\nmode?: 'push' | 'pull';\n```\n\nAnd this last.\n",
  );
});

test('a removal before the day that was promised is told so, with what is there instead', async () => {
  const deprecated = [
    '        mode: { type: string, enum: [push, pull] }\n',
    "        mode: { type: string, enum: [push, pull], deprecated: true, x-sunset: '2027-06-01', x-replaced-by: direction }\n",
  ] as const;
  const root = await releasedWorkspace();
  edit(root, 'relays', deprecated);
  expect((await specline(root, 'release')).stdout).toContain(
    'relays 1.0.0 → 1.1.0 (minor): client.relays.get(): Relay.mode is deprecated; use direction instead; it may be gone from 2027-06-01 on\n',
  );
  expect(filesIn(root)['packages/relays-types/src/schemas/relay.ts']).toContain(
    '/** @deprecated Use direction instead. It may be gone from 2027-06-01 on. */',
  );
  edit(root, 'relays', MAJOR);
  const refused = (today: string) =>
    specline(root, 'release', '--check').then(({ stderr }) => [today, stderr]);
  expect((await refused('2026'))[1]).toContain(
    'Relay.mode is gone; use direction instead: this breaks callers, and it is promised until 2027-06-01 (x-sunset); undo it',
  );
});

test('a major of the runtime is a major of every client', async () => {
  const root = await releasedWorkspace({
    '.changeset/runtime.md': "---\n'@specline/runtime': major\n---\n\nErrors are other classes.\n",
  });
  expect((await specline(root, 'release')).stdout).toBe(
    ['nodes', 'relays']
      .map(
        (api) =>
          `${api} 1.0.0 → 2.0.0 (major): the client runs on @specline/runtime 2; see its changelog for what that changes\n`,
      )
      .join(''),
  );
  expect(JSON.parse(filesIn(root)['packages/runtime/package.json'] ?? '')).toMatchObject({
    version: '2.0.0',
  });
});
