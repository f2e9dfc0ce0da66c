import { stringLiteral } from '../print/literal.js';
import type { GeneratedFile } from '../print/module.js';
import { code, installation, plainTitle, readme } from './markdown.js';
import type { PackageContext } from '../package/options.js';

/** `README.md` of the types package. */
export function typesReadme(context: PackageContext): GeneratedFile {
  const { packages } = context.model.surface;
  const [operation] = context.model.operations;
  const name = packages.types;
  const module = operation?.call.module;
  const imported = operation?.call.types.params;
  return readme(name, context, [
    `Types of ${plainTitle(context)}, made from its OpenAPI document.`,
    installation(name, context),
    code('ts', [
      ...(imported === undefined ? [] : [`import type { ${imported} } from ${stringLiteral(name)};`]),
      `import type { paths } from ${stringLiteral(`${name}/openapi`)};`,
    ]),
    ...(module === undefined
      ? []
      : [`Each module stands alone too: \`${name}/${module}\` loads no other resource.`]),
    `- \`${name}\`: the types by name.`,
    `- \`${name}/openapi\`: \`paths\`, \`components\` and \`operations\`, as openapi-typescript prints them.`,
    `- \`${name}/openapi.json\`: the document.`,
  ]);
}
