/** The type and subtype in lower case, without parameters. */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** How the bytes of a media type are read: `opaque` as text whose structure no schema judges, `unjudged` not at all. */
export type Reading = 'json' | 'urlencoded' | 'multipart' | 'text' | 'opaque' | 'bytes' | 'unjudged';

/** Text with a structure of its own. */
const OPAQUE = /[/+](xml|yaml|x-yaml|graphql|jwt)$/;

/** Event streams, and JSON in lines or sequences. */
const UNJUDGED = /[/+](event-stream|x-ndjson|ndjson|jsonl|jsonlines|x-jsonlines|stream\+json|json-seq)$/;

/** A range is read as what is sent for it. */
export function readingOf(mediaType: string): Reading {
  const type = essence(concreteType(mediaType));
  if (UNJUDGED.test(type)) return 'unjudged';
  if (type === 'application/json' || /^[^/]+\/[^/]*\+json$/.test(type) || type === 'text/json') return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded';
  if (type === 'multipart/form-data' || type === 'multipart/*') return 'multipart';
  if (OPAQUE.test(type)) return 'opaque';
  return type.startsWith('text/') ? 'text' : 'bytes';
}

/** The documented media type that a content type belongs to, the most specific one first (RFC 9110, section 12.5.1). */
export function documentedFor<Documented extends { readonly name: string }>(
  content: readonly Documented[],
  contentType: string,
): Documented | undefined {
  const type = essence(contentType);
  const matching = content.filter(({ name }) => covers(essence(name), type));
  const exact = matching.filter(({ name }) => essence(name) === type);
  const sameText = exact.find(({ name }) => squeezed(name) === squeezed(contentType));
  const ranges = matching.toSorted((a, b) => breadth(a.name) - breadth(b.name));
  return sameText ?? exact[0] ?? ranges[0];
}

/** A media type that can stand in a `Content-Type` for a documented one, which may be a range. */
export function concreteType(mediaType: string): string {
  const type = essence(mediaType);
  if (type === '*/*' || type === 'application/*') return 'application/json';
  return type.endsWith('/*')
    ? type.replace('*', type.startsWith('text/') ? 'plain' : 'octet-stream')
    : mediaType;
}

function covers(range: string, type: string): boolean {
  if (range === type || range === '*/*' || range === '') return true;
  return range.endsWith('/*') && type.startsWith(range.slice(0, -1));
}

function breadth(range: string): number {
  return [...range].filter((char) => char === '*').length;
}

function squeezed(mediaType: string): string {
  return mediaType.toLowerCase().replaceAll(' ', '');
}
