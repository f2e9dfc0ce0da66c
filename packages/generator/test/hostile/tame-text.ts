/** Where the document that is written by hand has texts of which an empty one is as good as none. */
export const PROSE =
  /title|description|default|example|summary|created|gone|refused|listed|otherwise|secret|made|stability|operationId/;

/** A text for a place of the document that is written by hand, which means nothing. */
export function tameText(place: string): string {
  return LOWER.has(place)
    ? place.replaceAll(' ', '-')
    : place.includes('environment')
      ? 'NV'
      : place.replaceAll(' ', TAME_SPACE.get(place) ?? ' tame ');
}

const LOWER: ReadonlySet<string> = new Set(['types package', 'client package', 'npm scope']);
const TAME_SPACE = new Map([
  ['request id', '-'],
  ['client', ''],
  ['option', ''],
  ['method', ''],
]);
