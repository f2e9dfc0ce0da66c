// Prints how many microseconds of CPU the rotate call takes, by who makes it; what stands for the network answers at once.
import createClient from 'openapi-fetch';
import Cloudflare from '@specline/moq-relays-client';

const answer = JSON.stringify({
  success: true,
  errors: [],
  messages: [],
  result: { token: 'eyJhbGciOiJFZDI1NTE5', type: 'subscribe' },
});
const headers = { 'content-type': 'application/json' };
const fetch = () => Promise.resolve(new Response(answer, { headers }));

const account = '023e105f4ecef8ad9ca31a8372d0c353';
const relay = 'a1b2c3d4e5f67890a1b2c3d4e5f67890';
const template = '/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate';
const server = 'https://api.cloudflare.com/client/v4';
const authorization = 'Bearer secret';

const ours = new Cloudflare({ apiToken: 'secret', fetch });
const theirs = createClient({ baseUrl: server, headers: { authorization }, fetch });

const callers = {
  'untyped-fetch': async () => {
    const path = template.replace('{account_id}', account).replace('{relay_id}', relay);
    const body = JSON.stringify({ type: 'subscribe' });
    const init = { method: 'POST', headers: { authorization, ...headers }, body };
    return (await (await fetch(server + path, init)).json()).result.token;
  },
  'openapi-fetch': async () => {
    const params = { path: { account_id: account, relay_id: relay } };
    const { data } = await theirs.POST(template, { params, body: { type: 'subscribe' } });
    return data.result.token;
  },
  specline: async () => {
    const response = await ours.moq.relays.tokens.rotate(relay, { account_id: account, type: 'subscribe' });
    return response.token;
  },
};

const calls = Number(process.argv[2]);
const rounds = 15;

/** Microseconds of CPU a call. */
async function cost(call) {
  const before = process.cpuUsage();
  for (let number = 0; number < calls; number += 1) {
    if (!(await call()).startsWith('eyJ')) throw new Error('the call did not give the token');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

const costs = Object.fromEntries(Object.keys(callers).map((name) => [name, []]));
for (const call of Object.values(callers)) await cost(call);
for (let round = 0; round < rounds; round += 1) {
  for (const [name, call] of Object.entries(callers)) costs[name].push(await cost(call));
}
process.stdout.write(JSON.stringify(costs));
