/** One thing that leads to another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The things on the way from one circle to another, or on a circle. */
export function onCircles(edges: readonly Edge[]): Set<string> {
  const back = edges.map(({ from, to }): Edge => ({ from: to, to: from }));
  const reached = reachedFromCircles(edges);
  return new Set([...reachedFromCircles(back)].filter((name) => reached.has(name)));
}

/** What is left when everything that nothing leads to is taken away, again and again. */
function reachedFromCircles(edges: readonly Edge[]): Set<string> {
  const left = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const incoming = new Map([...left].map((pointer) => [pointer, 0]));
  const outgoing = new Map<string, string[]>([...left].map((pointer) => [pointer, []]));
  for (const { from, to } of edges) {
    incoming.set(to, (incoming.get(to) ?? 0) + 1);
    outgoing.get(from)?.push(to);
  }
  const pending = [...left].filter((pointer) => incoming.get(pointer) === 0);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    left.delete(next);
    for (const to of outgoing.get(next) ?? []) {
      const count = (incoming.get(to) ?? 0) - 1;
      incoming.set(to, count);
      if (count === 0) pending.push(to);
    }
  }
  return left;
}
