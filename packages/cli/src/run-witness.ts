import { APIClient, APIError, bearer } from '@specline/runtime';
import type { APIDefinition } from '@specline/runtime';
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

function runsFor({ id, message, operation = '' }: Change, names: PublishedNames, calling: string): Run[] {
  switch (id) {
    case 'environment-variable-changed':
    case 'environment-variable-removed':
      return message.includes('baseURL') ? baseURLRuns(names) : credentialRuns(names, message, calling);
    case 'request-id-changed':
    case 'request-id-removed':
      return requestIdRuns(names, calling);
    case 'pagination-changed':
      return pagingRuns(names, operation);
    default:
      return [];
  }
}

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

function credentialRuns(names: PublishedNames, message: string, calling: string): Run[] {
  return names.surface.auth.flatMap(({ option, env }) => {
    if (env === undefined || !message.includes(`of ${option} `)) return [];
    const text = `// With ${env} in the environment.\n${calling}`;
    const result = async ({ surface }: PublishedNames) => {
      const client = withVariable(env, 'token', () => clientOf(surface));
      return outcomeOf(client, { auth: [[option]] });
    };
    return [{ text, result }];
  });
}

function requestIdRuns(names: PublishedNames, calling: string): Run[] {
  const header = names.surface.requestId;
  if (header === undefined) return [];
  const text = `// The error of a call that fails has the requestId that the server sent as ${header}.\n${calling}`;
  const answer = () => Promise.resolve(new Response('{}', { status: 404, headers: { [header]: 'id' } }));
  const result = async ({ surface }: PublishedNames) => {
    try {
      await clientOf(surface, answer).send({ method: 'GET', path: '/', responses: {} }, {}, {});
    } catch (error) {
      if (error instanceof APIError) return `requestId is ${error.requestId ?? 'undefined'}`;
      throw error;
    }
    return '';
  };
  return [{ text, result }];
}

function pagingRuns({ operations, surface }: PublishedNames, operation: string): Run[] {
  const { call, pagination } = operations[operation] ?? {};
  if (call === undefined || pagination === undefined) return [];
  const { client, packages } = surface;
  const text = `import ${client} from '${packages.client}';\n\nconst client = new ${client}();\nfor await (const item of client.${call}(/* … */)) void item;\n`;
  return [{ text, result: (names) => pagesAskedFor(names.operations[operation]?.pagination, pagination) }];
}

/** What the runtime makes of a call: that it was sent, or why it was not. */
async function outcomeOf(client: APIClient, { auth }: { readonly auth: string[][] }): Promise<string> {
  try {
    await client.send({ method: 'GET', path: '/', responses: {}, auth }, {}, {});
    return 'the call is sent';
  } catch (error) {
    if (error instanceof APIError) return error.message;
    throw error;
  }
}

/** Answers every call without a network. */
function answerNothing(): Promise<Response> {
  return Promise.resolve(new Response(null, { status: 204 }));
}

function clientOf(
  { packages, auth, baseURLEnv, requestId }: PublishedNames['surface'],
  fetch = answerNothing,
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
  return new APIClient({ fetch }, definition);
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
