import { _, Name } from 'ajv/dist/2020.js';
import type { CodeKeywordDefinition, KeywordCxt } from 'ajv/dist/2020.js';

/**
 * `oneOf` (JSON Schema 2020-12, Core, section 10.2.1.3). Ajv's own nests its code once for each schema, and V8 cannot
 * parse the code for a union of more than about a thousand.
 */
export const ONE_OF: CodeKeywordDefinition = {
  keyword: 'oneOf',
  schemaType: 'array',
  before: 'not',
  trackErrors: true,
  error: { message: 'must match exactly one schema in oneOf' },
  code(cxt: KeywordCxt) {
    const { gen } = cxt;
    const fitting = gen.let('fitting', 0);
    const isValid = gen.name('_valid');
    gen.block(() => {
      for (const index of cxt.schema.keys()) {
        const branch = cxt.subschema({ keyword: 'oneOf', schemaProp: index, compositeRule: true }, isValid);
        gen.if(isValid, () => {
          gen.assign(fitting, _`${fitting} + 1`);
          cxt.mergeEvaluated(branch, Name);
        });
      }
    });
    cxt.result(
      _`${fitting} === 1`,
      () => cxt.reset(),
      () => cxt.error(true),
    );
  },
};
