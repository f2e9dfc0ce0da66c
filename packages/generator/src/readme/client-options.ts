import { clientSchemes, needsBaseURL } from '../client/core-module.js';
import type { ClientScheme } from '../client/core-module.js';
import { clientClass } from '../client/index-names.js';
import { keyName, stringLiteral } from '../print/literal.js';
import { code, table } from './markdown.js';
import type { PackageContext } from '../package/options.js';

/** How a client is made, and what it takes. */
export function clientParts(context: PackageContext): string[] {
  const { model } = context;
  const name = clientClass(model);
  return [
    '## The client',
    code('ts', [
      `import ${name} from ${stringLiteral(model.surface.packages.client)};`,
      '',
      ...construction(context),
    ]),
    'It works the same with `require`. Its options:',
    table(['option', 'what it is', 'default'], [...credentialRows(context), ...commonRows(context)]),
    '`withOptions` gives a client of the same class with some options changed:',
    code('ts', ['const patient = client.withOptions({ timeout: 120_000 });']),
  ];
}

const BASE_URL = `baseURL: 'https://…'`;

function construction({ model }: PackageContext): string[] {
  const client = clientClass(model);
  const [first] = needsBaseURL(model) ? [`  ${BASE_URL},`] : clientSchemes(model).map(optionLine);
  return first === undefined
    ? [`const client = new ${client}();`]
    : [`const client = new ${client}({`, first, '});'];
}

function optionLine({ scheme, option }: ClientScheme): string {
  const name = keyName(option.option);
  if (scheme.kind === 'basic') return `  ${name}: { username: '…', password: '…' },`;
  return option.env === undefined
    ? `  ${name}: '…',`
    : `  ${name}: process.env[${stringLiteral(option.env)}], // the default`;
}

function credentialRows({ model }: PackageContext): string[][] {
  return clientSchemes(model).map(({ scheme, option }) => {
    const isBasic = scheme.kind === 'basic';
    const what = isBasic ? '`{ username, password }`' : 'a secret';
    const form = isBasic ? ', as `username:password`' : '';
    return [
      `\`${option.option}\``,
      `${what}, or a function that is asked for it before each request; \`null\` turns it off`,
      option.env === undefined ? '' : `the variable \`${option.env}\`${form}`,
    ];
  });
}

/** What every client takes (\`BaseClientOptions\` of the runtime). */
function commonRows({ model }: PackageContext): string[][] {
  const variable = model.surface.baseURLEnv;
  const server = needsBaseURL(model) ? '' : "the document's server";
  const standard = [...(variable === undefined ? [] : [`the variable \`${variable}\``]), server];
  return [
    ['`baseURL`', 'where the API is', standard.filter((text) => text !== '').join(', or ')],
    ['`timeout`', 'milliseconds for each attempt, its body included', '60,000'],
    ['`maxRetries`', 'how often a request is sent again, where it may be', '2'],
    ['`maxRetryAfter`', 'milliseconds that a server may ask to wait (`Retry-After`)', '60,000'],
    [
      '`maxBodySize`',
      'bytes, decompressed, that are read of a response; `.asResponse()` has no limit',
      '134,217,728 (128 MiB)',
    ],
    ['`defaultHeaders`, `defaultQuery`', 'sent with every request', ''],
    ['`fetch`', 'what sends requests', "the platform's"],
    ['`fetchOptions`', "what else `fetch` is given: a proxy's `dispatcher` in Node", ''],
    ['`logger`, `logLevel`', 'see Logging', '`console`, `warn`'],
    ['`allowInsecure`', 'whether credentials may go over `http:` to another machine', '`false`'],
  ];
}
