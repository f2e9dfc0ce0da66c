/* oxlint-disable no-console -- what callers do with an error */
// Prints errors, results and responses to a console that is not Node's, and reports what its data holds. The client's module is
// put in place of CLIENT: workerd and browsers load a bundle.
import Client from 'CLIENT';

export async function main({ origin, faults, canaries }) {
  const found = [];
  for (const fault of faults) {
    const client = new Client({
      apiToken: canaries.apiToken,
      baseURL: `${origin}/${fault}/${crypto.randomUUID()}`,
      maxRetries: 0,
      defaultHeaders: { 'x-canary': canaries.requestHeader },
      defaultQuery: { api_key: canaries.requestQuery },
      logLevel: 'debug',
    });
    const params = { account_id: 'a', type: 'publish_subscribe', note: canaries.requestBody };
    const call = client.moq.relays.tokens.rotate('r', params);
    const result = await call.asResult();
    const shell = Object.assign(Object.create(Object.getPrototypeOf(result)), result, { data: 0, body: 0 });
    const subjects = { client, result: shell, ...(result.error && { error: result.error }) };
    for (const [name, value] of Object.entries(subjects)) {
      console.log(value, { value }, [value]);
      console.error('%o %O %s', value, value, value);
      console.dir(value);
      console.table([value]);
      for (const [view, text] of Object.entries(viewsOf(value)))
        for (const [canary, secret] of Object.entries(canaries))
          if (text.includes(secret)) found.push(`${fault}: ${name} in ${view}: ${canary}`);
    }
  }
  return found;
}

function viewsOf(value) {
  const listed = {};
  for (let owner = value; owner !== null; owner = Object.getPrototypeOf(owner))
    for (const name of Object.getOwnPropertyNames(owner))
      listed[name] ??= String(JSON.stringify(value[name]));
  return {
    'JSON.stringify': JSON.stringify({ value }),
    String: String(value),
    stack: String(value.stack),
    spread: JSON.stringify({ ...value }),
    listed: JSON.stringify(listed),
  };
}
