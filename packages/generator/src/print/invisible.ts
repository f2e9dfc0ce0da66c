import { visible } from '@specline/openapi';

/** Controls but the end of a line, what turns the direction of text, what ends a line for some readers, halves of letters. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text in which each of these stands as its escape: JSON, or code that has them in its strings alone. */
export function withEscapes(text: string): string {
  return text.replaceAll(INVISIBLE, visible);
}
