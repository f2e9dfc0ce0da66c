import { expect, test } from 'vitest';
import { verifyProvider } from '../src/index.js';
import { served } from './provider-server.js';

test('what a property is called makes no documented example of it', async () => {
  const sent = async (name: string): Promise<number> => {
    const bodies: string[] = [];
    const url = await served((request, response) => {
      let body = '';
      request
        .on('data', (chunk) => (body += String(chunk)))
        .on('end', () => {
          bodies.push(body);
          response.writeHead(body.includes(`"${name}"`) ? 204 : 400).end();
        });
    });
    const schema = {
      type: 'object',
      required: [name],
      properties: { [name]: { type: 'string', enum: ['a', 'b', 'c'] } },
    };
    const post = {
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { 204: { description: 'Made.' }, 400: { description: 'Refused.' } },
    };
    const info = { title: 'Relays', version: '1' };
    const given = { openapi: '3.1.0', info, paths: { '/relays': { post } } };
    await verifyProvider({ document: given, url, unsafe: true });
    return bodies.length;
  };
  expect([await sent('mode'), await sent('exampleMode'), await sent('everything')]).toEqual([4, 4, 4]);
});
