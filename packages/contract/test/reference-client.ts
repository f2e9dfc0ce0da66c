import type { Call, CallInput, ClientOptions, ClientSetting } from '../src/index.js';
import { decoded } from './reference-decoding.js';
import { encodedBody, pairs, pathText, plain, unencoded } from './reference-encoding.js';
import type { Fault, RawDocument, RawOperation, RawParameter } from './reference-faults.js';

/** A client is what it was made with. */
export type Client = ClientSetting;

/** A client by hand for documents without references outside schemas, right unless it is given a fault. */
export function referenceOptions(
  document: object,
  settings: { envelope?: string; fault?: Fault | undefined } = {},
): ClientOptions<Client> {
  const raw: RawDocument = JSON.parse(JSON.stringify(document));
  const calls: Record<string, Call<Client>> = {};
  for (const [path, item] of Object.entries(raw.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (method === 'parameters') continue;
      const shared = (item['parameters'] ?? []) as unknown as RawParameter[];
      const whole = { ...operation, parameters: [...shared, ...(operation.parameters ?? [])] };
      calls[`${method.toUpperCase()} ${path}`] = (client, input) =>
        send(raw, client, method.toUpperCase(), path, whole, input, settings);
    }
  }
  return {
    document,
    createClient: ({ baseURL, credentials }) => ({ baseURL, credentials }),
    calls,
    ...(settings.envelope === undefined ? {} : { envelope: settings.envelope }),
    timeout: settings.fault === 'never ends' ? 20 : 5000,
  };
}

async function send(
  document: RawDocument,
  client: Client,
  method: string,
  path: string,
  operation: RawOperation,
  input: CallInput,
  { envelope, fault }: { envelope?: string; fault?: Fault | undefined },
): Promise<unknown> {
  if (fault === 'never ends') return new Promise(() => undefined);
  const headers = new Headers();
  const query: string[] = [];
  const cookies: string[] = [];
  let url = path;
  for (const parameter of operation.parameters ?? []) {
    const value = input[parameter.in][parameter.name];
    if (value === undefined && fault !== 'sends undefined as text') continue;
    if (parameter.in === 'path')
      url = url.replace(`{${parameter.name}}`, () => pathText(parameter, value, fault));
    if (parameter.in === 'header') headers.set(parameter.name, plain(parameter, value, String));
    if (parameter.in === 'cookie') cookies.push(...pairs(parameter, value, encodeURIComponent));
    if (parameter.in === 'query')
      query.push(
        ...pairs(parameter, value, fault === 'does not encode queries' ? unencoded : encodeURIComponent),
      );
  }
  if (fault === 'drops a query parameter') query.shift();
  if (fault === 'sends an unknown query parameter') query.push('debug=1');
  authorise(document, operation, client, headers, query, cookies, fault);
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  const body = encodedBody(input, headers, fault);
  const base = fault === 'loses the base path' ? new URL(client.baseURL).origin : client.baseURL;
  const target = `${base}${url}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  const init = { method, headers, body, redirect: 'manual' as const };
  const [response] = await Promise.all([
    fetch(target, init),
    ...(fault === 'sends twice' ? [fetch(target, init)] : []),
  ]);
  if (fault === 'sends a second request later') void fetch(target, init).catch(() => undefined);
  return decoded(operation, method, response, envelope, fault);
}

function authorise(
  document: RawDocument,
  operation: RawOperation,
  client: Client,
  headers: Headers,
  query: string[],
  cookies: string[],
  fault: Fault | undefined,
): void {
  const alternative = (operation.security ?? document.security ?? [])[0] ?? {};
  if (fault === 'sends no credentials') return;
  for (const name of Object.keys(alternative)) {
    const scheme = document.components?.securitySchemes?.[name] ?? {};
    const credential = client.credentials[name] ?? '';
    const text =
      typeof credential === 'string' ? credential : btoa(`${credential.username}:${credential.password}`);
    const value = fault === 'sends other credentials' ? 'other' : text;
    if (scheme['type'] === 'http' || scheme['type'] === 'oauth2')
      headers.set('authorization', `${scheme['scheme'] === 'basic' ? 'Basic' : 'Bearer'} ${value}`);
    if (scheme['in'] === 'header') headers.set(scheme['name'] ?? '', value);
    if (scheme['in'] === 'query') query.push(`${scheme['name']}=${value}`);
    if (scheme['in'] === 'cookie') cookies.push(`${scheme['name']}=${value}`);
  }
}
