import { parse } from 'yaml';
import {
  actionOf,
  hasSecrets,
  isTrusted,
  triggers,
  writes,
  type Job,
  type Step,
  type Workflow,
} from './workflow.ts';

/** A question to a workflow: what is wrong with it, as `place: problem; remedy`; nothing where it is right. */
type Rule = (workflow: Workflow, text: string) => readonly string[];

/** What keeps strangers' changes from secrets, and what is published from strangers. */
const rules: readonly Rule[] = [
  function strangers(workflow) {
    return triggers(workflow)
      .filter((trigger) => /^(?:pull_request_target|workflow_run|issue_comment)$/.test(trigger))
      .map((trigger) => `on: ${trigger} gives secrets to the code of strangers; use pull_request`);
  },
  function permissions(workflow) {
    const none = JSON.stringify(workflow.permissions) === '{}';
    return [
      ...(none ? [] : ['permissions: what no job asks for has to be denied; write permissions: {}']),
      ...eachJob(workflow, ({ permissions: own }) =>
        own === undefined || typeof own === 'string'
          ? ['its permissions are not listed one by one; list them']
          : [],
      ),
    ];
  },
  function pins(_workflow, text) {
    return [...text.matchAll(/^\s*(?:-\s+)?uses:\s*(.+)$/gm)]
      .map(([, used = '']) => used.trim())
      .filter((used) => !used.startsWith('./') && !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))
      .map((used) => `${used}: a tag can be moved to other code; pin the commit, with its version behind #`);
  },
  function expressions(workflow) {
    return eachStep(workflow, ({ run = '' }) =>
      run.includes('${{')
        ? ['an expression in a script can become code; pass it as a variable under env']
        : [],
    );
  },
  function timeouts(workflow) {
    return eachJob(workflow, (job) =>
      job['timeout-minutes'] === undefined ? ['it may hang for hours; add timeout-minutes'] : [],
    );
  },
  function credentials(workflow) {
    return eachStep(workflow, (step, job) =>
      actionOf(step) !== 'actions/checkout' ||
      step.with?.['persist-credentials'] === false ||
      writes(job).includes('contents')
        ? []
        : [
            'checkout leaves the token in .git, where all that runs can read it; add persist-credentials: false',
          ],
    );
  },
  function pullRequests(workflow) {
    if (!triggers(workflow).includes('pull_request')) return [];
    const told = (job: Job) => [
      ...(isTrusted(job)
        ? ['pull requests run this, and it has a secret or an identity; move it elsewhere']
        : []),
      ...(JSON.stringify(job).includes('github.token') ? ['pull requests run this; it needs no token'] : []),
      ...writes(job).map((name) => `pull requests run this; it may not write ${name}`),
    ];
    return [...eachJob(workflow, told), ...eachStep(workflow, cacheOfPullRequests)];
  },
  function publishing(workflow) {
    return [
      ...eachJob(workflow, (job) =>
        isTrusted(job) && job.environment === undefined
          ? ['nobody is asked before it publishes; give it an environment']
          : [],
      ),
      ...eachStep(workflow, (step, job) =>
        isTrusted(job) && (isCache(step) || caches(step))
          ? ['what is published may not come out of a cache, which others can fill; restore none']
          : [],
      ),
    ];
  },
  function onlyReleasedCode(workflow) {
    const isShared = hasSecrets(workflow.env)
      ? ['env: every step of every job has these secrets; give them to the step that needs them']
      : [];
    return [...isShared, ...eachJob(workflow, surroundingsOfTrusted), ...eachStep(workflow, codeOfTrusted)];
  },
];

/** Every fault of a workflow, each with the file that it stands in. */
export function workflowProblems(name: string, text: string): string[] {
  const workflow = parse(text) as Workflow;
  return rules.flatMap((rule) => rule(workflow, text)).map((problem) => `${name}: ${problem}`);
}

function cacheOfPullRequests(step: Step): string[] {
  const saves =
    /^actions\/cache(?:\/save)?$/.test(actionOf(step)) && step.if !== "github.event_name == 'push'";
  return saves || caches(step)
    ? [
        "pull requests may not fill a cache; use actions/cache/restore, and save if: github.event_name == 'push'",
      ]
    : [];
}

/** What a job that can publish may not have around its steps: it would reach, or replace, what they run. */
function surroundingsOfTrusted(job: Job): string[] {
  if (!isTrusted(job)) return [];
  const around = (['uses', 'env', 'container', 'services', 'defaults'] as const).filter(
    (key) => job[key] !== undefined,
  );
  return around.map((key) => `it can publish, and ${key} is for all of its steps; leave it out`);
}

/** The commands of a job that can publish: they start no script of a package, and no code of the repository. */
const RELEASED: readonly RegExp[] = [
  /^npm ci --ignore-scripts --prefix \.github\/publisher$/,
  /^node \.github\/publisher\/node_modules\/@specline\/cli\/bin\/specline\.js publish --from [\w./-]+$/,
];

const FETCHING = /^actions\/(?:checkout|setup-node|download-artifact)$/;

function codeOfTrusted(step: Step, job: Job): string[] {
  if (!isTrusted(job)) return [];
  const lines = (step.run ?? '').split('\n').filter((line) => line.trim() !== '');
  const isReleased = lines.every((line) => RELEASED.some((command) => command.test(line)));
  const isFetching = step.uses === undefined || FETCHING.test(actionOf(step)) || isCache(step);
  const isPlain = step.shell === undefined && step['working-directory'] === undefined;
  const names = Object.keys(step.env ?? {}).filter((name) => !name.startsWith('SPECLINE_'));
  return [
    ...(isReleased && isFetching && isPlain
      ? []
      : [
          'a job that can publish runs only the released command, installed by npm ci --ignore-scripts; move it to a job without secrets',
        ]),
    ...names.map((name) => `${name} can change what the released command does; leave it out`),
  ];
}

/** Said elsewhere. */
function isCache(step: Step): boolean {
  return actionOf(step).startsWith('actions/cache');
}

/** setup-node restores and saves a cache where it is not told otherwise. */
function caches(step: Step): boolean {
  return actionOf(step) === 'actions/setup-node' && step.with?.['package-manager-cache'] !== false;
}

function eachJob({ jobs }: Workflow, problems: (job: Job) => readonly string[]): string[] {
  return Object.entries(jobs).flatMap(([name, job]) =>
    problems(job).map((problem) => `jobs.${name}: ${problem}`),
  );
}

function eachStep({ jobs }: Workflow, problems: (step: Step, job: Job) => readonly string[]): string[] {
  return Object.entries(jobs).flatMap(([name, job]) =>
    (job.steps ?? []).flatMap((step, index) =>
      problems(step, job).map((problem) => `jobs.${name}.steps[${index}]: ${problem}`),
    ),
  );
}
