import { Listr, PRESET_TIMER } from 'listr2';
import { print } from './print.ts';

/** One named piece of work; what `run` resolves with is printed beside the title. */
export interface Step {
  readonly title: string;
  /** Titles of steps without which this one means nothing. */
  readonly needs?: readonly string[];
  readonly run: () => Promise<string | void>;
}

/** Returns the steps so that each needs the one before, and so all before it. */
export function inTurn(steps: readonly Step[]): Step[] {
  return steps.map((step, index) => {
    const before = steps[index - 1];
    return before === undefined ? step : { ...step, needs: [before.title] };
  });
}

/**
 * Runs the steps in their order, each with its time. A failure stops only the steps that need the failed one, so that one
 * run reports everything that is wrong. Resolves with the titles of the steps that did not pass.
 */
export async function runSteps(steps: readonly Step[]): Promise<string[]> {
  const failures = new Map<string, unknown>();
  const list = new Listr(
    steps.map((step) => ({
      title: step.title,
      skip: () => step.needs?.some((title) => failures.has(title)) === true && skipped(step, failures),
      task: async (_context: unknown, task: { title: string }) => {
        try {
          const note = await step.run();
          if (note !== undefined) task.title = `${step.title}: ${note}`;
        } catch (error) {
          failures.set(step.title, error);
          throw new Error(step.title, { cause: error });
        }
      },
    })),
    {
      exitOnError: false,
      renderer: 'default',
      rendererOptions: { timer: PRESET_TIMER, collapseErrors: false, showErrorMessage: false },
      fallbackRenderer: 'simple',
      fallbackRendererOptions: { timer: PRESET_TIMER },
    },
  );
  await list.run();
  for (const [title, error] of failures) if (error !== notRun) print(`\n${title}\n${text(error)}`);
  return [...failures.keys()];
}

const notRun = Symbol('not run');

function skipped(step: Step, failures: Map<string, unknown>): string {
  failures.set(step.title, notRun);
  return `${step.title}: not run`;
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
