import type { Attack } from './attack.ts';
import { type Form, forms, type Trial } from './exposure/forms.ts';
import { builtRuntime, type Runtime } from './exposure/runtime.ts';
import { Random } from './random.ts';

export const exposure: Attack = {
  name: 'exposure',
  promise:
    'No credential goes over http: to another machine, however it is given, nor into a log or message.',
  rounds: { short: 20 * forms.length, full: 2000 * forms.length },
  async run({ rounds, seed }) {
    const runtime = await builtRuntime();
    const broken: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const form = forms[round % forms.length] as Form;
      const problems = await problemsOf(form, runtime, new Random(seed * 1_000_003 + round));
      broken.push(...problems.map((problem) => `round ${round} of seed ${seed}, ${form.name}: ${problem}`));
    }
    return { tried: rounds, broken, remark: `${forms.length} forms` };
  },
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const NAMES = (
  'authorization proxy-authorization x-api-key api_key apiKey X-Auth-Token access_token x-amz-security-token ' +
  'client_secret Secret password passwd sessionid X-Session-Token signature jwt X-Private-Key auth sid sig ' +
  'credentials X-CSRF-Token pwd otp Ocp-Apim-Subscription-Key x-functions-key'
).split(' ');
/** Hosts that only look like this machine, too. */
const HOSTS = (
  'other.example 127.0.0.1.example localhost.example 10.0.0.1 192.168.0.9 169.254.169.254 [::2] ' +
  '[::ffff:10.0.0.1] 0.0.0.0 128.0.0.1 xn--lcalhost-54a.example localhost.:1 1.1'
).split(' ');

/** Sends what must not be sent; and the same where it may be, so that a refusal means something. */
async function problemsOf(form: Form, runtime: Runtime, random: Random): Promise<string[]> {
  const method = random.pick(METHODS);
  const name = cased(random.pick(NAMES), random);
  const host = random.pick(HOSTS);
  const scheme = random.pick(['http', 'HTTP']);
  const attempt = (baseURL: string, options: object) =>
    tried(form, { runtime, method, name, baseURL }, options);
  const place = `${method} ${scheme}://${host} with ${name}`;
  const { sent, shown, error } = await attempt(`${scheme}://${host}/v1`, {});
  const [allowedBase, allowed] = random.pick([
    ['https://other.example', {}],
    [`http://${random.pick(['localhost:8', '127.9.9.9', '[::1]', 'a.localhost'])}`, {}],
    [`http://${host}`, { allowInsecure: true }],
  ] as const);
  const control = await attempt(allowedBase, allowed);
  return [
    ...(sent === '' ? [] : [`${place}: sent`]),
    ...(/need https:/.test(error) ? [] : [`${place}: ${error || 'no error'}`]),
    ...(shown.includes(SECRET) || control.shown.includes(SECRET) ? [`${place}: in a log or message`] : []),
    ...(control.sent.includes(SECRET) ? [] : [`${place} at ${allowedBase}: not sent: ${control.error}`]),
  ];
}

const SECRET = 'canary-exposed-3b9d';

/** Resolves with what was sent, what was logged or thrown, and the message of the error. */
async function tried(form: Form, trial: Omit<Trial, 'secret' | 'options'>, more: object) {
  const sent: string[] = [];
  const shown: string[] = [];
  const log = (line: string) => void shown.push(line);
  const options = {
    fetch: async (input: string | Request, init: RequestInit = {}) => {
      const { url, headers } = new Request(input, { ...init, body: null });
      sent.push(decodeURIComponent(url), ...[...headers].flat().map(plain));
      return Response.json({});
    },
    logger: { error: log, warn: log, info: log, debug: log },
    logLevel: 'debug',
    ...more,
  };
  let message = '';
  try {
    await form.send({ ...trial, secret: SECRET, options });
  } catch (error) {
    message = error instanceof Error ? error.message : String(error);
    shown.push(message, String(error instanceof Error && error.stack));
  }
  return { sent: sent.join('\n'), shown: shown.join('\n'), error: message };
}

/** What stands in a header field, that of basic authentication too. */
function plain(value: string): string {
  return value.startsWith('Basic ') ? atob(value.slice(6)) : value;
}

/** A name in another case: names of header fields have none. */
function cased(name: string, random: Random): string {
  return random.pick([name, name.toLowerCase(), name.toUpperCase()]);
}
