import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on a free port of 127.0.0.1 for as long as the test runs. Its URL has no slash at the end. */
export async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Pets behind a token: enough for a server to break a document in every way. */
export const petsDocument = {
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1' },
  security: [{ token: [] }],
  paths: {
    '/pets': {
      get: {
        parameters: [
          { name: 'kind', in: 'query', required: true, schema: { enum: ['cat', 'dog'] } },
          { name: 'limit', in: 'query', schema: { type: 'integer' }, example: 10 },
        ],
        responses: {
          200: {
            description: 'Pets.',
            headers: { 'X-Count': { required: true, schema: { type: 'integer' } } },
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/pet' } } },
            },
          },
        },
      },
      post: {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
              example: { name: 'Tom' },
            },
          },
        },
        responses: {
          201: {
            description: 'Made.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/pet' } } },
          },
        },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'tom' }],
      delete: { responses: { 204: { description: 'Gone.' } } },
      get: {
        responses: {
          200: {
            description: 'A pet.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/pet' } } },
          },
          404: { description: 'None.' },
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      pet: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: { name: { type: 'string' } },
      },
    },
  },
};

export const TOKEN = 'Bearer s3cr3t/~"token';

const JSON_TYPE = { 'content-type': 'application/json' };

/** One way of doing something else than what is right; whether it has answered. */
export type Fault = (request: IncomingMessage, response: ServerResponse, body: string) => boolean;

/** A server of `petsDocument` that keeps it, where it has no fault. */
export function petsServer(fault: Fault = () => false): RequestListener {
  const pets = new Set(['tom']);
  return (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      if (!fault(request, response, body)) answer(pets, request, response, body);
    });
  };
}

function answer(pets: Set<string>, request: IncomingMessage, response: ServerResponse, body: string): void {
  const { method, url = '', headers } = request;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (headers.authorization !== TOKEN) return void response.writeHead(401).end();
  if (pathname === '/pets' && method === 'GET') {
    if (!searchParams.has('kind')) return void response.writeHead(400).end();
    return void response.writeHead(200, { ...JSON_TYPE, 'x-count': '1' }).end('[{"name":"Tom"}]');
  }
  if (pathname === '/pets' && method === 'POST') {
    if (headers['content-type'] !== 'application/json') return void response.writeHead(415).end();
    return void response.writeHead(isPet(body) ? 201 : 400, JSON_TYPE).end(body);
  }
  const id = pathname.replace('/pets/', '');
  if (!pets.has(id)) return void response.writeHead(404).end();
  if (method === 'GET') return void response.writeHead(200, JSON_TYPE).end('{"name":"Tom"}');
  pets.delete(id);
  response.writeHead(204).end();
}

function isPet(body: string): boolean {
  return body !== '' && typeof (JSON.parse(body) as { name?: unknown } | null)?.name === 'string';
}
