import type { Exchange, ReleasedCall, Shape, Wire, WireContent } from '@specline/openapi';
import type { PublishedVersion } from './declarations.js';
import type { Step } from './type-comparison.js';

/** Which type of a method something is in; `status` is a key of the bodies by status. */
export type Place =
  | { readonly kind: 'positional' | 'params' | 'response' | 'item' }
  | { readonly kind: 'status'; readonly status: string };

/** Where the document says what stands at a place of a method's types: the nearest pointer that there is. */
export function pointerAt(
  { wire, names }: PublishedVersion,
  operation: string,
  place: Place,
  steps: readonly Step[],
): string | undefined {
  const exchange = wire.operations.find(({ key }) => key === operation);
  const call = names.operations[operation];
  if (exchange === undefined || call === undefined) return undefined;
  switch (place.kind) {
    case 'positional':
      return parameterPointer(wire, exchange, 'path', call.positional, steps);
    case 'params':
      return paramsPointer(wire, exchange, call, steps);
    case 'response':
      return responsePointer(wire, exchange, call, steps);
    case 'item':
      return exchange.responses.find(({ status }) => status.startsWith('2'))?.pointer;
    case 'status':
      return contentPointer(wire, exchange, call, place.status, steps);
  }
}

function parameterPointer(
  wire: Wire,
  { parameters, pointer }: Exchange,
  place: string,
  name = '',
  steps: readonly Step[] = [],
): string {
  const parameter = parameters.find((one) => one.in === place && one.name === name);
  if (parameter === undefined) return pointer;
  return steps.length === 0 ? parameter.pointer : inside(wire, parameter.schema, steps);
}

/** A member of `params`: a parameter, a field of the body, the body, or a group of one of these. */
function paramsPointer(
  wire: Wire,
  exchange: Exchange,
  { members, groups, body, mediaType }: ReleasedCall,
  [first, ...further]: readonly Step[],
): string {
  if (first?.kind !== 'member') return exchange.pointer;
  const [grouped] = Object.entries(groups).filter(([, group]) => group.name === first.name);
  const [second] = further;
  if (grouped !== undefined && second?.kind === 'member')
    return placePointer(grouped[0], second.name, further.slice(1));
  return placePointer(members[first.name] ?? 'body', first.name, further);

  function placePointer(place: string, name: string, rest: readonly Step[]): string {
    if (place !== 'body') return parameterPointer(wire, exchange, place, name, rest);
    const content = exchange.body?.contents.find((one) => one.mediaType === mediaType);
    if (content === undefined) return exchange.body?.pointer ?? exchange.pointer;
    return inside(wire, content.schema, body === 'spread' ? [{ kind: 'member', name }, ...rest] : rest);
  }
}

function responsePointer(wire: Wire, exchange: Exchange, call: ReleasedCall, steps: readonly Step[]): string {
  const [success] = exchange.responses.filter(
    ({ status, contents }) => /^(2|def)/.test(status) && contents.length > 0,
  );
  if (success === undefined) return exchange.pointer;
  const envelope: Step[] = call.envelope === undefined ? [] : [{ kind: 'member', name: call.envelope }];
  return contentPointer(wire, exchange, call, success.status, [...envelope, ...steps]);
}

function contentPointer(
  wire: Wire,
  exchange: Exchange,
  { responses }: ReleasedCall,
  status: string,
  steps: readonly Step[],
): string {
  const response = exchange.responses.find((one) => one.status === status);
  const content: WireContent | undefined = response?.contents.find(
    ({ mediaType }) => mediaType === responses[status],
  );
  return content === undefined
    ? (response?.pointer ?? exchange.pointer)
    : inside(wire, content.schema, steps);
}

/** The pointer of what the steps lead to in a schema. */
function inside(wire: Wire, shape: Shape, steps: readonly Step[]): string {
  let pointer = named(wire, shape).pointer;
  let shapes: readonly Shape[] = [shape];
  for (const step of steps) {
    // What several parts lead to is looked at once: parts of parts multiply.
    const parts = new Set(shapes.flatMap((one) => partsOf(wire, one)));
    shapes = [...new Set([...parts].flatMap((part) => stepInto(part, step)))];
    const [found] = shapes;
    if (found === undefined) return pointer;
    ({ pointer } = named(wire, found));
  }
  return pointer;
}

function named(wire: Wire, shape: Shape): Shape {
  const { reference } = shape;
  const target = reference === undefined ? undefined : wire.schemas[reference];
  // What a chain of references ends in is of no matter here: each has a place of its own.
  return target ?? shape;
}

/** A schema with all that it is made of. */
function partsOf(wire: Wire, shape: Shape, seen = new Set<Shape>()): Shape[] {
  if (seen.has(shape)) return [];
  seen.add(shape);
  const { reference, allOf = [], oneOf = [], anyOf = [] } = shape;
  const target = reference === undefined ? undefined : wire.schemas[reference];
  const inner = [...(target === undefined ? [] : [target]), ...allOf, ...oneOf, ...anyOf];
  return [shape, ...inner.flatMap((one) => partsOf(wire, one, seen))];
}

function stepInto({ properties = [], items, prefixItems, additional }: Shape, step: Step): Shape[] {
  switch (step.kind) {
    case 'member':
      return properties.filter(({ name }) => name === step.name).map(({ shape }) => shape);
    case 'items':
      return items === undefined ? [] : [items];
    case 'item':
      return prefixItems?.[step.index] === undefined ? [] : [prefixItems[step.index] as Shape];
    case 'others':
      return additional === undefined ? [] : [additional];
  }
}
