/** The time one attempt may take, and the caller's signal: whichever ends it first is the `reason`. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #ended: Promise<never>;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #caller: AbortSignal | undefined;
  readonly #abort = () => this.#end('abort');
  #reason: 'timeout' | 'abort' | undefined;

  /** @param timeout in milliseconds */
  constructor(timeout: number, caller: AbortSignal | null | undefined) {
    this.#ended = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
    });
    this.#ended.catch(() => {});
    this.#timer = setTimeout(() => this.#end('timeout'), timeout);
    this.#caller = caller ?? undefined;
    if (caller?.aborted) this.#abort();
    else caller?.addEventListener('abort', this.#abort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reason(): 'timeout' | 'abort' | undefined {
    return this.#reason;
  }

  /** Returns what the work gives, and rejects once the deadline has ended, even if the work ignores the signal. */
  within<T>(work: Promise<T>): Promise<T> {
    return Promise.race([this.#ended, work]);
  }

  /** Takes the time limit away. The caller's signal still counts. */
  lift(): void {
    clearTimeout(this.#timer);
  }

  /** Ends the watch: the attempt is over. */
  stop(): void {
    this.lift();
    this.#caller?.removeEventListener('abort', this.#abort);
  }

  #end(reason: 'timeout' | 'abort'): void {
    this.#reason ??= reason;
    this.#controller.abort();
    this.stop();
  }
}
