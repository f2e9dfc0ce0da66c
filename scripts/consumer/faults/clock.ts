// Time for calls that time alone ends: it passes when the server says that it has gone silent, and not before. Whatever the
// machine does meanwhile, such an attempt ends by its limit, and no other does.

/** What the server says of an attempt that it leaves without an end. */
export interface Stall {
  /** From 1 on. */
  readonly attempt: number;
  /** Whether the headers of an answer were sent. */
  readonly isAnswered: boolean;
}

interface Held {
  readonly milliseconds: number;
  readonly end: () => void;
}

/** Longer than any other timer, and short enough for a timer. */
const HELD_FROM = 2_000_000_000;
/** Milliseconds between two looks at what the server says. */
const INTERVAL = 20;

const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** Holds all timers above a limit for as long as it is installed. */
export class Clock {
  readonly #held = new Set<Held>();
  #limits = HELD_FROM;

  install(): void {
    const start = (end: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
      if (milliseconds < HELD_FROM) return startTimer(end, milliseconds, ...given);
      const timer: Held = { milliseconds, end: () => end(...given) };
      this.#held.add(timer);
      return timer;
    };
    const stop = (timer: never) => void (this.#held.delete(timer) || stopTimer(timer));
    Object.assign(globalThis, { setTimeout: start, clearTimeout: stop });
  }

  uninstall(): void {
    Object.assign(globalThis, { setTimeout: startTimer, clearTimeout: stopTimer });
  }

  /** Returns a limit, in milliseconds, that no other call has. */
  limit(): number {
    return this.#limits++;
  }

  /** Lets the time of a limit pass once the server has said that it stalls in an attempt, and what it sent has come. */
  async passAfterStall(
    limit: number,
    attempt: number,
    responding: Promise<unknown>,
    stalls: () => Promise<readonly Stall[] | undefined>,
  ): Promise<void> {
    for (;;) {
      const told = await stalls();
      if (told === undefined) return;
      const stall = told.find((one) => one.attempt === attempt);
      if (stall?.isAnswered) await responding;
      // What waits for the response goes on first.
      await new Promise((resolve) => startTimer(resolve, INTERVAL));
      if (stall) break;
    }
    for (const timer of this.#held) {
      if (timer.milliseconds !== limit) continue;
      this.#held.delete(timer);
      timer.end();
    }
  }
}
