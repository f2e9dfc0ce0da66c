import type { Bump } from '@specline/semver';
import type { Defaults, Json, Sdk } from '@specline/openapi';

export type Part = { readonly [name: string]: Json };

/** What an API is made of, as far as an edit says something else than the others. */
export interface Sources {
  readonly document?: Part;
  readonly sdk?: Sdk;
  readonly defaults?: Partial<Defaults>;
}

/** One edit, and the bump that it asks for. */
export interface Edit {
  readonly what: string;
  readonly old: Sources;
  readonly next: Sources;
  readonly bump: Bump;
}

/** What a version asks for that goes one way, and for one that goes back. */
export type Ways = readonly [there: Bump, back: Bump];

/** An edit and its undoing. */
export function bothWays(what: string, old: Sources, next: Sources, [there, back]: Ways): Edit[] {
  return [
    { what, old, next, bump: there },
    { what: `${what}, undone`, old: next, next: old, bump: back },
  ];
}

export const text: Part = { type: 'string' };

export function json(schema: Json): Part {
  return { content: { 'application/json': { schema } } };
}

export function object(properties: Part, more: Part = {}): Part {
  return { type: 'object', properties, ...more };
}

const FOUND: Part = { description: 'Found.', ...json(object({ id: text }, { required: ['id'] })) };
const MISSING: Part = {
  description: 'Missing.',
  ...json(object({ message: text }, { required: ['message'] })),
};

/** The operation that edits are made to: `client.pets.create()`. */
export function operation(parts: Part = {}): Part {
  return {
    operationId: 'createPet',
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
    requestBody: { required: true, ...json(object({ id: text }, { required: ['id'] })) },
    responses: { '200': FOUND, '404': MISSING },
    ...parts,
  };
}

/** A document with that operation, and another that stays as it is. */
export function document(parts: Part = {}, more: Part = {}, paths: Part = {}): Sources {
  return {
    document: {
      paths: {
        '/pets': { post: operation(parts), get: { responses: { '200': FOUND } } },
        ...paths,
      },
      ...more,
    },
  };
}

/** The whole text of the document. */
export function documentText({ document: parts = {} }: Sources): string {
  const head = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    servers: [{ url: 'https://pets.example' }],
  };
  return JSON.stringify({ ...head, ...parts }, null, 2);
}
