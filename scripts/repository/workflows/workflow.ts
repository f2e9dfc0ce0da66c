/** The part of a workflow of GitHub Actions that the rules read. */
export interface Workflow {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly env?: unknown;
  readonly defaults?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

type Permissions = string | Readonly<Record<string, string>>;

export interface Job {
  readonly if?: string;
  /** A workflow that is called, in place of steps. */
  readonly uses?: string;
  readonly env?: unknown;
  readonly container?: unknown;
  readonly services?: unknown;
  readonly defaults?: unknown;
  readonly permissions?: Permissions;
  readonly environment?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

export interface Step {
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly 'working-directory'?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a workflow runs for: `push`, `pull_request`, … */
export function triggers({ on }: Workflow): string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? [...(on as readonly string[])] : Object.keys(on);
}

/** What a job's token may write. */
export function writes({ permissions = {} }: Job): string[] {
  if (typeof permissions === 'string') return permissions === 'read-all' ? [] : [permissions];
  return Object.keys(permissions).filter((name) => permissions[name] === 'write');
}

/** A job that can prove who it is, has an environment, or is given a secret: what it publishes, others trust. */
export function isTrusted(job: Job): boolean {
  return writes(job).includes('id-token') || job.environment !== undefined || hasSecrets(job);
}

/** Whether a part of a workflow is given a secret, by name or with all others. */
export function hasSecrets(part: unknown): boolean {
  return /\bsecrets\b/.test(JSON.stringify(part) ?? '');
}

/** The name of the action that a step uses, without its version: `actions/cache/restore`. */
export function actionOf({ uses = '' }: Step): string {
  return uses.split('@')[0] ?? '';
}
