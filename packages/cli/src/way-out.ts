import { jsonText } from '@specline/generator';
import { operationKey } from '@specline/openapi';
import type { Problem } from '@specline/openapi';

/** The lines for `sdk.yaml` that leave out what is refused, so that the rest can be generated; none where that is no help. */
export function wayOut(problems: readonly Problem[]): string[] {
  const operations = new Set<string>();
  const pointers = new Set<string>();
  for (const { pointer } of problems) {
    const operation = operationKey(pointer ?? '');
    const schema = /^#\/components\/[^/]+\/[^/]+/.exec(pointer ?? '')?.[0];
    if (operation !== undefined) operations.add(operation);
    else if (schema !== undefined) pointers.add(schema);
    else return [];
  }
  if (operations.size + pointers.size === 0) return [];
  return [
    'to generate the rest, add to sdk.yaml:',
    'omit:',
    ...listed('operations', operations),
    ...listed('pointers', pointers),
  ];
}

function listed(name: string, items: ReadonlySet<string>): string[] {
  return items.size === 0 ? [] : [`  ${name}:`, ...[...items].map((item) => `    - ${jsonText(item)}`)];
}
