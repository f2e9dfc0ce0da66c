/** Returns why a request had no answer, as a code without any text of the server. */
export function failureOf(error: unknown): string {
  const { cause, name } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? name;
}
