import { withEscapes } from './invisible.js';

/** JSON, indented by two spaces, in whose strings nothing is hidden: controls and the like are escaped. */
export function jsonText(value: unknown): string {
  return withEscapes(JSON.stringify(value, null, 2));
}
