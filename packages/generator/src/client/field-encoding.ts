import { defaultExplode } from '@specline/openapi';
import type { Content, FieldEncoding, QuerySerialization } from '@specline/openapi';
import { inlineMembers, stringLiteral } from '../print/literal.js';
import type { NamedDoc } from '../print/literal.js';

/** What of fields of a form is not written as the encoder writes fields by itself (OpenAPI 3.1, section 4.8.15). */
export function encodingDefinition({ encoding }: Pick<Content | QuerySerialization, 'encoding'>): NamedDoc[] {
  if (encoding === undefined) return [];
  const fields = Object.entries(encoding).map(([name, field]): NamedDoc => [
    name,
    inlineMembers(fieldMembers(field)),
  ]);
  return [['encoding', inlineMembers(fields)]];
}

function fieldMembers(field: FieldEncoding): NamedDoc[] {
  if (field.kind === 'content') return [['contentType', stringLiteral(field.contentType)]];
  return [['style', stringLiteral(field.style)], ...styleOptions(field)];
}

type Style = Extract<FieldEncoding, { kind: 'style' }>;

/** What of a style's options is not the default of the style. */
export function styleOptions({ style, explode, allowReserved }: Style): NamedDoc[] {
  return [
    ...(explode === defaultExplode(style) ? [] : [['explode', String(explode)] as const]),
    ...(allowReserved ? [['allowReserved', 'true'] as const] : []),
  ];
}
