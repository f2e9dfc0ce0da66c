/** What a `Request` has that was not told anything else. */
const DEFAULTS = {
  mode: 'cors',
  credentials: 'same-origin',
  cache: 'default',
  referrer: 'about:client',
  referrerPolicy: '',
  integrity: '',
  keepalive: false,
} as const;

/**
 * Returns what a request was told besides method, header, body, signal and redirect. Defaults are left out: Workers refuse
 * some of these names.
 */
export function requestMembers(request: Request): Record<string, unknown> {
  const told = Object.entries(DEFAULTS).flatMap(([name, usual]) => {
    const value: unknown = Reflect.get(request, name);
    return value === undefined || value === usual ? [] : [[name, value]];
  });
  return Object.fromEntries(told);
}
