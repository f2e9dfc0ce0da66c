import { stringLiteral } from '../print/literal.js';
import type { GeneratedFile } from '../print/module.js';
import { code, installation, plainTitle, readme } from './markdown.js';
import type { PackageContext } from '../package/options.js';

/** Returns the `README.md` of the types package. */
export function typesReadme(context: PackageContext): GeneratedFile {
  const { packages } = context.model.surface;
  const [operation] = context.model.operations;
  const name = packages.types;
  const module = operation?.call.module;
  const imported = operation?.call.types.params;
  return readme(name, context, [
    `Types for ${plainTitle(context)}, generated from its OpenAPI document.`,
    installation(name, context),
    code('ts', [
      ...(imported === undefined ? [] : [`import type { ${imported} } from ${stringLiteral(name)};`]),
      `import type { paths } from ${stringLiteral(`${name}/openapi`)};`,
    ]),
    ...(module === undefined ? [] : [`You can import one resource: \`${name}/${module}\` loads no other.`]),
    `- \`${name}\`: all types by name.`,
    `- \`${name}/openapi\`: \`paths\`, \`components\` and \`operations\`, in the form of openapi-typescript.`,
    `- \`${name}/openapi.json\`: the bundled OpenAPI document.`,
  ]);
}
