import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/**
 * Returns an agent that connects to the origin of a URL and to no other: a redirect elsewhere ends in an error, before
 * anything is sent. Proxies of the environment count where Node is told so with `NODE_USE_ENV_PROXY=1`.
 */
export function originAgent(origin: URL, env: NodeJS.ProcessEnv): HttpAgent {
  const options = env['NODE_USE_ENV_PROXY'] === '1' ? { proxyEnv: env } : {};
  const agent = origin.protocol === 'http:' ? new HttpAgent() : new HttpsAgent(options);
  const connect = agent.createConnection.bind(agent);
  const port = Number(origin.port || (origin.protocol === 'http:' ? 80 : 443));
  const host = withoutBrackets(origin.hostname);
  agent.createConnection = (target, onCreate) => {
    const { host: toHost = '', port: toPort } = target as { readonly host?: string; readonly port?: number };
    if (withoutBrackets(toHost) === host && Number(toPort) === port)
      return connect({ ...target, host }, onCreate);
    throw new Error('the registry redirects to another origin');
  };
  return agent;
}

/** As sockets name an address of IPv6. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
