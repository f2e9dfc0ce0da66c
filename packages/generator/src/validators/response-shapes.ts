import { successesOf } from '@specline/openapi';
import type { Exchange, Operation, Response, Shape } from '@specline/openapi';
import { allParts } from './composition.js';

/** What a method resolves to: the shape of its value, and whether there may be none. */
export interface ResponseShape {
  readonly shape: Shape;
  readonly optional: boolean;
}

/** What is validated of a method; undefined where no success is JSON, or one is bytes or a stream. */
export function responseShape(
  operation: Operation,
  exchange: Exchange | undefined,
  shapes: Readonly<Record<string, Shape>>,
): ResponseShape | undefined {
  const { envelope, mayBeEmpty } = operation.call;
  const answers = successesOf(operation).filter(({ content }) => content !== undefined);
  const formats = new Set(answers.map(({ content }) => content?.format));
  if (!formats.has('json') || [...formats].some((format) => format !== 'json' && format !== 'text'))
    return undefined;
  const bodies = answers.map((answer) => bodyOf(answer, exchange));
  const results = envelope === undefined ? bodies : bodies.map((body) => memberOf(body, envelope, shapes));
  return { shape: anyOf(results), optional: mayBeEmpty === true };
}

function bodyOf({ status, pointer, content }: Response, exchange: Exchange | undefined): Shape {
  if (content?.format !== 'json') return { pointer, types: ['string'] };
  const response = exchange?.responses.find((one) => one.status.toUpperCase() === status.toUpperCase());
  const found = response?.contents.find(({ mediaType }) => mediaType === content.mediaType);
  if (found === undefined) throw new Error(`${pointer}: its schema is not in the document`);
  return found.schema;
}

/** A member of a body, by all that the body says of it. */
function memberOf(body: Shape, name: string, shapes: Readonly<Record<string, Shape>>): Shape {
  const pointer = `${body.pointer} ${name}`;
  const found = [...allParts(body, shapes)].flatMap(({ properties = [] }) =>
    properties.filter((property) => property.name === name).map(({ shape }) => shape),
  );
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : { pointer, allOf: found };
}

function anyOf(all: readonly Shape[]): Shape {
  const distinct = [...new Map(all.map((shape) => [shape.reference ?? shape.pointer, shape])).values()];
  const [only] = distinct;
  return only !== undefined && distinct.length === 1
    ? only
    : { pointer: distinct.map(({ pointer }) => pointer).join(' '), anyOf: distinct };
}
