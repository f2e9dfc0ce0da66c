import { formatProblem, InputError, isSystemFault, systemProblem, visible } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { Refusal, wayOutLines } from './suggest-omit.js';

/** Set to anything, this variable adds the stack to a fault of Specline. */
const DEBUG = 'SPECLINE_DEBUG';

/** Longer messages of a fault of Specline are cut: they may quote a document. */
const MAX_MESSAGE = 300;

/** Reports what ended a command, one line for each problem, and returns its exit status. */
export function reportFailure(error: unknown, console: Pick<Console, 'cwd' | 'env' | 'stderr'>): Exit {
  for (const line of failureLines(error, console)) report(console, line);
  return EXIT.input;
}

function failureLines(error: unknown, { cwd, env }: Pick<Console, 'cwd' | 'env'>): string[] {
  if (error instanceof InputError) {
    const waysOut = error instanceof Refusal ? error.waysOut : [];
    return [...error.problems.map(formatProblem), ...waysOut.flatMap(wayOutLines)];
  }
  if (isSystemFault(error)) return [formatProblem(systemProblem(error, cwd))];
  const stack = error instanceof Error && env[DEBUG] ? (error.stack ?? '') : '';
  return [formatProblem(ownFault(error)), ...(stack === '' ? [] : stack.split('\n').map(visible))];
}

/** Whether the command can go on after a failure: the input or the system is at fault, and not Specline. */
export function isExpected(error: unknown): boolean {
  return error instanceof InputError || isSystemFault(error);
}

function ownFault(error: unknown): Problem {
  const text = String(error);
  const message = text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
  return {
    message: `Specline itself failed: ${message}`,
    remedy: `report the command and the spec to the maintainers of Specline; ${DEBUG}=1 prints the stack`,
  };
}
