import { lstatSync, readFileSync } from 'node:fs';
import { InputError } from '@specline/openapi';
import { parse } from 'yaml';

/** The rules by which a document is linted. */
export interface LintRules {
  /** Names of rule sets that come with the linter. */
  readonly extends: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
}

/** The rule sets that come with the linter: names, which lead to no file and no host. */
const BUILT_IN: readonly string[] = ['all', 'minimal', 'recommended', 'recommended-strict', 'spec'];

/**
 * Reads a `redocly.yaml` below `spec/`, of which only rules count: it stands beside a document, and what Redocly reads
 * besides could run code, send requests and read variables. Throws `InputError` for anything else in it.
 */
export function lintRules(path: string, file: string): LintRules {
  if (!lstatSync(path).isFile()) throw fault(file, 'this is not a file', 'write the rules into it');
  const value = parsed(path, file);
  const other = Object.keys(value).find((key) => key !== 'rules' && key !== 'extends');
  if (other !== undefined)
    throw fault(file, `${other} is not read: a redocly.yaml below spec/ has only rules`, 'remove it');
  const sets = value['extends'] ?? [];
  const rules = value['rules'] ?? {};
  if (!Array.isArray(sets) || !isObject(rules))
    throw fault(file, 'extends is not a list, or rules are not an object', 'correct it');
  const foreign = (sets as unknown[]).find((name) => !BUILT_IN.includes(name as string));
  if (foreign !== undefined)
    throw fault(file, `extends ${String(foreign)} is not read`, `extend ${BUILT_IN.join(', ')}, or nothing`);
  const odd = Object.entries(rules).find(([name, rule]) => !isRule(name, rule));
  if (odd !== undefined)
    throw fault(file, `rules: ${odd[0]} is no rule that comes with Redocly, or has a $ref`, 'remove it');
  return { extends: sets as string[], rules };
}

function parsed(path: string, file: string): Record<string, unknown> {
  try {
    // As JSON, so that no alias leads back to what holds it.
    const value = JSON.parse(JSON.stringify(parse(readFileSync(path, 'utf8')) ?? {})) as unknown;
    if (isObject(value)) return value;
  } catch {
    // Said below: it is no YAML, or more than JSON can say.
  }
  throw fault(file, 'this is not an object in YAML', 'write rules: and what follows');
}

/** Rules of one's own begin with `rule/`; other names with a slash are those of plugins. */
function isRule(name: string, rule: unknown): boolean {
  const hasForm = isObject(rule) || ['error', 'warn', 'off'].includes(rule as string);
  return hasForm && (name.startsWith('rule/') || !name.includes('/')) && !hasReference(rule);
}

function hasReference(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return Object.hasOwn(value, '$ref') || Object.values(value).some(hasReference);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function fault(file: string, message: string, remedy: string): InputError {
  return new InputError([{ file, message, remedy }]);
}
