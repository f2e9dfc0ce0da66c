// Prints errors, results, responses and clients into everything that Node has, and reports where a canary shows.
// Arguments: the client's module, where the fault server is, faults, and where loggers are installed their folder.
import assert from 'node:assert';
import { Console } from 'node:console';
import { format, inspect } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { canaries, type Client } from '@scripts/fixtures/faults/program.ts';
import { loggerSinks, type Sink, thrownBy, written } from './loggers.ts';

const [entry = '', origin = '', faults = '', installation = ''] = process.argv.slice(2);
const whole = { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null };
const all = { ...whole, getters: true, showProxy: true };

const printed = (print: (to: Console) => void) =>
  written((stream) => print(new Console({ stdout: stream, stderr: stream })));

/** What asks an object how it is printed. */
const asking: Record<string, Sink> = {
  'console.log': (value) => printed((to) => to.log(value)),
  'console.log within': (value) => printed((to) => to.log({ list: [{ value }], map: new Map([[1, value]]) })),
  'console.error %o': (value) => printed((to) => to.error('%o', value)),
  'console.error %O': (value) => printed((to) => to.error('%O', value)),
  'console.error %s': (value) => printed((to) => to.error('%s %d %i', value, value, value)),
  'console.trace': (value) => printed((to) => to.trace(value)),
  'console.group': (value) => printed((to) => to.group(value)),
  'console.assert': (value) => printed((to) => to.assert(false, value)),
  format: (value) => format(value),
  'inspect with all options': (value) => inspect(value, all),
  String: (value) => thrownBy(() => String(value)),
  'a cause': (value) => inspect(new Error('it', { cause: value }), all),
  'an AggregateError': (value) => inspect(new AggregateError([value], 'it'), all),
  'a settled promise': (value) => inspect([Promise.resolve(value)], all),
  'process.emitWarning': (value) => inspect(Object.assign(new Error('it'), { detail: inspect(value) }), all),
  report: (value) =>
    JSON.stringify(process.report.getReport(value instanceof Error ? value : new Error('it'))),
};

/** What does not: it reads what there is. */
const reading: Record<string, Sink> = {
  'console.dir': (value) => printed((to) => to.dir(value, { depth: null })),
  'console.dir with all options': (value) => printed((to) => to.dir(value, all)),
  'console.table': (value) => printed((to) => [to.table(value), to.table([value])]),
  'console.log %j': (value) => printed((to) => to.log('%j', value)),
  'inspect without customInspect': (value) => inspect(value, { ...all, customInspect: false }),
  'JSON.stringify': (value) => thrownBy(() => JSON.stringify({ value })),
  structuredClone: (value) => thrownBy(() => inspect(structuredClone(value), all)),
  'v8.serialize': (value) =>
    thrownBy(() => serialize(value).toString('latin1') + inspect(deserialize(serialize(value)), all)),
  'spread and Object.assign': (value) => inspect([{ ...(value as object) }, Object.assign({}, value)], all),
  'all listed properties': (value) => inspect(listed(value), all),
  'assert.deepStrictEqual': (value) =>
    thrownBy(() => assert.deepStrictEqual({ value }, { value: { other: 1 } })),
  'assert.ifError': (value) => thrownBy(() => assert.ifError(value)),
  'assert.rejects': (value) => thrownBy(() => assert.throws(() => raise(value), { message: 'other' })),
};

function raise(value: unknown): never {
  throw value;
}

function listed(value: unknown): unknown {
  const found: Record<PropertyKey, unknown> = {};
  for (let owner = value; Object(owner) === owner; owner = Reflect.getPrototypeOf(owner as object))
    for (const name of Reflect.ownKeys(owner as object)) found[name] ??= Reflect.get(value as object, name);
  return found;
}

interface Subject {
  readonly name: string;
  readonly value: unknown;
  /** What the README says: only printers that ask hide it. */
  readonly isRead?: boolean;
}

const { default: Cloudflare }: { default: new (options: object) => Client } = await import(entry);

async function subjectsOf(fault: string): Promise<Subject[]> {
  const logged: unknown[][] = [];
  const keep = (...parts: unknown[]) => void logged.push(parts);
  const client = new Cloudflare({
    apiToken: canaries.apiToken,
    baseURL: `${origin}/${fault}/${crypto.randomUUID()}`,
    maxRetries: 0,
    defaultHeaders: { 'x-canary': canaries.requestHeader },
    defaultQuery: { api_key: canaries.requestQuery },
    logger: { error: keep, warn: keep, info: keep, debug: keep },
    logLevel: 'debug',
  });
  const params = { account_id: 'a', type: 'publish_subscribe', note: canaries.requestBody };
  const call = client.moq.relays.tokens.rotate('r', params) as unknown as Call;
  const result = await call.asResult();
  const response = await call.asResponse().catch((error: { response?: Response }) => error.response);
  const { data, error } = result;
  const shell = Object.assign(Object.create(Object.getPrototypeOf(result)), result, { data: 0, body: 0 });
  return [
    { name: 'client', value: client },
    { name: 'resource', value: client.moq.relays.tokens },
    { name: 'promise', value: call },
    { name: 'logged', value: logged },
    { name: 'result', value: shell },
    { name: 'response', value: response, isRead: true },
    ...(data === undefined ? [] : [{ name: 'data', value: data, isRead: true }]),
    ...(error === undefined ? [] : [{ name: 'error', value: error }]),
  ];
}

interface Call {
  asResult(): Promise<{ readonly data?: unknown; readonly error?: unknown }>;
  asResponse(): Promise<Response>;
}

/** What a worker thread's end with an error brings to its owner. */
async function fromWorker(fault: string): Promise<unknown> {
  const baseURL = `${origin}/${fault}/${crypto.randomUUID()}`;
  const options = JSON.stringify({ apiToken: canaries.apiToken, baseURL, maxRetries: 0 });
  const code = `import(${JSON.stringify(entry)})
    .then(({ default: Client }) => new Client(${options}).moq.relays.tokens.rotate('r', { account_id: 'a' }))
    .catch((error) => setImmediate(() => { throw error; }));`;
  const worker = new Worker(code, { eval: true });
  return new Promise((resolve) => worker.on('error', resolve).on('exit', resolve));
}

// A promise that is printed within another one rejects there too.
process.on('unhandledRejection', () => {});
const loggers = installation === '' ? {} : await loggerSinks(installation);
const found: string[] = [];
for (const fault of faults.split(',')) {
  const subjects = [...(await subjectsOf(fault)), { name: "worker's error", value: await fromWorker(fault) }];
  for (const { name, value, isRead = false } of subjects)
    for (const [sink, show] of Object.entries(isRead ? asking : { ...asking, ...reading, ...loggers })) {
      const text = thrownBy(() => show(value));
      for (const [canary, secret] of Object.entries(canaries))
        if (text.includes(secret)) found.push(`${fault}: ${name} in ${sink}: ${canary}`);
    }
}
process.stdout.write(`\n${JSON.stringify(found)}\n`);
process.exit();
