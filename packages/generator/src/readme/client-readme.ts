import { clientSchemes, needsBaseURL } from '../client/core-module.js';
import { clientClass } from '../client/index-names.js';
import { className } from '../client/names.js';
import { inlineObject, stringLiteral } from '../print/literal.js';
import type { GeneratedFile } from '../print/module.js';
import { clientParts } from './client-options.js';
import { failureParts } from './failure-parts.js';
import { failureTableParts } from './failure-table-parts.js';
import { code, installation, plainTitle, readme, table } from './markdown.js';
import type { PackageContext } from '../package/options.js';
import { callText, sampleCall, sampleLoop, samplerOf } from '../package/sample.js';
import type { Section } from './section.js';
import { sendingParts } from './sending-parts.js';
import { validationParts } from './validation-parts.js';

/**
 * `README.md` of the client: how it is installed, made and called, what failures mean, how requests are sent, and how code
 * that uses it is tested. It says only what the API has.
 */
export function clientReadme(context: PackageContext): GeneratedFile {
  const { operations, surface } = context.model;
  const [operation] = operations;
  const name = surface.packages.client;
  const section = operation && { ...context, operation, sampler: samplerOf(context.model) };
  return readme(name, context, [
    `A client of ${plainTitle(context)}, made from its OpenAPI document.`,
    installation(name, context),
    ...registryParts(context),
    ...clientParts(context),
    ...(section === undefined
      ? []
      : [
          ...callParts(section),
          ...listParts(section),
          ...failureParts(section),
          ...failureTableParts(section),
          ...validationParts(section),
          ...sendingParts(section),
          ...testParts(section),
          ...RAW_PARTS,
          ...aloneParts(section),
          ...vendorParts(section),
        ]),
  ]);
}

const HOST = 'npm.example.com';

/** Only packages of a workspace are published. */
function registryParts({ model, layout }: PackageContext): string[] {
  if (layout !== 'workspace') return [];
  const scope = /^(@[^/]+)\//.exec(model.surface.packages.client)?.[1];
  return [
    'A registry of your own is named in `.npmrc`:',
    code('ini', [
      `${scope === undefined ? '' : `${scope}:`}registry=https://${HOST}/`,
      `//${HOST}/:_authToken=\${NPM_TOKEN}`,
    ]),
  ];
}

function callParts({ operation, sampler }: Section): string[] {
  const call = callText(operation, sampler, { before: 'const call = ' });
  return [
    '## A call',
    code('ts', sampleCall(operation, sampler).split('\n')),
    '`.withResponse()` gives the `Response` too, `.asResponse()` only that, its body unread, and `.asResult()` a union by `ok` and `status` in place of an error. However many of these are used, it is one call.',
    code('ts', [
      ...call.split('\n'),
      'const { data, response } = await call.withResponse();',
      'console.log(response.status, typeof data);',
    ]),
  ];
}

const LISTS_TEXT =
  'A list that comes in pages is its first page when it is awaited, all items in a loop, and all pages in a loop over `.pages()`. Each page is sent when the loop needs it.';

function listParts({ model, sampler }: Section): string[] {
  const list = model.operations.find(({ call }) => call.pagination !== undefined);
  return list === undefined
    ? []
    : ['## Lists', LISTS_TEXT, code('ts', sampleLoop(list, sampler).split('\n'))];
}

function testParts({ model, layout, operation, sampler }: Section): string[] {
  const { baseURLEnv, packages } = model.surface;
  const document =
    layout === 'workspace' ? `node_modules/${packages.types}/openapi.json` : '../types/openapi.json';
  const url = 'http://127.0.0.1:4010';
  const here =
    baseURLEnv === undefined
      ? `With the option \`baseURL: '${url}'\` a client calls it.`
      : `With \`${baseURLEnv}=${url}\` in the environment, or the option \`baseURL\`, a client calls it.`;
  const status = operation.responses.find((response) => /^4\d\d$/.test(response.status))?.status;
  const options = inlineObject([`headers: { prefer: ${stringLiteral(`code=${status ?? ''}`)} }`]);
  const call = callText(operation, sampler, { before: 'const call = ', options });
  return [
    '## Testing without the API',
    'A mock keeps the document: it refuses what that does not allow, and answers as it says.',
    code('sh', [`npx @specline/cli mock --spec ${document} --port 4010`]),
    `${here}${clientSchemes(model).length === 0 ? '' : ' Any text will do as a secret.'}${status === undefined ? '' : ' The header `prefer` picks a response:'}`,
    ...(status === undefined
      ? []
      : [code('ts', [...call.split('\n'), 'console.log((await call.asResult()).status);'])]),
  ];
}

const RAW_PARTS: readonly string[] = [
  '## Requests that the document does not have',
  '`request` sends any other one, with the options and credentials of the client. Its path stands below `baseURL`; the option `body` is sent as JSON.',
  code('ts', [
    `const status = await client.request('GET', '/status').asResult();`,
    'if (status.ok) console.log(status.data);',
  ]),
];

function aloneParts({ model, operation }: Section): string[] {
  const { resource, module, method } = operation.call;
  const { client } = model.surface.packages;
  const name = className(resource);
  const options = needsBaseURL(model) ? `{ baseURL: 'https://…' }` : '';
  return [
    '## One resource alone',
    `A resource needs only the core: \`${[...resource, method].join('.')}\` stands in \`${module}\`. A bundle of it holds no other.`,
    code('ts', [
      `import { createClient } from ${stringLiteral(`${client}/core`)};`,
      `import { ${name} } from ${stringLiteral(`${client}/${module}`)};`,
      '',
      `const resource = new ${name}(createClient(${options}));`,
    ]),
  ];
}

/** Where things stand that an SDK made by Stainless has, and what is another. */
function vendorParts({ model, operation }: Section): string[] {
  const { client } = model.surface.packages;
  const { resource, module } = operation.call;
  const own = clientClass(model);
  const parent = resource.slice(0, -1).join('/');
  const rows = [
    ['`<sdk>`', `\`${client}\``],
    ['`<sdk>/error`', `\`${client}\``],
    ['`<sdk>/core`', `\`${client}\`, which has \`APIPromise\` and \`RequestOptions\``],
    [`\`<sdk>/resources/${module}\``, `\`${client}/${module}\``],
    ...(parent === ''
      ? []
      : [
          [`\`<sdk>/resources/${parent}\``, `\`${client}\` for types, \`${client}/${module}\` for the class`],
        ]),
  ];
  return [
    '## Coming from an SDK made by Stainless',
    `Code written for one needs other imports. \`new ${own}(…)\`, its methods and their promises, the names of errors and types, also as \`${own}.NotFoundError\` and \`${own}.RequestOptions\`, are the same.`,
    table(['there', 'here'], rows),
    'What is different:',
    ...differences(model.operations.some(({ call }) => call.envelope !== undefined)).map(
      (text) => `- ${text}`,
    ),
  ];
}

function differences(hasEnvelope: boolean): string[] {
  return [
    'A call is sent again only where that does no harm: see Retries.',
    'An error has `codes` and `outcome`; `errors` is in its `body`.',
    ...(hasEnvelope ? ['`success: false` is an error, whatever the status.'] : []),
    'A redirect to another origin is refused.',
    'A client takes the credentials that the document has, and they cannot be read from it.',
    '`fetchOptions: { dispatcher }` stands in place of `httpAgent`, and `client.request` in place of `client.get`, `client.post` and the others.',
  ];
}
