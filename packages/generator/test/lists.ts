import type { Model, Operation, Pagination } from '@specline/openapi';
import {
  call,
  list,
  model,
  number,
  object,
  operation,
  parameter,
  plain,
  reference,
  response,
  schema,
  string,
  SURFACE,
} from './models.js';

interface Parts {
  readonly resource?: readonly string[];
  readonly pagination: Pagination;
  readonly body: ReturnType<typeof object>;
  readonly envelope?: string;
  readonly mayBeEmpty?: true;
}

/** A list that is called with one query parameter, `cursor`. */
function listing(name: string, { resource = ['things'], pagination, body, ...more }: Parts): Operation {
  const cursor = parameter('cursor', 'query', string());
  const member = body.properties.find((property) => property.name === more.envelope);
  return operation({
    method: 'get',
    path: `/${[...resource, name].join('/')}`,
    summary: `Lists by ${name}.`,
    parameters: [cursor],
    responses: [response('200', 'A page.', body), ...(more.mayBeEmpty ? [response('204', 'None.')] : [])],
    call: call(resource, name, {
      prefix: [...resource, name].map((word) => word[0]?.toUpperCase() + word.slice(1)).join(''),
      members: [{ name: 'cursor', in: 'query', required: false, type: cursor.type }],
      result: member?.type ?? body,
      pagination,
      ...more,
    }),
  });
}

/** A model with a list of every style, items of every kind of type, and names that the runtime has too. */
export function lists(): Model {
  const thing = reference('#/components/schemas/Thing');
  const cursors: Pagination = {
    style: 'cursor',
    items: ['data'],
    item: thing,
    parameter: ['cursor'],
    next: ['meta', 'next'],
    more: ['has_more'],
  };
  const envelope = object({
    result: object({ list: list(object({ id: string() })) }),
    info: object({ next: string() }),
  });
  const data = object({ data: list(thing) });
  return model({
    surface: { ...SURFACE, client: 'Lists' },
    schemas: [
      schema('Thing', object({ id: string() })),
      schema('PagePromise', object({ 'page?': number() })),
    ],
    operations: [
      listing('list', { resource: [], pagination: cursors, body: data }),
      operation({
        method: 'get',
        path: '/ping',
        responses: [response('200', 'Pong.', string())],
        call: call([], 'ping', { prefix: 'Ping', result: string() }),
      }),
      listing('byCursor', { pagination: cursors, body: data }),
      listing('pages', {
        pagination: {
          style: 'page',
          items: ['data'],
          item: reference('#/components/schemas/PagePromise'),
          optional: true,
          parameter: ['cursor'],
          first: 1,
          total: ['pages'],
        },
        body: object({ 'data?': list(reference('#/components/schemas/PagePromise')) }),
      }),
      listing('offsets', {
        pagination: {
          style: 'offset',
          items: ['data'],
          item: object({ id: string() }),
          optional: true,
          parameter: ['query', 'cursor'],
          first: 0,
        },
        body: object({ 'data?': list(object({ id: string() })) }),
        mayBeEmpty: true,
      }),
      listing('enveloped', {
        pagination: { style: 'link', items: ['result', 'list'], item: object({ id: string() }) },
        body: envelope,
        envelope: 'result',
      }),
      listing('beside', {
        pagination: { style: 'link', items: ['data'], item: object({ id: string() }), next: ['a/b', "it's"] },
        body: object({ data: list(object({ id: string() })), result: number() }),
        envelope: 'result',
      }),
      listing('texts', {
        pagination: { ...cursors, item: plain('boolean'), last: ['id'] },
        body: object({ data: list(plain('boolean')) }),
      }),
      listing('list', { resource: ['things', 'pagePromise'], pagination: cursors, body: data }),
    ],
  });
}
