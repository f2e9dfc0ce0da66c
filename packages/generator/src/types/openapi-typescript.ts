import { createRequire } from 'node:module';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import type * as OpenAPITypeScript from 'openapi-typescript';
import type * as TypeScript from 'typescript';
import { correctDocument } from './corrected-document.js';
import { DiscriminatorScan } from './discriminators.js';
import type { Tag } from './discriminators.js';
import { DocumentCopy } from './document-copy.js';
import type { JsonObject } from './document-walk.js';
import { percentSafeReference } from './percent-safe-reference.js';
import { SyntaxPrinter } from './syntax-printer.js';

/** A document as JSON gives it. */
export type OpenAPIDocument = Readonly<Record<string, unknown>>;

/** A module of types, and what of them is not as the document says. */
export interface OpenAPITypes {
  readonly text: string;
  /** The tags that schemas got from a discriminator and do not have themselves, by the pointers of the schemas. */
  readonly tags: ReadonlyMap<string, Tag>;
}

/**
 * `paths`, `components` and `operations` as openapi-typescript prints them with `defaultNonNullable: false`: the same
 * bytes as its `openapiTS` gives, without the validation and bundling that it repeats. The document is not changed. The
 * one place that knows openapi-typescript; loaded on the first call, and the compiler with it.
 */
export function openapiTypes(document: OpenAPIDocument): OpenAPITypes {
  const { compiler, scanDiscriminators, resolveRef, transformSchema } = loaded();
  const copy = new DocumentCopy(document);
  const scan = new DiscriminatorScan();
  correctDocument(copy, (part, position, path) => scan.visit(part, position, path));
  const { discriminators, tags } = scan.result(copy, (found) =>
    scanDiscriminators(itsDocument(found), { silent: true }),
  );
  const schema = itsDocument(copy.root);
  const context: GlobalContext = {
    ...OPTIONS,
    discriminators,
    injectFooter: [],
    resolve: ($ref) => resolveRef(schema, $ref, { silent: true }),
  };
  const text = new SyntaxPrinter(compiler).print(transformSchema(schema, context));
  return { text, tags };
}

interface Library extends Pick<
  typeof OpenAPITypeScript,
  'resolveRef' | 'scanDiscriminators' | 'transformSchema'
> {
  readonly compiler: typeof TypeScript;
}

let library: Library | undefined;

/**
 * Its modules one by one, and as CommonJS: its index loads a linter too, and an `import` of the compiler parses its nine
 * megabytes once more to see which kind of module they are.
 */
function loaded(): Library {
  if (library !== undefined) return library;
  const require = createRequire(import.meta.url);
  const utils: typeof OpenAPITypeScript & {
    createRef: typeof percentSafeReference;
  } = require('openapi-typescript/dist/lib/utils.cjs');
  // The other modules call it through the module's exports, which are this package's alone: nothing else loads them.
  utils.createRef = percentSafeReference;
  const found: Library = {
    ...utils,
    transformSchema: require('openapi-typescript/dist/transform/index.cjs'),
    compiler: require('typescript'),
  };
  library = found;
  return found;
}

/** A document that was checked when it was loaded, by the name that openapi-typescript has for it. */
function itsDocument(document: JsonObject): OpenAPI3 {
  return document as unknown as OpenAPI3;
}
/** Its defaults, but for `defaultNonNullable`. */
const OPTIONS = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: false,
  emptyObjectsUnknown: false,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  redoc: {} as GlobalContext['redoc'],
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transform: undefined,
  transformProperty: undefined,
} as const;
