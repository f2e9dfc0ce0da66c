import { forgeText, visible } from '@specline/openapi';

/** What a caller writes: `client.moq.relays.tokens.rotate()`. */
const CALL = /(client(?:\.[\w$]+)+(?:\(\))?)/;

/**
 * A sentence as Markdown: on one line, calls as code, and nothing else of it is markup, whatever a document says in it. It
 * mentions nobody, and refers and links to nothing, on a forge.
 */
export function markdownText(sentence: string): string {
  return forgeText(sentence, (text) =>
    text
      .split(CALL)
      .map((part, index) => (index % 2 === 1 ? `\`${part}\`` : escaped(part)))
      .join(''),
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#~@]/g, (letter) => `\\${letter}`).replaceAll('&', '&amp;');
}

/** Code between fences that it cannot close. */
export function codeBlock(code: string, language: string): string[] {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...code.trimEnd().split('\n').map(visible), fence];
}
