import { createRequire } from 'node:module';
import type { KeywordCxt } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type * as Codegen from 'ajv/dist/compile/codegen/index.js';
import type * as Names from 'ajv/dist/compile/names.js';
import type * as Standalone from 'ajv/dist/standalone/index.js';
import type * as Code from 'ajv/dist/vocabularies/code.js';
import { INHERITED } from '@specline/openapi';
import { withEscapes } from '../print/invisible.js';
import { CALLS } from './check-schemas.js';
import type { CheckSchema } from './check-schemas.js';

/** JavaScript that checks values, and what it needs from around it. */
export interface CompiledChecks {
  readonly code: string;
  /** The function of each check, by the check's name. */
  readonly functions: ReadonlyMap<string, string>;
  /** What it takes from the runtime. */
  readonly imports: readonly string[];
  /** The names that it declares. */
  readonly names: readonly string[];
}

/** Compiles checks of one module. What they call is left to the module. */
export type Compile = (checks: readonly CheckSchema[]) => CompiledChecks;

/** What Ajv would import from its own package, and the runtime's name for it. */
const HELPERS: Readonly<Record<string, string>> = {
  'ajv/dist/runtime/equal': 'isEqual',
  'ajv/dist/runtime/ucs2length': 'codePoints',
};

/** Quotients of decimal fractions are seldom whole: 0.07 / 0.01. */
const PRECISION = 9;

/** Loads Ajv. The one place that knows how it prints. */
export function loadCompiler(): Compile {
  const { Ajv, standalone, parts } = loaded();
  return (checks) => {
    const ajv = new Ajv({
      strict: false,
      meta: false,
      validateSchema: false,
      validateFormats: false,
      messages: false,
      logger: false,
      multipleOfPrecision: PRECISION,
      code: { source: true, esm: true, lines: true, regExp: Object.assign(patternOf, { code: 'patternOf' }) },
    });
    ajv.addKeyword({ keyword: CALLS, schemaType: 'string', code: (place) => printCall(place, parts) });
    for (const keyword of ['uniqueItems', 'enum']) ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword: 'uniqueItems',
      type: 'array',
      schemaType: 'boolean',
      code: (place) => printUniqueness(place, parts),
    });
    ajv.addKeyword({
      keyword: 'enum',
      schemaType: 'array',
      code: (place) => printValues(place, parts),
    });
    for (const check of checks) compileInto(ajv, check);
    return compiled(standalone(ajv, Object.fromEntries(checks.map(({ name }) => [name, name]))));
  };
}

/** What Ajv's own keywords are made of. */
interface Parts {
  readonly codegen: typeof Codegen;
  readonly names: typeof Names.default.default;
  readonly code: typeof Code;
  /** Ajv's own `enum`. */
  readonly values: { readonly code: (place: KeywordCxt) => void };
}

interface Library {
  readonly Ajv: typeof Ajv2020;
  readonly standalone: typeof Standalone.default.default;
  readonly parts: Parts;
}

/** As CommonJS, whose default exports Node and bundlers take for different things. */
function loaded(): Library {
  const require = createRequire(import.meta.url);
  return {
    Ajv: require('ajv/dist/2020').Ajv2020,
    standalone: require('ajv/dist/standalone').default,
    parts: {
      codegen: require('ajv/dist/compile/codegen'),
      names: require('ajv/dist/compile/names').default,
      code: require('ajv/dist/vocabularies/code'),
      values: require('ajv/dist/vocabularies/validation/enum').default,
    },
  };
}

function compileInto(ajv: Ajv2020, { name, schema }: CheckSchema): void {
  const text = JSON.stringify(schema);
  // Half the code is for what few schemas need: properties that every object inherits, and members that no part knows.
  ajv.opts.ownProperties = [...INHERITED].some((inherited) => text.includes(JSON.stringify(inherited)));
  ajv.opts.unevaluated = text.includes('"unevaluated');
  ajv.opts.dynamicRef = false;
  ajv.addSchema(typeof schema === 'boolean' ? (schema as never) : { ...schema }, name);
  ajv.getSchema(name);
}

/** As Ajv prints `$ref`, which compiles what it leads to at once: a long chain of schemas would fill the stack. */
function printCall(place: KeywordCxt, { codegen: { _, Name, nil }, names, code }: Parts): void {
  const { gen, schema } = place;
  const check = new Name(schema as string);
  const { vErrors, errors } = names;
  place.result(code.callValidateCode(place, check, nil), undefined, () => {
    gen.assign(vErrors, _`${vErrors} === null ? ${check}.errors : ${vErrors}.concat(${check}.errors)`);
    gen.assign(errors, _`${vErrors}.length`);
  });
}

/** Ajv compares each item with each. */
function printUniqueness(place: KeywordCxt, { codegen: { _, Name } }: Parts): void {
  if (place.schema === true) place.fail(_`!${new Name(UNIQUE)}(${place.data})`);
}

const UNIQUE = 'hasUniqueItems';

/** Of more values than this, the one that arrives is looked up. */
const FEW_VALUES = 200;

/** Ajv compares with each value. */
function printValues(place: KeywordCxt, { codegen: { _, stringify }, values }: Parts): void {
  const { gen, schema, data } = place;
  const all = schema as readonly unknown[];
  if (all.length <= FEW_VALUES || all.some((value) => typeof value === 'object' && value !== null))
    return values.code(place);
  const set = gen.scopeValue('schema', { ref: all, code: _`new Set(${stringify(all)})` });
  place.fail(_`!${set}.has(${data})`);
}

/** As the runtime's. */
function patternOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

/** A line of its own each: no string of the code has a line break in it. */
const REQUIRED = /^const (\w+) = require\("([^"]+)"\)\.default;$/gm;
const EXPORTED = /^export const (\w+) = (\w+);$/gm;
const DECLARED = /^(?:const|function) (\w+)/gm;

/** Ajv's module as part of another one. Throws where it needs what the runtime does not have. */
function compiled(text: string): CompiledChecks {
  const functions = new Map<string, string>();
  const imports = new Set<string>();
  if (/^const \w+ = patternOf;$/m.test(text)) imports.add('patternOf');
  if (text.includes(`!${UNIQUE}(`)) imports.add(UNIQUE);
  const code = text
    .replace('"use strict";', '')
    .replaceAll(EXPORTED, (_, check: string, name: string) => {
      functions.set(check, name);
      return '';
    })
    .replaceAll(REQUIRED, (_, name: string, module: string) => {
      const helper = Object.hasOwn(HELPERS, module) ? HELPERS[module] : undefined;
      if (helper === undefined) throw new Error(`validators need ${module}, which the runtime does not have`);
      imports.add(helper);
      return `const ${name} = ${helper};`;
    })
    // In a literal this would be the prototype.
    .replaceAll(/(?<!\\)"__proto__":/g, '["__proto__"]:')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
  const names = [...code.matchAll(DECLARED)].map(([, name = '']) => name);
  return { code: withEscapes(code), functions, imports: [...imports].toSorted(), names };
}
