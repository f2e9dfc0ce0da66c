import type { GeneratedFile } from '../print/module.js';
import { notice } from '../print/module.js';
import { keyName, stringLiteral } from '../print/literal.js';
import { clientSchemes, needsBaseURL } from '../client/core-module.js';
import { clientClass } from '../client/index-names.js';
import { className } from '../client/names.js';
import { titleOf } from './manifest.js';
import type { PackageContext } from './options.js';
import { sampleCall, sampleLoop, samplerOf } from './sample.js';

/** `README.md` of the types package. */
export function typesReadme(context: PackageContext): GeneratedFile {
  const { packages } = context.model.surface;
  const [operation] = context.model.operations;
  const name = packages.types;
  const module = operation?.call.module;
  const imported = operation?.call.types.params;
  return readme(name, context, [
    `Types of ${plainTitle(context)}, made from its OpenAPI document.`,
    installation(name, context),
    code('ts', [
      ...(imported === undefined ? [] : [`import type { ${imported} } from ${stringLiteral(name)};`]),
      `import type { paths } from ${stringLiteral(`${name}/openapi`)};`,
    ]),
    ...(module === undefined
      ? []
      : [`Each module stands alone too: \`${name}/${module}\` loads no other resource.`]),
    `- \`${name}\`: the types by name.`,
    `- \`${name}/openapi\`: \`paths\`, \`components\` and \`operations\`, as openapi-typescript prints them.`,
    `- \`${name}/openapi.json\`: the document.`,
  ]);
}

/** `README.md` of the client: how to install it, make one, call it, and what it throws. */
export function clientReadme(context: PackageContext): GeneratedFile {
  const [operation] = context.model.operations;
  const name = context.model.surface.packages.client;
  const call = operation === undefined ? [] : sampleCall(operation, samplerOf(context.model)).split('\n');
  return readme(name, context, [
    `A client of ${plainTitle(context)}, made from its OpenAPI document.`,
    installation(name, context),
    code('ts', [
      `import ${clientClass(context.model)} from ${stringLiteral(name)};`,
      '',
      ...construction(context),
      ...(call.length === 0 ? [] : ['', ...call]),
    ]),
    `It works the same with \`require\`.`,
    ...listParts(context),
    ...(operation === undefined ? [] : [ERRORS_TITLE, ERRORS_TEXT, errorCode(name, call), RESULT_TEXT]),
    ...(operation === undefined ? [] : ['## One resource alone', ...aloneParts(context, call)]),
  ]);
}

const LISTS_TEXT =
  'A list that comes in pages is its first page when it is awaited, all items in a loop, and all pages in a loop over `.pages()`. Each page is sent when the loop needs it.';

function listParts({ model }: PackageContext): string[] {
  const list = model.operations.find(({ call }) => call.pagination !== undefined);
  return list === undefined
    ? []
    : ['## Lists', LISTS_TEXT, code('ts', sampleLoop(list, samplerOf(model)).split('\n'))];
}

const ERRORS_TITLE = '## Errors';
const ERRORS_TEXT =
  'A call that fails rejects with an `APIError`. Its `outcome` says what happened on the server: `not-applied`, `unknown` or `applied`.';
const RESULT_TEXT =
  '`.asResult()` gives a union by `ok` and `status` instead of throwing, `.withResponse()` the data with its `Response`, and `.asResponse()` the `Response` alone.';

function errorCode(name: string, call: readonly string[]): string {
  return code('ts', [
    `import { APIError } from ${stringLiteral(name)};`,
    '',
    'try {',
    ...call.map((line) => `  ${line}`),
    '} catch (error) {',
    '  if (error instanceof APIError) console.log(error.status, error.codes, error.outcome);',
    '}',
  ]);
}

function aloneParts({ model }: PackageContext, call: readonly string[]): string[] {
  const [operation] = model.operations;
  if (operation === undefined) return [];
  const { resource, module, method } = operation.call;
  const name = className(resource);
  const specifier = `${model.surface.packages.client}/${module}`;
  const text = `A resource needs only the core: \`${[...resource, method].join('.')}\` stands in \`${module}\`.`;
  return call.length === 0
    ? []
    : [
        text,
        code('ts', [
          `import { createClient } from ${stringLiteral(`${model.surface.packages.client}/core`)};`,
          `import { ${name} } from ${stringLiteral(specifier)};`,
          '',
          `const resource = new ${name}(createClient(${needsBaseURL(model) ? `{ ${BASE_URL} }` : ''}));`,
        ]),
      ];
}

const BASE_URL = `baseURL: 'https://…'`;

function construction({ model }: PackageContext): string[] {
  const client = clientClass(model);
  const options = clientSchemes(model).map(({ option }) => {
    const value = option.env === undefined ? `'…'` : `process.env[${stringLiteral(option.env)}]`;
    const note = option.env === undefined ? '' : ' // the default';
    return `  ${keyName(option.option)}: ${value},${note}`;
  });
  const [first] = needsBaseURL(model) ? [`  ${BASE_URL},`] : options;
  return first === undefined
    ? [`const client = new ${client}();`]
    : [`const client = new ${client}({`, first, '});'];
}

function installation(name: string, { layout }: PackageContext): string {
  return layout === 'workspace'
    ? code('sh', [`npm install ${name}`])
    : code('sh', ['npm install && npm run build']);
}

/** A title without anything that Markdown reads as more than text. */
function plainTitle(context: PackageContext): string {
  return (
    titleOf(context)
      .replaceAll(/[^\p{L}\p{N} .,()-]/gu, '')
      .replaceAll(/ +/g, ' ')
      .trim() || 'the API'
  );
}

function code(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

/** Paragraphs a blank line apart; items of a list stand together. */
function readme(name: string, { source }: PackageContext, parts: readonly string[]): GeneratedFile {
  const head = [`<!-- ${notice(source).replaceAll(/-(?=-)/g, '- ')} -->`, `# ${name}`];
  const text = [...head, ...parts].reduce((all, part) => {
    if (all === '') return part;
    return all + (part.startsWith('- ') && lastLine(all).startsWith('- ') ? '\n' : '\n\n') + part;
  }, '');
  return { path: 'README.md', contents: `${text}\n` };
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
