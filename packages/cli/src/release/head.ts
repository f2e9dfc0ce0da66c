import { execFileSync } from 'node:child_process';

/** Where a working tree stands in its history. */
export interface Head {
  /** Null before the first commit, and where there is no repository. */
  readonly commit: string | null;
  /** `refs/heads/main`; null where no branch is checked out. */
  readonly ref: string | null;
}

export function headOf(root: string): Head {
  return {
    commit: answerOf(root, 'rev-parse', '--verify', '--quiet', 'HEAD'),
    ref: answerOf(root, 'symbolic-ref', '--quiet', 'HEAD'),
  };
}

/** `main at 9c8076ac` */
export function headName({ commit, ref }: Head): string {
  const branch = ref?.replace(/^refs\/heads\//, '') ?? 'no branch';
  return `${branch} at ${commit?.slice(0, 8) ?? 'no commit'}`;
}

/** What git answers on one line; null where it does not. */
export function answerOf(root: string, ...args: string[]): string | null {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: [...stdio] }).trim();
  } catch {
    return null;
  }
}
