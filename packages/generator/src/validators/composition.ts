import type { Shape } from '@specline/openapi';

/** Named shapes by their pointers. */
export type Shapes = Readonly<Record<string, Shape>>;

/** All that a value has to be at once: the shape, what its reference leads to, and what these combine; each once. */
export function allParts(shape: Shape, shapes: Shapes): Generator<Shape> {
  return walked(shape, shapes, ({ allOf = [], oneOf = [], anyOf = [] }) => [
    ...allOf,
    ...[oneOf, anyOf].filter(({ length }) => length === 1).flat(),
  ]);
}

/** Whether what a value may have to be, by a named shape, is again that of another: without end where it is the same. */
export function leadsTo(from: string, to: string, shapes: Shapes): boolean {
  if (from === to) return true;
  const target = shapes[from];
  if (target === undefined) return false;
  for (const { reference } of walked(target, shapes, inPlace)) if (reference === to) return true;
  return false;
}

/** The shapes that judge the same value. */
export function inPlace({ allOf = [], oneOf = [], anyOf = [], conditions = [] }: Shape): Shape[] {
  const others = conditions.filter(({ name }) => IN_PLACE.test(name)).map(({ shape }) => shape);
  return [...allOf, ...oneOf, ...anyOf, ...others];
}

const IN_PLACE = /^(not|if|then|else|dependentSchemas\/.*)$/s;

function* walked(
  shape: Shape,
  shapes: Shapes,
  partsOf: (shape: Shape) => readonly Shape[],
): Generator<Shape> {
  const seen = new Set<Shape>();
  const pending = [shape];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    yield next;
    const target = next.reference === undefined ? undefined : shapes[next.reference];
    pending.push(...[...(target === undefined ? [] : [target]), ...partsOf(next)].toReversed());
  }
}
