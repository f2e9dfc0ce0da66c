import { APIClient, APIError, bearer } from '@specline/runtime';
import type { APIDefinition, IdempotentRequestOptions } from '@specline/runtime';
import { parameters } from '@specline/runtime/parameters';
import { kindOf } from '@specline/semver';
import type { Change } from '@specline/semver';
import type { PublishedNames, PublishedVersions } from '@specline/semver/types';
import { pagesAskedFor } from './paging-run.js';
import type { RunWitness } from './witness.js';

/** A setting of a client that no type shows: a program that relies on it, and what it comes to with a client. */
interface Run {
  readonly text: string;
  readonly result: (names: PublishedNames) => Promise<string>;
}

/** A program that relies on a setting, run with the settings of both versions by the runtime itself. */
export async function runWitness(
  change: Change,
  { old, next }: PublishedVersions,
  calling: string,
): Promise<RunWitness | undefined> {
  for (const { text, result } of runsFor(change, old.names, calling)) {
    const [before, after] = [await result(old.names), await result(next.names)];
    if (before !== after) return { kind: 'run', text, problem: `${after}; it was: ${before}` };
  }
  return undefined;
}

function runsFor({ id, option, operation = '' }: Change, names: PublishedNames, calling: string): Run[] {
  switch (kindOf(id)) {
    case 'environment-variable-changed':
    case 'environment-variable-removed':
      return option === undefined ? baseURLRuns(names) : credentialRuns(names, option, calling);
    case 'request-id-changed':
    case 'request-id-removed':
      return requestIdRuns(names, calling);
    case 'pagination-changed':
      return pagingRuns(names, operation);
    case 'idempotent-removed':
      return retryRuns(names, operation);
    case 'idempotency-header-changed':
      return keyRuns(names);
    default:
      return [];
  }
}

/** An operation whose documented response is the one that `answerNothing` gives. */
const CALLED = { method: 'GET', path: '/', responses: { 204: 'none' } } as const;

const HOST = 'https://example.com';
const ELSEWHERE = 'https://elsewhere.example';

function head({ surface: { packages, client } }: PublishedNames): string {
  return `import ${client} from '${packages.client}';\n\nconst client = new ${client}();\n`;
}

function baseURLRuns(names: PublishedNames): Run[] {
  const variable = names.surface.baseURLEnv;
  if (variable === undefined) return [];
  const text = `// With ${variable}=${ELSEWHERE} in the environment.\n${head(names)}client.baseURL;\n`;
  const result = ({ surface }: PublishedNames) =>
    Promise.resolve(`baseURL is ${withVariable(variable, ELSEWHERE, () => clientOf(surface).baseURL)}`);
  return [{ text, result }];
}

function credentialRuns({ surface: { auth } }: PublishedNames, changed: string, calling: string): Run[] {
  const { scheme, env } = auth.find(({ option }) => option === changed) ?? {};
  if (env === undefined) return [];
  const text = `// With ${env} in the environment.\n${calling}`;
  const result = async ({ surface }: PublishedNames) => {
    const { option = changed } = surface.auth.find((one) => one.scheme === scheme) ?? {};
    const client = withVariable(env, 'token', () => clientOf(surface));
    return outcomeOf(client, { auth: [[option]] });
  };
  return [{ text, result }];
}

function requestIdRuns(names: PublishedNames, calling: string): Run[] {
  const header = names.surface.requestId;
  if (header === undefined) return [];
  const text = `// The error of a call that fails has the requestId that the server sent as ${header}.\n${calling}`;
  const answer = () => Promise.resolve(new Response('{}', { status: 404, headers: { [header]: 'id' } }));
  const result = async ({ surface }: PublishedNames) => {
    try {
      await clientOf(surface, answer).send(CALLED, {}, {});
    } catch (error) {
      if (error instanceof APIError) return `requestId is ${error.requestId ?? 'undefined'}`;
      throw error;
    }
    return '';
  };
  return [{ text, result }];
}

