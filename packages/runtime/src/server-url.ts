/**
 * Returns a server's URL by the option `serverVariables`, or else the variables' defaults (OpenAPI 3.1, 4.8.5). `template`
 * has the variables in braces.
 */
export function serverURL(
  template: string,
  defaults: Readonly<Record<string, string>>,
): (options: object) => string {
  return (options) => {
    const given = Object.assign(Object.create(null), Reflect.get(options, 'serverVariables'));
    return template.replace(/\{([^{}]+)\}/g, (_, name: string) => given[name] ?? defaults[name]);
  };
}
