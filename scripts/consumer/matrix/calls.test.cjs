const { strictEqual } = require('node:assert');
const { failedCall, rootCall, subpathCall } = require('./out/calls.js');

const { test } = 'test' in globalThis ? globalThis : require('node:test');
const baseURL = process.env.MOCK_URL;

test('root', async () => strictEqual(await rootCall(baseURL), 'publish_subscribe'));
test('subpaths', async () => strictEqual(await subpathCall(baseURL), '200 publish_subscribe'));
test('failure', async () => strictEqual(await failedCall(baseURL), 'NotFoundError'));
