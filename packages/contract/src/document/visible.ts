/**
 * Controls and formats: what moves a terminal, turns the direction of text, ends a line for some readers or is not seen; and
 * halves of letters. The joiners stay that some scripts and emoji are written with.
 */
const INVISIBLE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text on one line in which nothing is hidden and nothing moves a terminal: `\u001b` for escape. */
export function visible(text: string): string {
  return text.replaceAll(INVISIBLE, (letter) => {
    const code = (letter.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}
