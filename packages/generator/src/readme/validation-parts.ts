import { successesOf } from '@specline/openapi';
import { callText } from '../package/sample.js';
import { stringLiteral } from '../print/literal.js';
import { code } from './markdown.js';
import type { Section } from './section.js';

const TEXT =
  'By default responses are not validated. `validated` validates one against the spec. If it does not match, the call rejects with a `DecodeError` whose `outcome` is `applied`. The message names the first place, and no value.';

/** How to validate responses, if the client has validators. */
export function validationParts({ model, operation, sampler }: Section): string[] {
  const isJSON = successesOf(operation).every(({ content }) => content?.format === 'json');
  if (!model.surface.validators || !isJSON) return [];
  const { client } = model.surface.packages;
  const { module, method } = operation.call;
  return [
    '## Validate responses',
    TEXT,
    code('ts', [
      `import { validated } from ${stringLiteral(`${client}/validators`)};`,
      `import { ${method} as documented } from ${stringLiteral(`${client}/validators/${module}`)};`,
      '',
      ...callText(operation, sampler, { before: 'const call = ' }).split('\n'),
      'const data = await validated(call, documented);',
      'console.log(typeof data);',
    ]),
    'Each method that returns JSON has a validator of the same name, in `validators/` and the module of its resource. The validators implement Standard Schema. They ignore `format`, and accept a value that matches more than one `oneOf` member. They also ignore a `pattern` that JavaScript may take very long to match; `specline generate` lists these.',
  ];
}
