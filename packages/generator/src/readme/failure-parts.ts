import type { Operation } from '@specline/openapi';
import { isSafeMethod } from '@specline/openapi';
import { access, stringLiteral } from '../print/literal.js';
import type { Section } from './section.js';
import { code, table } from './markdown.js';
import { callText } from '../package/sample.js';
import { isRepeatable } from './sending-parts.js';

/** What a failed call rejects with, and what to do then. */
export function failureParts(section: Section): string[] {
  const { model, operation, sampler } = section;
  const call = callText(operation, sampler, { before: 'await ' }).split('\n');
  return [
    '## Handle errors',
    'A failed call rejects with an `APIError`. Its class tells the status (`NotFoundError`), or why there is no response (`APIConnectionError`). Its `outcome` tells what happened on the server.',
    code('ts', [
      `import { APIError } from ${stringLiteral(model.surface.packages.client)};`,
      '',
      'try {',
      ...call.map((line) => `  ${line}`),
      '} catch (error) {',
      '  if (!(error instanceof APIError)) throw error;',
      '  console.log(error.outcome, error.status, error.codes, error.requestId);',
      '}',
    ]),
    table(['`outcome`', 'what happened', 'what to do'], outcomeRows(section)),
    'Printing or serializing an error does not show its `body`, `headers` and `response`. Read them by name. `error.documented` is true if `body` matches the spec.',
    ...recoveryParts(section),
  ];
}

function outcomeRows({ model }: Section): string[][] {
  const mayBeUnknown = model.operations.some((operation) => !isSafeMethod(operation.method));
  return [
    ['`not-applied`', 'The server did nothing.', 'Correct what the error names, or call again later.'],
    ...(mayBeUnknown
      ? [['`unknown`', 'The server may have acted.', 'Check whether it did before you call again.']]
      : []),
    [
      '`applied`',
      'The server acted, but its response cannot be read.',
      'Do not call again. The text is the `body` of the `DecodeError`.',
    ],
  ];
}

/** Methods that put a new secret in place of an old one. */
const RENEWALS = /^(rotate|roll|renew|refresh|regenerate|reissue|rekey|replace|reset)/i;

/** What to do after a call with an unknown outcome that the client does not retry. */
function recoveryParts({ model }: Section): string[] {
  const open = model.operations.filter(
    (operation) => !isSafeMethod(operation.method) && !isRepeatable(operation),
  );
  if (open.length === 0) return [];
  const secret = open.find(({ sensitive }) => sensitive !== undefined);
  return [
    '### When the outcome is unknown',
    'After a broken connection, a timeout or a 5xx, the server may have acted. The client does not retry an operation that is not idempotent. It throws an `OutcomeUnknownError`, or an error with the outcome `unknown`. Read the state that the call would have changed. Call again only if it did not change.',
    ...(secret === undefined ? [] : [secretText(secret)]),
  ];
}

function secretText({ call }: Operation): string {
  const name = [...call.resource, call.method].reduce(access, 'client');
  return RENEWALS.test(call.method)
    ? `\`${name}\` returns a secret once. You can safely call again: a new call replaces the secret that was lost. To learn whether the first call was applied, check whether the old secret still works.`
    : `\`${name}\` returns a secret once. If the response is lost, so is the secret. Remove what was created, and call again.`;
}
