// Compiled, never run: types are those of openapi-fetch, whatever a client is made with.
import createOriginal, * as original from 'openapi-fetch';
import * as ours from '../../src/openapi-fetch.js';
import type { components, paths } from '../fixtures/blog/paths.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function assertType<Holds extends true>(): Holds;

type Post = components['schemas']['Post'];
type Problem = components['schemas']['Problem'];

const { default: createClient } = ours;
const theirs = createOriginal<paths>();
const client = createClient<paths>({ baseUrl: 'https://myapi.dev', timeout: 1000, logLevel: 'off' });
assertType<Equal<typeof client, typeof theirs>>();
assertType<Equal<typeof ours.createClient, typeof createClient>>();

const call = { params: { path: { post_id: 'a' } } };
const { data, error, response } = await client.GET('/blogposts/{post_id}', call);
const same = await theirs.GET('/blogposts/{post_id}', call);
assertType<Equal<typeof data, Post | undefined>>();
assertType<Equal<typeof error, Problem | undefined>>();
assertType<Equal<typeof response, Response>>();
assertType<Equal<typeof data, typeof same.data>>();
assertType<Equal<typeof error, typeof same.error>>();

const result = await client.GET('/blogposts/{post_id}', call);
if (result.error) assertType<Equal<typeof result.data, undefined>>();
else assertType<Equal<typeof result.data, Post>>();

const text = await client.GET('/blogposts/{post_id}', { ...call, parseAs: 'text' });
assertType<Equal<typeof text.data, string | undefined>>();
const stream = await client.GET('/blogposts/{post_id}', { ...call, parseAs: 'stream' });
assertType<Equal<typeof stream.data, Response['body'] | undefined>>();

// @ts-expect-error a parameter is missing
await client.GET('/blogposts/{post_id}');
// @ts-expect-error there is no such path
await client.GET('/nowhere');
// @ts-expect-error the body lacks its title
await client.PUT('/blogposts', { body: {} });

const byPath = ours.createPathBasedClient<paths>();
assertType<Equal<typeof byPath, original.PathBasedClient<paths>>>();
const wrapped = ours.wrapAsPathBasedClient(client);
assertType<Equal<typeof wrapped, original.PathBasedClient<paths>>>();
assertType<Equal<ours.MethodResponse<typeof client, 'get', '/blogposts/{post_id}'>, Post>>();

/** A client of ours is one wherever openapi-fetch's is asked for, and so is what makes it. */
export const asTheirs: original.Client<paths> = client;
export const factory: typeof createOriginal = createClient;
export const middleware: ours.Middleware = { onRequest() {} } satisfies original.Middleware;

type Exported = Exclude<keyof typeof original, 'default'>;
assertType<Equal<Exclude<Exported, keyof typeof ours>, never>>();
type Same = {
  [Name in Exclude<Exported, 'createPathBasedClient'>]: Equal<(typeof ours)[Name], (typeof original)[Name]>;
};
assertType<Equal<Same[keyof Same], true>>();
