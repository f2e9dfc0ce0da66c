import pluralize from 'pluralize';

/** Letters and digits that Unicode got after version 15: neither every compiler nor every Node knows that they are. */
const RECENT = new RegExp(
  `[${[
    '\\u088F\\u0C5C\\u0CDC\\u1C89-\\u1C8A\\uA7CB-\\uA7CF\\uA7D2\\uA7D4\\uA7DA-\\uA7DC\\uA7F1',
    '\\u{105C0}-\\u{105F3}\\u{10940}-\\u{10959}\\u{10D40}-\\u{10D65}\\u{10D6F}-\\u{10D85}',
    '\\u{10EC2}-\\u{10EC7}\\u{11380}-\\u{11389}\\u{1138B}\\u{1138E}\\u{11390}-\\u{113B5}\\u{113B7}',
    '\\u{113D1}\\u{113D3}\\u{116D0}-\\u{116E3}\\u{11BC0}-\\u{11BE0}\\u{11BF0}-\\u{11BF9}',
    '\\u{11DB0}-\\u{11DDB}\\u{11DE0}-\\u{11DE9}\\u{13460}-\\u{143FA}\\u{16100}-\\u{1611D}',
    '\\u{16130}-\\u{16139}\\u{16D40}-\\u{16D6C}\\u{16D70}-\\u{16D79}\\u{16EA0}-\\u{16EB8}',
    '\\u{16EBB}-\\u{16ED3}\\u{16FF2}-\\u{16FF6}\\u{187F8}-\\u{187FF}\\u{18CFF}\\u{18D09}-\\u{18D1E}',
    '\\u{18D80}-\\u{18DF2}\\u{1CCF0}-\\u{1CCF9}\\u{1E5D0}-\\u{1E5ED}\\u{1E5F0}-\\u{1E5FA}',
    '\\u{1E6C0}-\\u{1E6DE}\\u{1E6E0}-\\u{1E6E2}\\u{1E6E4}-\\u{1E6E5}\\u{1E6E7}-\\u{1E6ED}',
    '\\u{1E6F0}-\\u{1E6F4}\\u{1E6FE}-\\u{1E6FF}\\u{2B73A}-\\u{2B73F}\\u{2CEA2}-\\u{2CEAD}',
    '\\u{323B0}-\\u{33479}',
  ].join('')}]`,
  'gu',
);

/**
 * The words of a name, in lower case, split at case changes and at everything that no identifier holds:
 * `moq_api-responseCommon` gives `moq`, `api`, `response`, `common`. Letters beyond ASCII stay; marks are composed first.
 */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFC')
    .replaceAll(RECENT, ' ')
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

export function pascalCase(name: string): string {
  return identifier(wordsOf(name).map(capitalised).join(''), 'V');
}

export function camelCase(name: string): string {
  const [first = '', ...rest] = wordsOf(name);
  return identifier(first + rest.map(capitalised).join(''), 'v');
}

export function kebabCase(name: string): string {
  return wordsOf(name).join('-');
}

/** `Tokens` of `relay tokens` in the singular: `relayToken`. */
export function singular(name: string): string {
  return pluralize.singular(name);
}

function capitalised(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}

/** A digit cannot begin an identifier, and letters of some scripts are not part of one. */
function identifier(name: string, prefix: string): string {
  const legal = [...name].filter((letter) => /[\p{ID_Continue}$]/u.test(letter)).join('');
  return /^[\p{ID_Start}$_]/u.test(legal) ? legal : prefix + legal;
}
