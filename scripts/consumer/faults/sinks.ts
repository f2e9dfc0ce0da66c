// Where a secret in an error or a result would show.

/** Returns everything that would show an error, by where it would. */
export function sinksOf(error: unknown, inspect: (value: unknown) => string): Record<string, string> {
  if (!(error instanceof Error)) return {};
  return {
    message: error.message,
    stack: String(error.stack),
    string: String(error),
    cause: shown(error.cause, inspect),
    error: viewsOf(error)
      .map((view) => shown(view, inspect))
      .join('\n'),
  };
}

/** Returns a value, and what printers, serializers and test runners make of one before they print it. */
export function viewsOf(value: unknown): unknown[] {
  if (Object(value) !== value) return [value];
  const wrapped = [
    { list: [{ value }] },
    new Error('wrapped', { cause: value }),
    new AggregateError([value]),
  ];
  return [value, listed(value as object), cloned(value), { ...(value as object) }, ...wrapped];
}

/** Every property that the prototypes list, as worker threads, `node --test` and vitest read errors. */
function listed(value: object): object {
  const found: Record<string, unknown> = {};
  for (let owner: object | null = value; owner !== null; owner = Object.getPrototypeOf(owner))
    for (const name of Object.getOwnPropertyNames(owner)) {
      const member: unknown = Reflect.get(value, name);
      if (typeof member !== 'function') found[name] ??= member;
    }
  return found;
}

function cloned(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return undefined; // A response, say.
  }
}

/** Returns a value as a text, as JSON and as it is printed. */
export function shown(value: unknown, inspect: (value: unknown) => string): string {
  return [String(value), jsonOf(value), inspect(value)].join('\n');
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    return String(error); // A client and its resources know each other.
  }
}
