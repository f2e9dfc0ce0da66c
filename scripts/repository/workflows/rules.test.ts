import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '@scripts/kit/workspace.ts';
import { workflowProblems } from './rules.ts';

const folder = join(root, '.github/workflows');

/** What GitHub's own parser says against a workflow: its schema, and that of expressions. */
async function syntaxProblems(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

describe('the workflows of this repository', () => {
  test.each(readdirSync(folder))('%s', async (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(await syntaxProblems(name, text)).toEqual([]);
    expect(workflowProblems(name, text)).toEqual([]);
  });
});

const SHA = 'a'.repeat(40);
const CHECKOUT = `- uses: actions/checkout@${SHA} # v6.0.2`;

/** A workflow in which nothing is wrong, or what is put in the place of its parts. */
function workflow({
  on = 'pull_request',
  permissions = 'permissions: {}',
  job = ['permissions: { contents: read }', 'timeout-minutes: 5'],
  steps = [CHECKOUT, '  with: { persist-credentials: false }', '- run: npm test'],
}: { on?: string; permissions?: string; job?: string[]; steps?: string[] } = {}): string {
  return [
    `on: ${on}`,
    permissions,
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-latest',
    ...job.map((line) => `    ${line}`),
    '    steps:',
    ...steps.map((line) => `      ${line}`),
    '',
  ].join('\n');
}

/** What the job that publishes may run. */
const RELEASED = [
  '- run: npm ci --ignore-scripts --prefix .github/publisher',
  '- run: node .github/publisher/node_modules/@specline/cli/bin/specline.js publish --from packed',
];
const UNRELEASED =
  'a job that can publish runs only the released command, installed by npm ci --ignore-scripts; move it to a job without secrets';

type Row = [name: string, given: Parameters<typeof workflow>[0], want: string[]];

describe('what is said of a workflow', () => {
  const PUBLISHING = ['permissions: { id-token: write }', 'timeout-minutes: 5', 'environment: registry'];

  test.each<Row>([
    ['nothing', {}, []],
    [
      'a trigger with secrets for strangers',
      { on: '[push, pull_request_target]' },
      ['on: pull_request_target gives secrets to the code of strangers; use pull_request'],
    ],
    [
      'permissions of the whole workflow',
      { permissions: 'permissions: { contents: read }' },
      ['permissions: what no job asks for has to be denied; write permissions: {}'],
    ],
    [
      'no permissions at all',
      { permissions: '', job: ['timeout-minutes: 5'] },
      [
        'permissions: what no job asks for has to be denied; write permissions: {}',
        'jobs.test: its permissions are not listed one by one; list them',
      ],
    ],
    [
      'every permission',
      { on: 'push', job: ['permissions: write-all', 'timeout-minutes: 5'] },
      ['jobs.test: its permissions are not listed one by one; list them'],
    ],
    [
      'a tag',
      { steps: ['- uses: actions/upload-artifact@v5'] },
      [
        'actions/upload-artifact@v5: a tag can be moved to other code; pin the commit, with its version behind #',
      ],
    ],
    [
      'a commit without its version',
      { steps: [`- uses: actions/upload-artifact@${SHA}`] },
      [
        `actions/upload-artifact@${SHA}: a tag can be moved to other code; pin the commit, with its version behind #`,
      ],
    ],
    ['an action of the repository itself', { steps: ['- uses: ./.github/actions/setup'] }, []],
    [
      'an expression in a script',
      { steps: ['- run: echo ${{ github.event.pull_request.title }}'] },
      ['jobs.test.steps[0]: an expression in a script can become code; pass it as a variable under env'],
    ],
    [
      'no end',
      { job: ['permissions: { contents: read }'] },
      ['jobs.test: it may hang for hours; add timeout-minutes'],
    ],
    [
      'a token that stays',
      { steps: [CHECKOUT] },
      [
        'jobs.test.steps[0]: checkout leaves the token in .git, where all that runs can read it; add persist-credentials: false',
      ],
    ],
    [
      'a token that stays because it is needed',
      { on: 'push', job: ['permissions: { contents: write }', 'timeout-minutes: 5'], steps: [CHECKOUT] },
      [],
    ],
    [
      'a secret in a pull request',
      {
        job: ['permissions: {}', 'timeout-minutes: 5', 'environment: registry'],
        steps: [...RELEASED, '  env: { SPECLINE_TOKEN: "${{ secrets.TOKEN }}" }'],
      },
      ['jobs.test: pull requests run this, and it has a secret or an identity; move it elsewhere'],
    ],
    [
      'a token in a pull request',
      { steps: ['- run: npm test', '  env: { TOKEN: "${{ github.token }}" }'] },
      ['jobs.test: pull requests run this; it needs no token'],
    ],
    [
      'a pull request that writes',
      { job: ['permissions: { pull-requests: write }', 'timeout-minutes: 5'] },
      ['jobs.test: pull requests run this; it may not write pull-requests'],
    ],
    [
      'a pull request that fills a cache',
      { steps: [`- uses: actions/cache@${SHA} # v5.0.1`] },
      [
        "jobs.test.steps[0]: pull requests may not fill a cache; use actions/cache/restore, and save if: github.event_name == 'push'",
      ],
    ],
    [
      'a pull request that fills a cache by the way',
      { steps: [`- uses: actions/setup-node@${SHA} # v6.2.0`, '  with: { cache: npm }'] },
      [
        "jobs.test.steps[0]: pull requests may not fill a cache; use actions/cache/restore, and save if: github.event_name == 'push'",
      ],
    ],
    [
      'a cache that main alone fills',
      {
        steps: [
          `- uses: actions/cache/restore@${SHA} # v5.0.1`,
          `- uses: actions/cache/save@${SHA} # v5.0.1`,
          "  if: github.event_name == 'push'",
        ],
      },
      [],
    ],
    ['what publishes, from what was built', { on: 'push', job: PUBLISHING, steps: RELEASED }, []],
    ...[
      'npm start',
      'npm test -- --frozen-lockfile',
      'npm ci',
      'npm ci --prefix .github/publisher',
      'npm ci --ignore-scripts',
      'npm install --ignore-scripts --prefix .github/publisher',
      'npx specline publish --from packed',
      'pnpm run build',
      'node scripts/bootstrap.mjs start',
      './build.sh',
      'npm ci --ignore-scripts --prefix .github/publisher; npm start',
      'npm ci --ignore-scripts --prefix .github/publisher && node x.js',
      'node .github/publisher/node_modules/@specline/cli/bin/specline.js publish --from $(npm start)',
      'node .github/publisher/node_modules/@specline/cli/bin/specline.js publish',
    ].map((command): Row => [
      `what publishes, and runs ${command}`,
      { on: 'push', job: PUBLISHING, steps: [`- run: '${command}'`] },
      [`jobs.test.steps[0]: ${UNRELEASED}`],
    ]),
    [
      'what publishes, and runs more on a second line',
      { on: 'push', job: PUBLISHING, steps: ['- run: |', `    ${RELEASED[0]?.slice(7)}`, '    npm start'] },
      [`jobs.test.steps[0]: ${UNRELEASED}`],
    ],
    ...[
      './.github/actions/publish',
      `owner/action@${SHA} # v1.0.0`,
      `actions/github-script@${SHA} # v8.0.0`,
    ].map((used): Row => [
      `what publishes, and uses ${used}`,
      { on: 'push', job: PUBLISHING, steps: [`- uses: ${used}`] },
      [`jobs.test.steps[0]: ${UNRELEASED}`],
    ]),
    ...['shell: python', 'working-directory: packages/cli'].map((line): Row => [
      `what publishes, with ${line}`,
      { on: 'push', job: PUBLISHING, steps: [...RELEASED, `  ${line}`] },
      [`jobs.test.steps[1]: ${UNRELEASED}`],
    ]),
    [
      'what publishes, with a variable of Node',
      { on: 'push', job: PUBLISHING, steps: [...RELEASED, '  env: { NODE_OPTIONS: --import ./a.mjs }'] },
      ['jobs.test.steps[1]: NODE_OPTIONS can change what the released command does; leave it out'],
    ],
    ...[
      'env: { A: b }',
      'container: node',
      'services: { a: { image: b } }',
      'defaults: { run: { shell: sh } }',
    ].map((line): Row => [
      `what publishes, with ${line} around it`,
      { on: 'push', job: [...PUBLISHING, line], steps: RELEASED },
      [`jobs.test: it can publish, and ${line.split(':')[0]} is for all of its steps; leave it out`],
    ]),
    [
      'an environment alone',
      {
        on: 'push',
        job: ['permissions: {}', 'timeout-minutes: 5', 'environment: registry'],
        steps: ['- run: make'],
      },
      [`jobs.test.steps[0]: ${UNRELEASED}`],
    ],
    [
      'a secret of every job',
      { on: 'push', permissions: 'permissions: {}\nenv: { A: "${{ secrets[\'A\'] }}" }' },
      ['env: every step of every job has these secrets; give them to the step that needs them'],
    ],
    [
      'what publishes, unasked',
      { on: 'push', job: PUBLISHING.slice(0, 2), steps: RELEASED },
      ['jobs.test: nobody is asked before it publishes; give it an environment'],
    ],
    [
      'what publishes, from a cache',
      {
        on: 'push',
        job: PUBLISHING,
        steps: [
          `- uses: actions/cache/restore@${SHA} # v5.0.1`,
          `- uses: actions/setup-node@${SHA} # v6.2.0`,
        ],
      },
      [0, 1].map(
        (step) =>
          `jobs.test.steps[${step}]: what is published may not come out of a cache, which others can fill; restore none`,
      ),
    ],
  ])('%s', (_, given, want) => {
    expect(workflowProblems('ci.yml', workflow(given))).toEqual(want.map((problem) => `ci.yml: ${problem}`));
  });

  test.each([
    ['a key that there is not', { steps: ['- run: npm test', '  rum: npm test'] }, /Unexpected value 'rum'/],
    [
      'an expression that there is not',
      { steps: ['- run: a', '  if: nosuch.thing'] },
      /Unrecognized named-value: 'nosuch'/,
    ],
    [
      'a permission that there is not',
      { job: ['permissions: { content: read }'] },
      /Unexpected value 'content'/,
    ],
  ])('by its parser: %s', async (_, given, want) => {
    expect(await syntaxProblems('ci.yml', workflow(given))).toEqual([expect.stringMatching(want)]);
  });
});

test('who owns the break of an API stands last, and so counts', () => {
  const lines = readFileSync(join(root, '.github/CODEOWNERS'), 'utf8').split('\n');
  const patterns = lines.map((line) => /^[^#\s]+/.exec(line)?.[0]).filter((pattern) => pattern !== undefined);
  expect(patterns).toContain('/spec/');
  expect(patterns).toContain('/spec/moq-relays/');
  expect(patterns.at(-1)).toBe('/spec/*/accepted.yaml');
});
