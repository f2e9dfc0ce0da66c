import { RE2JS } from 're2js';

/** A pattern of JSON Schema as Ajv takes it. */
export interface Pattern {
  test(text: string): boolean;
  /** Another text for another pattern. */
  toString(): string;
}

/**
 * Compiles `pattern`. A group that is repeated can take JavaScript's engine longer than anyone waits, for a text of thirty
 * letters; those patterns are matched in linear time by RE2. What RE2 lacks (looking around, back references) is left to
 * JavaScript. Throws `SyntaxError` where it is no pattern.
 */
export function patternOf(text: string): Pattern {
  const native = nativePattern(text);
  if (!REPEATED_GROUP.test(text)) return native;
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(text));
    // Ajv tells patterns apart by their text.
    return { test: (value) => compiled.matcher(value).find(), toString: () => `re2 ${text}` };
  } catch {
    return native;
  }
}

const REPEATED_GROUP = /\)[*+{]/;

/** JSON Schema asks for Unicode patterns; many documents write what only compiles without the flag. */
function nativePattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch {
    return new RegExp(text);
  }
}
