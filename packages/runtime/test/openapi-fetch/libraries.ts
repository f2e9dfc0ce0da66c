import * as original from 'openapi-fetch';
import { onTestFinished, vi } from 'vitest';
import * as ours from '../../src/openapi-fetch.js';
import { json, type Loopback, serve } from '../loopback.js';

/** What a program imports: openapi-fetch, or ours in its place. */
export type Library = Pick<
  typeof original,
  'default' | 'createPathBasedClient' | 'wrapAsPathBasedClient' | 'createQuerySerializer'
>;

export const libraries: readonly [name: string, library: Library][] = [
  ['openapi-fetch', original],
  ['@specline/runtime/openapi-fetch', ours],
];

/** Lets a server on loopback answer for the host that the documentation calls. */
export async function serveBlog(respond: Parameters<typeof serve>[0] = answerPost): Promise<Loopback> {
  const server = await serve(respond);
  const direct = fetch;
  const routed = (input: Request | string, init?: RequestInit) => {
    const request = new Request(input, init);
    return direct(new Request(request.url.replace(/^https:\/\/myapi\.dev/, server.url), request));
  };
  vi.stubGlobal('fetch', routed);
  onTestFinished(() => void vi.unstubAllGlobals());
  return server;
}

export const post = { title: 'My New Post' };

function answerPost(response: Parameters<typeof json>[0]): void {
  json(response, 200, post);
}
