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
 * Returns the `README.md` of the client: install, create, call, errors, retries and tests. It has only the sections that the
 * API needs.
 */
export function clientReadme(context: PackageContext): GeneratedFile {
  const { operations, surface } = context.model;
  const [operation] = operations;
  const name = surface.packages.client;
  const section = operation && { ...context, operation, sampler: samplerOf(context.model) };
  return readme(name, context, [
    `A typed client for ${plainTitle(context)}, generated from its OpenAPI document.`,
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
    'For a private registry, add to `.npmrc`:',
    code('ini', [
      `${scope === undefined ? '' : `${scope}:`}registry=https://${HOST}/`,
      `//${HOST}/:_authToken=\${NPM_TOKEN}`,
    ]),
  ];
}

function callParts({ operation, sampler }: Section): string[] {
  const call = callText(operation, sampler, { before: 'const call = ' });
  return [
    '## Make a call',
    code('ts', sampleCall(operation, sampler).split('\n')),
    ...PROMISE_PARTS,
    code('ts', [
      ...call.split('\n'),
      'const { data, response } = await call.withResponse();',
      'console.log(response.status, typeof data);',
    ]),
  ];
}

const PROMISE_PARTS: readonly string[] = [
  'A method returns a promise with three more forms:',
  '- `.withResponse()` resolves to the data and the `Response`.',
  '- `.asResponse()` resolves to the `Response`, its body unread.',
  '- `.asResult()` never rejects. It resolves to a union by `ok` and `status`.',
  'The request is sent once, no matter how often you use the promise.',
];

const LISTS_TEXT =
  'Await a paginated list to get its first page. Loop over it to get all items, or over `.pages()` to get all pages. The client requests each page when the loop needs it.';

function listParts({ model, sampler }: Section): string[] {
  const list = model.operations.find(({ call }) => call.pagination !== undefined);
  return list === undefined
    ? []
    : ['## Loop over a list', LISTS_TEXT, code('ts', sampleLoop(list, sampler).split('\n'))];
}

function testParts({ model, layout, operation, sampler }: Section): string[] {
  const { baseURLEnv, packages } = model.surface;
  const document =
    layout === 'workspace' ? `node_modules/${packages.types}/openapi.json` : '../types/openapi.json';
  const url = 'http://127.0.0.1:4010';
  const here =
    baseURLEnv === undefined
      ? `To call it, set the option \`baseURL: '${url}'\`.`
      : `To call it, set \`${baseURLEnv}=${url}\` in the environment, or the option \`baseURL\`.`;
  const status = operation.responses.find((response) => /^4\d\d$/.test(response.status))?.status;
  const options = inlineObject([`headers: { prefer: ${stringLiteral(`code=${status ?? ''}`)} }`]);
  const call = callText(operation, sampler, { before: 'const call = ', options });
  return [
    '## Test without the API',
    'The mock server validates requests against the spec, and returns documented responses:',
    code('sh', [`npx @specline/cli mock --spec ${document} --port 4010`]),
    `${here}${clientSchemes(model).length === 0 ? '' : ' Any text works as a secret.'}${status === undefined ? '' : ' The header `prefer` selects a response:'}`,
    ...(status === undefined
      ? []
      : [code('ts', [...call.split('\n'), 'console.log((await call.asResult()).status);'])]),
  ];
}

const RAW_PARTS: readonly string[] = [
  '## Call an undocumented endpoint',
  '`request` sends any request with the options and credentials of the client. The path is relative to `baseURL`. The option `body` is sent as JSON.',
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
    '## Import one resource',
    `To keep a bundle small, import one resource and the core. \`${[...resource, method].join('.')}\` is in \`${module}\`.`,
    code('ts', [
      `import { createClient } from ${stringLiteral(`${client}/core`)};`,
      `import { ${name} } from ${stringLiteral(`${client}/${module}`)};`,
      '',
      `const resource = new ${name}(createClient(${options}));`,
    ]),
  ];
}

/** How to migrate from an SDK generated by Stainless. */
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
    '## Migrate from a Stainless SDK',
    `Change the imports. These stay the same: \`new ${own}(…)\`, methods and their promises, and the names of errors and types, including \`${own}.NotFoundError\` and \`${own}.RequestOptions\`.`,
    table(['Stainless', 'this client'], rows),
    'Differences:',
    ...differences(model.operations.some(({ call }) => call.envelope !== undefined)).map(
      (text) => `- ${text}`,
    ),
  ];
}

function differences(hasEnvelope: boolean): string[] {
  return [
    'The client retries a call only if that is safe: see Retries.',
    'An error has `codes` and `outcome`. `errors` is in its `body`.',
    ...(hasEnvelope ? ['`success: false` is an error at any status.'] : []),
    'A redirect to another origin is an error.',
    'A client accepts the credentials that the spec declares. You cannot read them from the client.',
    '`fetchOptions: { dispatcher }` replaces `httpAgent`. `client.request` replaces `client.get`, `client.post` and the others.',
  ];
}
