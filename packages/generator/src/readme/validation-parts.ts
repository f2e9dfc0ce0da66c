import { successesOf } from '@specline/openapi';
import { callText } from '../package/sample.js';
import { stringLiteral } from '../print/literal.js';
import { code } from './markdown.js';
import type { Section } from './section.js';

const TEXT =
  'A client takes a response as it comes. `validated` holds it against the document: what is not as documented is a `DecodeError`, `applied`, whose message names the first place, and no value.';

/** How responses are validated, where the client has what that takes. */
export function validationParts({ model, operation, sampler }: Section): string[] {
  const isJSON = successesOf(operation).every(({ content }) => content?.format === 'json');
  if (!model.surface.validators || !isJSON) return [];
  const { client } = model.surface.packages;
  const { module, method } = operation.call;
  return [
    '## Validating responses',
    TEXT,
    code('ts', [
      `import { validated } from ${stringLiteral(`${client}/validators`)};`,
      `import { ${method} as documented } from ${stringLiteral(`${client}/validators/${module}`)};`,
      '',
      ...callText(operation, sampler, { before: 'const call = ' }).split('\n'),
      'const data = await validated(call, documented);',
      'console.log(typeof data);',
    ]),
    'There is one for each method that resolves to JSON, under its name, in the module of its resource below `validators`. They are of Standard Schema, which other libraries take too. They ignore `format`, and accept a value that matches more than one `oneOf` member. They ignore a `pattern` that JavaScript may take very long to match: `specline generate` names each.',
  ];
}
