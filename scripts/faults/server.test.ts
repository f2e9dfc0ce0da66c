import { expect, onTestFinished, test } from 'vitest';
import { startFaultServer } from './server.ts';

test('a page of the origin finds the other origins, and what arrived of a call', async () => {
  const server = await startFaultServer({ start: { mediaType: 'text/html', text: '<p>here</p>' } });
  onTestFinished(() => server.close());
  const at = (path: string) => fetch(`${server.origin}${path}`);
  const page = await at('/page/start');
  expect([page.headers.get('content-type'), await page.text()]).toEqual(['text/html', '<p>here</p>']);
  expect(await (await at('/origins')).json()).toEqual(server.origins);
  await fetch(`${server.origin}/redirect-307-to-other-origin/one/thing`, { method: 'PUT', body: 'all' });
  expect(await (await at('/record/one')).json()).toMatchObject({
    requests: [{ method: 'PUT', url: '/redirect-307-to-other-origin/one/thing', body: 'all' }],
    acted: 0,
    foreign: [{ method: 'PUT', body: 'all' }],
  });
  expect(server.foreignRequests()).toBe(1);
  expect([(await at('/page/end')).status, (await at('/no-such-fault/one')).status]).toEqual([404, 404]);
});
