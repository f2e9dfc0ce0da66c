/** Controls, what turns the direction of text, what ends a line for some readers, and halves of letters. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text on one line in which nothing is hidden and nothing moves a terminal: `\u001b` for escape. */
export function visible(text: string): string {
  return text.replaceAll(INVISIBLE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
