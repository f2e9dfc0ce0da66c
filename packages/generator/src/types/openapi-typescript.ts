import { createRequire } from 'node:module';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import type * as OpenAPITypeScript from 'openapi-typescript';
import type * as TypeScript from 'typescript';
import { correctDocument } from './corrected-document.js';
import { DiscriminatorScan } from './discriminators.js';
import { DocumentCopy, pathOf, valueAt } from './document-copy.js';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';
import { percentSafeReference } from './percent-safe-reference.js';
import { plainPart } from './plain-part.js';
import { SyntaxPrinter } from './syntax-printer.js';

/** A document as JSON gives it. */
export type OpenAPIDocument = Readonly<Record<string, unknown>>;

/** A module of types, and what of them is not as the document says. */
export interface OpenAPITypes {
  readonly text: string;
  /** Pointers of the schemas that got a tag because their `allOf` names a schema with a discriminator. */
  readonly heirs: readonly string[];
}

/**
 * `paths`, `components` and `operations` as openapi-typescript prints them with `defaultNonNullable: false`: the same
 * bytes as its `openapiTS` gives, without the validation and bundling that it repeats, and with comments that hold only
 * text. The document is not changed. The one place that knows openapi-typescript; loaded on the first call, and the
 * compiler with it.
 */
export function openapiTypes(document: OpenAPIDocument): OpenAPITypes {
  const { compiler, scanDiscriminators, resolveRef, transformSchema } = loaded();
  const copy = new DocumentCopy(document);
  const scan = new DiscriminatorScan();
  correctDocument(copy, (part, position, path) => scan.visit(part, position, path));
  const discriminators = scan.result(copy, (found) =>
    scanDiscriminators(itsDocument(found), { silent: true }),
  );
  const schema = itsDocument(copy.root);
  const context: GlobalContext = {
    ...OPTIONS,
    discriminators,
    injectFooter: [],
    resolve: ($ref) => withOwnProperties(resolveRef(schema, $ref, { silent: true })),
  };
  const text = new SyntaxPrinter(compiler).print(transformSchema(schema, context));
  return { text, heirs: heirsOf(discriminators, copy.root) };
}

/** It takes the names of a schema's properties for granted that every object inherits: `constructor`. */
function withOwnProperties<Resolved>(resolved: Resolved | undefined): Resolved | undefined {
  if (!isObject(resolved) || !isObject(resolved['properties'])) return resolved;
  return { ...resolved, properties: Object.assign(Object.create(null), resolved['properties']) };
}

function heirsOf({ objects }: GlobalContext['discriminators'], document: JsonObject): string[] {
  return Object.keys(objects).filter((pointer) => {
    const schema = valueAt(document, pathOf(pointer));
    return isObject(schema) && schema['discriminator'] === undefined;
  });
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
  // The other modules call these two through their module's exports, which are this package's alone.
  const utils: typeof OpenAPITypeScript & {
    createRef: typeof percentSafeReference;
  } = require('openapi-typescript/dist/lib/utils.cjs');
  utils.createRef = percentSafeReference;
  const nodes: {
    addJSDocComment: typeof OpenAPITypeScript.addJSDocComment;
  } = require('openapi-typescript/dist/lib/ts.cjs');
  const { addJSDocComment } = nodes;
  nodes.addJSDocComment = (part, node) => addJSDocComment(plainPart(part), node);
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
