/** A pattern of words alone, in one group or none. */
const WORDS = /^(\^?)(?:\((?:\?:)?([\w-]+(?:\|[\w-]+)*)\)|([\w-]+))(\$?)$/;

/** Whether a name may match a pattern. No engine is asked: a hostile pattern would keep it for ever. */
export function mayMatch(pattern: string, name: string): boolean {
  const [, start, grouped, word, end] = WORDS.exec(pattern) ?? [];
  if (start !== undefined)
    return (grouped ?? word ?? '').split('|').some((one) => {
      const rest = end === '' ? name : name.slice(-one.length);
      return start === '' ? rest.includes(one) : rest.startsWith(one) && (end === '' || rest === name);
    });
  // Letters that a pattern begins with.
  const [, prefix = ''] = /^\^([\w-]+)(?![\w-]*[*?{])[^|]*$/.exec(pattern) ?? [];
  return name.startsWith(prefix);
}
