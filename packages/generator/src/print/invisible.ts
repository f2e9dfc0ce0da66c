import { visible } from '@specline/openapi';

/** Of what is not plain: controls, what turns the direction of text, what ends a line for some readers, halves of letters. */
const INVISIBLE = /^[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]$/u;

/** Few letters of a document are not, and what is asked of these alone costs half. */
const NOT_PLAIN = /[^\n\x20-\x7E]/gu;

/** A text in which each of these stands as its escape: JSON, or code that has them in its strings alone. */
export function withEscapes(text: string): string {
  return text.replaceAll(NOT_PLAIN, (letter) => (INVISIBLE.test(letter) ? visible(letter) : letter));
}
