import type { Json } from '@specline/openapi';

/**
 * The assertions of JSON Schema 2020-12 that hold no schema, each with what its value has to be: one that is anything else
 * asserts nothing. `format` and the keywords of content are annotations (section 7.2.1 and 8.2 of its validation).
 */
export const ASSERTIONS: Readonly<Record<string, (value: Json) => boolean>> = {
  multipleOf: (value) => isNumber(value) && value > 0,
  maximum: isNumber,
  minimum: isNumber,
  exclusiveMaximum: isNumber,
  exclusiveMinimum: isNumber,
  maxLength: isNumber,
  minLength: isNumber,
  pattern: (value) => typeof value === 'string' && isPattern(value),
  maxItems: isNumber,
  minItems: isNumber,
  uniqueItems: (value) => typeof value === 'boolean',
  maxProperties: isNumber,
  minProperties: isNumber,
  minContains: isNumber,
  maxContains: isNumber,
  dependentRequired: isTexts,
};

function isNumber(value: Json): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Whether the runtime's `patternOf` takes it. */
export function isPattern(text: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return new RegExp(text, flags) instanceof RegExp;
    } catch {
      return false;
    }
  });
}

function isTexts(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every(
    (names) => Array.isArray(names) && names.every((name) => typeof name === 'string'),
  );
}
