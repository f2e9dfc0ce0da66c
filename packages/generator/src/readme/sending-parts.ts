import { isIdempotentMethod } from '@specline/openapi';
import type { Operation } from '@specline/openapi';
import { clientSchemes } from '../client/core-module.js';
import { access, inlineObject } from '../print/literal.js';
import type { Section } from './section.js';
import { code, listed, plainName } from './markdown.js';
import { callText } from '../package/sample.js';
import type { Sampler } from '../package/sample.js';

/** How requests are sent: again, in time, in silence, and to whom. */
export function sendingParts(section: Section): string[] {
  return [
    ...retryParts(section),
    ...timeParts(section),
    '## Logging',
    '`warn`, the default, tells of an operation that the server calls deprecated, `info` of a request that is sent again, and `debug` of every request. No line has a credential, a header, a parameter or a body.',
    code('ts', [`const talkative = client.withOptions({ logLevel: 'debug', logger: console });`]),
    '## Redirects and secrets',
    'A redirect of a GET or HEAD is followed within its origin, five times at most. Every other one is an error before a second request: no credential and no body goes anywhere else.',
    ...(clientSchemes(section.model).length === 0
      ? []
      : ['Credentials go over `https:`, or to this machine.']),
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
      'After no response, a 408, a 429 or a 5xx a request may be sent again, `maxRetries` times, after a pause that grows or that `Retry-After` names.',
      ...(isOpen ? [OPEN_TEXT] : []),
      ...(marked.length === 0 ? [] : [`Idempotent besides are ${shortened(marked)}.`]),
    ].join(' '),
    code('ts', callText(operation, sampler, { before: 'await ', options }).split('\n')),
    ...keyParts(operations, sampler),
  ];
}

const OPEN_TEXT =
  'An operation that is not idempotent (a POST or PATCH) is sent again only where the server certainly did nothing: the connection was refused, or the answer was a 429, or a 503 with `Retry-After`. A browser by itself may send it again when a connection breaks that it kept open: what must not be done twice is called from a server.';

/** More names than these help nobody. */
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
    `With a key of its own, ${header === undefined ? '' : `in the header \`${header}\`, `}a POST or PATCH is sent again as any other request: the server knows it. Take one key for each thing that is to happen once, and the same key when you call again.`,
    code('ts', ['const key = crypto.randomUUID();', ...call.split('\n')]),
  ];
}

function timeParts({ operation, sampler }: Section): string[] {
  const options = inlineObject(['timeout: 10_000', 'signal: AbortSignal.timeout(30_000)']);
  return [
    '## Timeouts and cancellation',
    '`timeout` is for each attempt. `signal` ends the whole call, its retries too, with an `APIUserAbortError`.',
    code('ts', callText(operation, sampler, { before: 'await ', options }).split('\n')),
  ];
}

function secretParts({ model }: Section): string[] {
  const secret = model.operations.filter(({ sensitive }) => sensitive !== undefined).map(nameOf);
  return secret.length === 0
    ? []
    : [
        `${shortened(secret)} ${secret.length === 1 ? 'gives' : 'give'} a secret, a plain string in the result. \`console.log\` hides it in Node, Bun and Deno. \`JSON.stringify\`, \`%j\`, \`console.dir\`, \`console.table\`, \`assert\`, test runners, JSON loggers and consoles of browsers show it. Log \`redact(result)\` of \`@specline/runtime/redact\`, or no result.`,
      ];
}
