/** One thing that is wrong with a message. */
export interface Problem {
  /** Where in the message: `path parameter relay_id`, `body/type`, `status`. */
  readonly place: string;
  readonly message: string;
  /** Where the document says so. */
  readonly pointer: string;
}

/** `place: message (pointer)`, as reports print it. */
export function problemText({ place, message, pointer }: Problem): string {
  return `${place}: ${message} (${pointer})`;
}
