import { expect, test } from 'vitest';
import { folder, specline } from './workspace.js';

const DOCUMENT = `openapi: 3.1.0
info: { title: Ways, version: '1' }
paths:
  /kept: { get: { responses: { '200': { description: '' } } } }
  /used: { get: { responses: { '200': { $ref: '#/components/responses/Good' } } } }
  /whole:
    parameters: [{ name: a, in: nowhere, schema: {} }]
    get: { responses: { '20X': { description: '' } } }
  /clear/{id}: { get: { responses: { 200: { description: '' } } } }
components:
  responses:
    Good: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Bad' } } } }
  schemas:
    Bad: { type: 5, oneOf: [] }
    Odd name: { type: string }
`;

const WAY_OUT = `to generate the rest, add to sdk.yaml:
omit:
  operations:
    - "GET /clear/{id}"
    - "GET /used"
  pointers:
    - "#/components/schemas/Bad"
    - "#/paths/~1whole"
    - "#/components/responses/Good"
`;

const generate = (root: string, ...args: string[]) =>
  specline(root, 'generate', '--spec', 'api.yaml', '--out', 'sdk', ...args);

test('the lines that a refusal prints let the rest through, what refers to what they leave out included', async () => {
  const root = folder({ 'api.yaml': DOCUMENT, 'sdk.yaml': WAY_OUT.slice(WAY_OUT.indexOf('omit:')) });
  const refused = await generate(root);
  expect(refused.exit).toBe(2);
  expect(refused.stderr.slice(refused.stderr.indexOf('to generate'))).toBe(WAY_OUT);
  const { exit, stdout } = await generate(root, '--sdk', 'sdk.yaml');
  expect([exit, stdout.split('\n')[0]]).toEqual([
    0,
    'ways  1 operation, 1 schema: 22 files written or deleted',
  ]);
});

test('they hold what sdk.yaml leaves out already', async () => {
  const sdk = 'omit: { operations: [GET /used, GET /kept], pointers: ["#/paths/~1whole"] }\n';
  const { stderr } = await generate(folder({ 'api.yaml': DOCUMENT, 'own.yaml': sdk }), '--sdk', 'own.yaml');
  expect(stderr.slice(stderr.indexOf('to generate'))).toBe(`to generate the rest, write in own.yaml:
omit:
  operations:
    - "GET /used"
    - "GET /kept"
    - "GET /clear/{id}"
  pointers:
    - "#/paths/~1whole"
    - "#/components/schemas/Bad"
    - "#/components/responses/Good"
`);
});

test('a fault of all the document has no way out', async () => {
  const root = folder({ 'api.yaml': DOCUMENT.replace("version: '1'", 'version: []') });
  expect((await generate(root)).stderr).not.toContain('to generate the rest');
});