function pagingRuns(names: PublishedNames, operation: string): Run[] {
  const { call, pagination } = names.operations[operation] ?? {};
  if (call === undefined || pagination === undefined) return [];
  const text = `${head(names)}for await (const item of client.${call}(/* … */)) void item;\n`;
  return [{ text, result: (side) => pagesAskedFor(side.operations[operation]?.pagination, pagination) }];
}

/** A server that fails, and does not mind to be asked again. */
function retryRuns(names: PublishedNames, operation: string): Run[] {
  const call = names.operations[operation]?.call;
  if (call === undefined) return [];
  const text = `// The server answers 500.\n${head(names)}await client.${call}(/* … */);\n`;
  const result = async ({ surface, operations }: PublishedNames) => {
    const idempotent = operations[operation]?.idempotent;
    let count = 0;
    const answer = () => {
      count += 1;
      return Promise.resolve(new Response('{}', { status: 500, headers: { 'retry-after': '0' } }));
    };
    const definition = { ...CALLED, method: 'POST', ...(idempotent && { idempotent }) };
    await settled(clientOf(surface, answer).send(definition, {}, {}));
    return `the request is sent ${count === 1 ? 'once' : `${count} times`}`;
  };
  return [{ text, result }];
}

/** A call with a key of its own. */
function keyRuns(names: PublishedNames): Run[] {
  const keyed = Object.keys(names.operations).find((key) => /^(POST|PATCH) /.test(key)) ?? '';
  const call = names.operations[keyed]?.call;
  if (call === undefined) return [];
  const options: IdempotentRequestOptions = { idempotencyKey: 'key' };
  const text = `${head(names)}await client.${call}(/* … */, { idempotencyKey: 'key' });\n`;
  const result = async ({ surface }: PublishedNames) => {
    const { idempotencyHeader = '' } = surface;
    let sent = new Headers();
    const answer = (_: string, init: RequestInit) => {
      sent = new Headers(init.headers);
      return answerNothing();
    };
    const definition = { ...CALLED, method: 'POST', parameters, idempotencyHeader };
    await settled(clientOf(surface, answer).send(definition, {}, {}, options));
    return `the key is sent as ${[...sent].find(([, value]) => value === 'key')?.[0] ?? 'nothing'}`;
  };
  return [{ text, result }];
}

/** Waits for a call, whatever becomes of it. */
async function settled(call: Promise<unknown>): Promise<void> {
  await Promise.allSettled([call]);
}

/** What the runtime makes of a call: that it was sent, or why it was not. */
async function outcomeOf(client: APIClient, { auth }: { readonly auth: string[][] }): Promise<string> {
  try {
    await client.send({ ...CALLED, auth }, {}, {});
    return 'the call is sent';
  } catch (error) {
    if (error instanceof APIError) return error.message;
    throw error;
  }
}

type Answer = (url: string, init: RequestInit) => Promise<Response>;

/** Answers every call without a network. */
function answerNothing(): Promise<Response> {
  return Promise.resolve(new Response(null, { status: 204 }));
}

function clientOf(
  { packages, auth, baseURLEnv, requestId }: PublishedNames['surface'],
  fetch: Answer = answerNothing,
): APIClient {
  const definition: APIDefinition = {
    name: packages.client,
    version: '1.0.0',
    auth: Object.fromEntries(
      auth.map(({ option, env }) => [option, { kind: bearer, ...(env === undefined ? {} : { env }) }]),
    ),
    baseURL: HOST,
    ...(baseURLEnv === undefined ? {} : { baseURLEnv }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return new APIClient({ fetch, logLevel: 'off' }, definition);
}

/** The environment is read while a client is made, and is as it was after that. */
function withVariable<Made>(name: string, value: string, make: () => Made): Made {
  const before = process.env[name];
  process.env[name] = value;
  try {
    return make();
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
}
