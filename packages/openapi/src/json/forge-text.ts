import { visible } from './problem.js';

/**
 * What a forge such as GitHub or GitLab makes more of than text, after Markdown, so that a backslash does not stop it:
 * mentions, addresses and references to commits and issues (`@team`, `#1`, `!1`, `GH-1`, `1a2b3c4`), links, emoji, formulas.
 */
const SPEAKING = [
  /[@#$]/,
  /[!%&^~][\w"]/,
  /\b(?:GH|GHSA|CVE)-\w/i,
  /\b(?=[a-f]*\d)[0-9a-f]{7,64}\b/i,
  /:\/\/|\bwww\.|\b(?:mailto|xmpp):/i,
  /:[+\w-]+:/,
];

/** What ends a sentence or stands around a word, and is no part of it. */
const WORD = /^([("']*)(.*?)([)"',.;:]*)$/s;

/**
 * Returns a text on one line of which a forge makes nothing but text: each word that would mention, refer, link or draw
 * becomes a code span, and nothing in it is invisible. `plain` escapes all other parts for where the text is to stand.
 */
export function forgeText(text: string, plain: (part: string) => string = (part) => part): string {
  const parts: string[] = [];
  let rest: string[] = [];
  const words = visible(text).split(' ');
  const flush = () => {
    if (rest.length > 0) parts.push(plain(rest.join(' ')));
    rest = [];
  };
  for (const word of words) {
    if (!isSpeaking(word)) {
      rest.push(word);
      continue;
    }
    const [, before = '', core = '', after = ''] = WORD.exec(word) ?? [];
    flush();
    parts.push(plain(before) + codeSpan(core) + plain(after));
  }
  flush();
  return parts.join(' ');
}

function isSpeaking(word: string): boolean {
  return SPEAKING.some((pattern) => pattern.test(word));
}

/** Code in a line, between more backticks than it holds (CommonMark, 6.1). */
function codeSpan(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(code) ? ' ' : '';
  return fence + space + code + space + fence;
}
