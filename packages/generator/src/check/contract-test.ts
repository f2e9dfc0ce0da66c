import type { Model, Response } from '@specline/openapi';
import { clientSchemes } from '../client/core-module.js';
import { clientClass } from '../client/index-names.js';
import { notice } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import { hardline, indent, print } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { keyName, literal, objectLiteral, stringLiteral } from '../print/literal.js';

/** `test/contract.test.ts` of a client: the client is proven against the document, and has covered all of it. */
export function contractTest(model: Model, source: string): GeneratedFile {
  const { packages } = model.surface;
  const name = clientClass(model);
  const lines: Doc[] = [
    `// ${notice(source)}`,
    `import { createRequire } from 'node:module';`,
    `import { verifyClient } from '@specline/contract';`,
    `import { expect, test } from 'vitest';`,
    `import { ${name} } from '../src/index.js';`,
    ...(schemeMembers(model).length === 0 ? [] : [`import type { ClientOptions } from '../src/index.js';`]),
    `import { calls } from './calls.js';`,
    '',
    'const require = createRequire(import.meta.url);',
    '',
    ['const report = await verifyClient(', verification(model, name, packages.types), ');'],
    '',
    'for (const { name, problems } of report.cases) {',
    '  test(name, () => expect(problems).toEqual([]));',
    '}',
    '',
    // The log of a run does not have the titles of tests that pass.
    'console.log(`covers ${report.summary}`);',
    'test(`covers ${report.summary}`, () => {',
    '  expect(report.missing).toEqual([]);',
    '  expect(report.covered).toEqual(report.documented);',
    '});',
  ];
  return { path: 'test/contract.test.ts', contents: print(lines.map((line) => [line, hardline])) };
}

function verification(model: Model, client: string, typesPackage: string): Doc {
  const envelope = model.operations.find(({ call }) => call.envelope !== undefined)?.call.envelope;
  const ignored = leftOut(model);
  const schemes = schemeMembers(model);
  const given = schemes.length === 0 ? '{ baseURL }' : '{ baseURL, credentials }';
  return objectLiteral([
    ['document', `require(${stringLiteral(`${typesPackage}/openapi.json`)})`],
    ['createClient', [`(${given}) =>`, indent([hardline, `new ${client}(`, optionsDoc(schemes), ')'])]],
    ['calls', 'calls'],
    ...(envelope === undefined ? [] : [['envelope', stringLiteral(envelope)] as const]),
    ...(ignored.length === 0
      ? []
      : [['ignored', literal(ignored.map(({ pointer, reason }) => ({ pointer, reason })))] as const]),
  ]);
}

function optionsDoc(schemes: readonly Doc[]): Doc {
  return [
    '{',
    indent([hardline, 'baseURL,', schemes.map((scheme) => [hardline, scheme, ','])]),
    hardline,
    '}',
  ];
}

/** The client options for credentials, each from the scheme that it serves. */
function schemeMembers(model: Model): Doc[] {
  return clientSchemes(model).map(({ scheme, option }) => {
    const value = `credentials[${stringLiteral(scheme.name)}]`;
    return `${keyName(option.option)}: ${value} as ClientOptions[${stringLiteral(option.option)}]`;
  });
}

interface LeftOut {
  readonly pointer: string;
  readonly reason: string;
}

/** What of the document the client does not do, or the contract does not judge. */
function leftOut({ operations }: Model): LeftOut[] {
  const bodies = operations.flatMap(({ body, responses }) => [
    ...(body === undefined ? [] : [body]),
    ...responses.filter(({ content }) => content?.format !== 'stream'),
  ]);
  const streams = operations.flatMap(({ responses }) =>
    responses.filter(({ content }) => content?.format === 'stream'),
  );
  const sent = operations.filter(({ body }) => body?.content.format === 'stream');
  const found = [
    ...sent.map(({ pointer }) => ({ pointer, reason: 'streams are not judged' })),
    ...bodies.flatMap(unusedMediaTypes),
    ...streams.map(({ pointer }) => ({ pointer, reason: 'streams are not judged' })),
  ];
  return [...new Map(found.map((entry) => [entry.pointer, entry])).values()];
}

/** Media types that stand beside the one that the client speaks. */
function unusedMediaTypes({ content, mediaTypes }: Pick<Response, 'content' | 'mediaTypes'>): LeftOut[] {
  if (content === undefined) return [];
  const owner = content.pointer.slice(0, content.pointer.lastIndexOf('/'));
  return mediaTypes
    .filter((mediaType) => mediaType !== content.mediaType)
    .map((other) => ({
      pointer: `${owner}/${other.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      reason: 'the client speaks another media type here',
    }));
}
