import type { Operation, Pagination, Type } from '@specline/openapi';
import { stringLiteral } from '../print/literal.js';
import type { SchemaNames } from '../types/schema-names.js';
import type { TypeNames } from './method.js';

/** Types that are written as they are called. */
const PLAIN: ReadonlySet<Type['kind']> = new Set(['boolean', 'null', 'number', 'string', 'unknown']);

/** The type of a list's item: its own name where it has one, else the place where it stands in a page. */
export function itemType(
  operation: Operation,
  { items, item, optional }: Pagination,
  names: TypeNames,
  schemas: SchemaNames,
): string {
  const schema = item.kind === 'reference' ? schemas.get(item.to) : undefined;
  if (schema !== undefined) return names.use(schema.response, schema.module);
  if (PLAIN.has(item.kind)) return item.kind;
  const { envelope, mayBeEmpty } = operation.call;
  const isInResult = envelope === undefined || items[0] === envelope;
  const page = isInResult
    ? names.use(operation.call.types.response, operation.call.module)
    : bodyType(operation, names);
  const steps = isInResult && envelope !== undefined ? items.slice(1) : items;
  // Unlike NonNullable, this is no name that a type of the document can have.
  const certain = (type: string) => (optional || mayBeEmpty ? `(${type} & {})` : type);
  const list = steps.reduce((type, name) => `${certain(type)}[${stringLiteral(name)}]`, page);
  return `${certain(list)}[number]`;
}

/** The whole body of a page. */
function bodyType({ call, responses }: Operation, names: TypeNames): string {
  const page = responses.find(({ status, content }) => content !== undefined && status.startsWith('2'));
  const status = page?.status ?? 'default';
  return `${names.use(call.types.bodies, call.module)}[${/^\d+$/.test(status) ? status : stringLiteral(status)}]`;
}
