/**
 * Lets Node's `fetch` wait for a connection without a limit: by itself it gives up after ten seconds, which a busy machine may
 * need.
 */
export async function waitForConnections(): Promise<void> {
  const dispatcher = Symbol.for('undici.globalDispatcher.1');
  await fetch('data:,'); // It is there after the first use.
  const { constructor: Agent } = Reflect.get(globalThis, dispatcher);
  Reflect.set(globalThis, dispatcher, new Agent({ connect: { timeout: 0 } }));
}
