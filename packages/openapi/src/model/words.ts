import pluralize from 'pluralize';

/**
 * The words of a name, in lower case, split at case changes and at everything that no identifier holds:
 * `moq_api-responseCommon` gives `moq`, `api`, `response`, `common`. Letters beyond ASCII stay; marks are composed first.
 */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFC')
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
