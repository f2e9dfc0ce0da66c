import type { Operation } from '@specline/openapi';
import { isSafeMethod } from '@specline/openapi';
import { access, stringLiteral } from '../print/literal.js';
import type { Section } from './section.js';
import { code, table } from './markdown.js';
import { callText } from '../package/sample.js';
import { isRepeatable } from './sending-parts.js';

/** What a call that fails rejects with, and what is to be done then. */
export function failureParts(section: Section): string[] {
  const { model, operation, sampler } = section;
  const call = callText(operation, sampler, { before: 'await ' }).split('\n');
  return [
    '## Errors',
    'A call that fails rejects with an `APIError`: of the class of its status (`NotFoundError`), or one that says why there is none (`APIConnectionError`). Its `outcome` says what happened on the server.',
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
    'Nothing that prints or serializes an error shows its `body`, `headers` or `response`: read them by name. `error.documented` says whether `body` is what the document says.',
    ...recoveryParts(section),
  ];
}

function outcomeRows({ model }: Section): string[][] {
  const mayBeUnknown = model.operations.some((operation) => !isSafeMethod(operation.method));
  return [
    ['`not-applied`', 'the server did nothing', 'correct what the error names, or call again later'],
    ...(mayBeUnknown
      ? [['`unknown`', 'the server may have done it', 'look whether it has, before you call again']]
      : []),
    [
      '`applied`',
      'it is done, but the answer cannot be read',
      'do not call again; `body` of a `DecodeError` is the text',
    ],
  ];
}

/** Methods that put a new secret in place of an old one. */
const RENEWALS = /^(rotate|roll|renew|refresh|regenerate|reissue|rekey|replace|reset)/i;

/** What is to be done after a call that is not sent again by itself, and of which nobody knows whether it was done. */
function recoveryParts({ model }: Section): string[] {
  const open = model.operations.filter(
    (operation) => !isSafeMethod(operation.method) && !isRepeatable(operation),
  );
  if (open.length === 0) return [];
  const secret = open.find(({ sensitive }) => sensitive !== undefined);
  return [
    '### When the outcome is unknown',
    'A connection that breaks, a timeout and a 5xx leave open whether the server has acted. An operation that is not idempotent is then not sent again by itself: the error is an `OutcomeUnknownError`, or has that `outcome`. Read what the call would have changed. Only if it is as before, call again.',
    ...(secret === undefined ? [] : [secretText(secret)]),
  ];
}

function secretText({ call }: Operation): string {
  const name = [...call.resource, call.method].reduce(access, 'client');
  return RENEWALS.test(call.method)
    ? `\`${name}\` gives a secret once. Look whether the old one still works. If it does, nothing happened, and you can call again. If it does not, call again too: the lost secret dies with it.`
    : `\`${name}\` gives a secret once. If it was made and its response is lost, nobody has it: remove it, and call again.`;
}
