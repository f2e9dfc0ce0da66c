import type { WireContent } from '@specline/openapi';
import { isSame } from './canonical.js';
import type { SchemaComparison, SchemaScope } from './schema-changes.js';

interface Owner {
  readonly pointer: string;
  readonly contents: readonly WireContent[];
}

/** What changed of the media types of a body. */
export function compareContents(
  old: Owner,
  next: Owner,
  scope: SchemaScope,
  comparison: SchemaComparison,
): void {
  const { findings } = comparison;
  const free = new Set(next.contents);
  const pairs = old.contents.map((content) => ({ content, match: takeMatch(content, old.contents, free) }));
  for (const { content, match } of pairs) {
    const { mediaType } = content;
    if (match === undefined)
      findings.add(
        'media-type-removed',
        { old: content.pointer, new: next.pointer },
        `is no longer ${mediaType}`,
        scope,
      );
    else compareContent(content, match, scope, comparison);
  }
  for (const { mediaType, pointer } of free)
    findings.add('media-type-added', { old: old.pointer, new: pointer }, `may be ${mediaType}`, scope);
}

/** The media type that takes the place of one, which is no longer free then. */
function takeMatch(
  content: WireContent,
  old: readonly WireContent[],
  free: Set<WireContent>,
): WireContent | undefined {
  const stays = ({ mediaType }: WireContent) =>
    old.some((other) => other !== content && other.mediaType === mediaType);
  for (const matches of [isSameName, isSameEssence, isRelated]) {
    for (const candidate of free) {
      if (!matches(content.mediaType, candidate.mediaType) || stays(candidate)) continue;
      free.delete(candidate);
      return candidate;
    }
  }
  return undefined;
}

function isSameName(a: string, b: string): boolean {
  return a === b;
}

/** Names have no case, and parameters (`charset`) do not make another media type (RFC 9110, section 8.3.1). */
function isSameEssence(a: string, b: string): boolean {
  return essenceOf(a) === essenceOf(b);
}

function isRelated(a: string, b: string): boolean {
  return covers(a, b) || covers(b, a);
}

function essenceOf(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** Whether what is of the second media type is of the first too: by a range, or by its suffix (RFC 6838, section 4.2.8). */
function covers(wide: string, narrow: string): boolean {
  const [a, b] = [essenceOf(wide), essenceOf(narrow)];
  if (a === '*/*') return true;
  if (a.endsWith('/*')) return b.startsWith(a.slice(0, -1));
  const suffix = /\+(\w+)$/.exec(b)?.[1];
  return suffix !== undefined && a === `application/${suffix}`;
}

function compareContent(
  old: WireContent,
  next: WireContent,
  scope: SchemaScope,
  comparison: SchemaComparison,
): void {
  const { findings } = comparison;
  const places = { old: old.pointer, new: next.pointer };
  if (essenceOf(old.mediaType) !== essenceOf(next.mediaType)) {
    const kind = covers(next.mediaType, old.mediaType) ? 'media-type-widened' : 'media-type-narrowed';
    findings.add(kind, places, `is ${next.mediaType} instead of ${old.mediaType}`, scope);
  }
  if (!isSame(old.encoding, next.encoding))
    findings.add('encoding-changed', places, 'has parts that are written otherwise', scope);
  findings.addDocumentation(old.documentation, next.documentation, places, scope);
  const isText = !/json|form/.test(essenceOf(next.mediaType));
  comparison.run([old.schema], [next.schema], isText ? { ...scope, text: 'body' } : scope);
}
