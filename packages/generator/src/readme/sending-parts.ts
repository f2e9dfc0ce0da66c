import { isIdempotentMethod } from '@specline/openapi';
import type { Operation } from '@specline/openapi';
import { clientSchemes } from '../client/core-module.js';
import { access, inlineObject } from '../print/literal.js';
import type { Section } from './section.js';
import { code, listed, plainName } from './markdown.js';
import { callText } from '../package/sample.js';
import type { Sampler } from '../package/sample.js';

/** How requests are sent: retries, time limits, logging, redirects and secrets. */
export function sendingParts(section: Section): string[] {
  return [
    ...retryParts(section),
    ...timeParts(section),
    '## Logging',
    ...LOG_PARTS,
    code('ts', [`const verbose = client.withOptions({ logLevel: 'debug', logger: console });`]),
    '## Redirects and secrets',
    'The client follows up to five redirects of a GET or HEAD within the same origin. Any other redirect is an error before a second request. So no credential and no body reaches another origin.',
    ...(clientSchemes(section.model).length === 0
      ? []
      : ['Credentials are sent only over `https:`, or to this machine.']),
    ...secretParts(section),
  ];
}

/** Whether an operation may be sent again: by its method, or because `sdk.yaml` says so. */
export function isRepeatable({ method, idempotent }: Operation): boolean {
  return isIdempotentMethod(method) || idempotent === true;
}

function retryParts({ model, operation, sampler }: Section): string[] {
  const { operations } = model;
  const isOpen = operations.some((one) => !isRepeatable(one));
  const marked = operations.filter(({ idempotent }) => idempotent).map(nameOf);
  const options = inlineObject(['maxRetries: 0']);
  return [
    '## Retries',
    [
      'The client retries a request after no response, 408, 429 or 5xx, up to `maxRetries` times. It waits for a growing time, or as long as `Retry-After` says.',
      ...(isOpen ? [OPEN_TEXT] : []),
      ...(marked.length === 0 ? [] : [`The API also declares as idempotent: ${shortened(marked)}.`]),
    ].join(' '),
    code('ts', callText(operation, sampler, { before: 'await ', options }).split('\n')),
    ...keyParts(operations, sampler),
  ];
}

const LOG_PARTS: readonly string[] = [
  'The option `logLevel` selects what the client logs:',
  '- `warn` (the default): operations that the server calls deprecated.',
  '- `info`: also retries.',
  '- `debug`: also every request.',
  'No line has a credential, a header, a parameter or a body.',
];

const OPEN_TEXT =
  'The client retries a POST or PATCH only if the server certainly did nothing: the connection was refused, or the response was 429, or 503 with `Retry-After`. Browsers may resend a POST by themselves on a broken keep-alive connection. Call operations that must not run twice from a server.';

/** A longer list of names does not help. */
const MOST_NAMES = 5;

function shortened(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? listed([...names.slice(0, MOST_NAMES), `${rest} more`]) : listed(names);
}

function nameOf({ call }: Operation): string {
  return `\`${[...call.resource, call.method].reduce(access, 'client')}\``;
}

/** How a call is made idempotent by a key. */
function keyParts(operations: readonly Operation[], sampler: Sampler): string[] {
  const keyed = operations.find(({ idempotencyHeader }) => idempotencyHeader !== undefined);
  if (keyed === undefined) return [];
  const header = plainName(keyed.idempotencyHeader ?? '');
  const options = inlineObject(['idempotencyKey: key']);
  const call = callText(keyed, sampler, { before: 'await ', options });
  return [
    `With an idempotency key, ${header === undefined ? '' : `in the header \`${header}\`, `}the client retries a POST or PATCH like any other request. Use one key for each action that must happen once. Use the same key when you call again.`,
    code('ts', ['const key = crypto.randomUUID();', ...call.split('\n')]),
  ];
}

function timeParts({ operation, sampler }: Section): string[] {
  const options = inlineObject(['timeout: 10_000', 'signal: AbortSignal.timeout(30_000)']);
  return [
    '## Set a timeout or cancel',
    '`timeout` limits each attempt. `signal` ends the whole call, including retries, with an `APIUserAbortError`.',
    code('ts', callText(operation, sampler, { before: 'await ', options }).split('\n')),
  ];
}

function secretParts({ model }: Section): string[] {
  const secret = model.operations.filter(({ sensitive }) => sensitive !== undefined).map(nameOf);
  return secret.length === 0
    ? []
    : [
        `${shortened(secret)} ${secret.length === 1 ? 'returns' : 'return'} a secret as a plain string. \`console.log\` hides it in Node, Bun and Deno. These show it: \`JSON.stringify\`, \`%j\`, \`console.dir\`, \`console.table\`, \`assert\`, test runners, JSON loggers and browser consoles. Do not log results; log \`redact(result)\` from \`@specline/runtime/redact\`.`,
      ];
}
