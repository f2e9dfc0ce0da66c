import { clientSchemes, needsBaseURL } from '../client/core-module.js';
import type { ClientScheme } from '../client/core-module.js';
import { clientClass } from '../client/index-names.js';
import { keyName, stringLiteral } from '../print/literal.js';
import { code, table } from './markdown.js';
import type { PackageContext } from '../package/options.js';

/** How to create a client, and its options. */
export function clientParts(context: PackageContext): string[] {
  const { model } = context;
  const name = clientClass(model);
  return [
    '## Create a client',
    code('ts', [
      `import ${name} from ${stringLiteral(model.surface.packages.client)};`,
      '',
      ...construction(context),
    ]),
    '`require` works too. The options:',
    table(['option', 'meaning', 'default'], [...credentialRows(context), ...commonRows(context)]),
    '`withOptions` returns a copy of the client with other options:',
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
    const what = isBasic ? '`{ username, password }`' : 'The secret';
    const form = isBasic ? ', as `username:password`' : '';
    return [
      `\`${option.option}\``,
      `${what}, or a function that returns it before each request; \`null\` sends none`,
      option.env === undefined ? '' : `the variable \`${option.env}\`${form}`,
    ];
  });
}

/** What every client takes (\`BaseClientOptions\` of the runtime). */
function commonRows({ model }: PackageContext): string[][] {
  const variable = model.surface.baseURLEnv;
  const server = needsBaseURL(model) ? '' : 'the server in the spec';
  const standard = [...(variable === undefined ? [] : [`the variable \`${variable}\``]), server];
  return [
    ['`baseURL`', 'URL of the API', standard.filter((text) => text !== '').join(', or ')],
    ['`timeout`', 'Time limit per attempt in milliseconds, including reading the body', '60,000'],
    ['`maxRetries`', 'How often a request is retried at most; see Retries', '2'],
    ['`maxRetryAfter`', 'Longest accepted `Retry-After`, in milliseconds', '60,000'],
    [
      '`maxBodySize`',
      'Size limit of a response in bytes, decompressed; not for `.asResponse()`',
      '134,217,728 (128 MiB)',
    ],
    ['`defaultHeaders`, `defaultQuery`', 'Added to every request', ''],
    ['`fetch`', 'Custom `fetch` function', 'the global `fetch`'],
    ['`fetchOptions`', 'More options for `fetch`, such as `dispatcher` for a proxy in Node', ''],
    ['`logger`, `logLevel`', 'See Logging', '`console`, `warn`'],
    ['`allowInsecure`', 'Allow credentials over `http:` to another machine', '`false`'],
  ];
}
