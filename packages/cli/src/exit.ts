/** What the command's exit status says. */
export const EXIT = {
  /** Done, nothing wrong. */
  done: 0,
  /** Drift, a break not owned up to, or a contract violation. */
  violation: 1,
  /** Usage, a document that cannot be read or is invalid, or a fault of the system or of Specline. */
  input: 2,
} as const;

/** The exit status of a command. */
export type Exit = (typeof EXIT)[keyof typeof EXIT];
