import { createRequire } from 'node:module';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import type * as OpenAPITypeScript from 'openapi-typescript';
import type * as TypeScript from 'typescript';
import { correctDocument } from './corrected-document.js';
import { DiscriminatorScan } from './discriminators.js';
import type { Tag } from './discriminators.js';
import { DocumentCopy } from './document-copy.js';
import { DocumentNames } from './document-names.js';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';
import { ModulePrinter } from './module-printer.js';
import { MoreTransforms } from './openapi-3.2-transforms.js';
import type { ComponentsTransform, ParametersTransform, Tools } from './openapi-3.2-transforms.js';
import { percentSafeReference } from './percent-safe-reference.js';
import { plainPart } from './sanitized-docs.js';
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
 * bytes as its `openapiTS` gives, without the validation and bundling that it repeats, and with comments that hold only
 * text. The document is not changed. The one place that knows openapi-typescript; loaded on the first call, and the
 * compiler with it. Throws `InputError` where openapi-typescript fails, or makes anything but types of the document's
 * names and values.
 */
export function openapiTypes(document: OpenAPIDocument, file: string): OpenAPITypes {
  const { compiler, scanDiscriminators, resolveRef, transformSchema } = loaded();
  const copy = new DocumentCopy(document);
  const scan = new DiscriminatorScan();
  const names = new DocumentNames();
  correctDocument(copy, (part, kind, path) => {
    scan.visit(part, kind, path);
    names.visit(part, kind);
  });
  const { discriminators, tags } = scan.result(copy, (found) =>
    scanDiscriminators(itsDocument(found), { silent: true }),
  );
  names.complete(copy.root);
  const schema = itsDocument(copy.root);
  const context: GlobalContext = {
    ...OPTIONS,
    discriminators,
    injectFooter: [],
    resolve: remembered(($ref) => withOwnProperties(resolveRef(schema, $ref, { silent: true }))),
  };
  const printer = new SyntaxPrinter(compiler, names);
  const text = new ModulePrinter({ compiler, transformSchema, context, printer, file }).print(copy.root);
  return { text, tags };
}

/** It resolves the same references over and over. */
function remembered(resolve: GlobalContext['resolve']): GlobalContext['resolve'] {
  const known = new Map<string, unknown>();
  return <Resolved>($ref: string) => {
    if (!known.has($ref)) known.set($ref, resolve($ref));
    return known.get($ref) as Resolved | undefined;
  };
}

/** It takes the names of a schema's properties for granted that every object inherits: `constructor`. */
function withOwnProperties<Resolved>(resolved: Resolved | undefined): Resolved | undefined {
  if (!isObject(resolved) || !isObject(resolved['properties'])) return resolved;
  return { ...resolved, properties: Object.assign(Object.create(null), resolved['properties']) };
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
  loadReferences(createRequire(require.resolve('openapi-typescript/dist/lib/utils.cjs')));
  // The other modules call these two through their module's exports, which are this package's alone.
  const utils: typeof OpenAPITypeScript & {
    createRef: typeof percentSafeReference;
    debug: () => void;
  } = require('openapi-typescript/dist/lib/utils.cjs');
  utils.createRef = percentSafeReference;
  // It asks the environment at every part whether it is to be told of.
  utils.debug = () => {};
  const nodes: {
    addJSDocComment: typeof OpenAPITypeScript.addJSDocComment;
  } = require('openapi-typescript/dist/lib/ts.cjs');
  const { addJSDocComment } = nodes;
  nodes.addJSDocComment = (part, node) => addJSDocComment(plainPart(part), node);
  const compiler: typeof TypeScript = require('typescript');
  completeTransforms(require, compiler);
  const found: Library = {
    ...utils,
    transformSchema: require('openapi-typescript/dist/transform/index.cjs'),
    compiler,
  };
  library = found;
  return found;
}

/**
 * Loads what reads references for it. That asks for all utilities of a linter, which is a tenth of a small run, and needs
 * two of them: it gets these two, and whoever asks next gets all.
 */
function loadReferences(load: NodeJS.Require): void {
  const file = load.resolve('@redocly/openapi-core/lib/utils.js');
  if (load.cache[file] !== undefined) return;
  const exports = { isPlainObject: isObject, isTruthy: Boolean };
  load.cache[file] = { id: file, filename: file, loaded: true, exports } as unknown as NodeModule;
  load('@redocly/openapi-core/lib/ref-utils.js');
  delete load.cache[file];
}

/** Puts transforms in the place of its own, before the modules that call them are loaded. */
function completeTransforms(require: NodeJS.Require, ts: typeof TypeScript): void {
  const tools: Omit<Tools, 'ts' | 'createRef'> = require('openapi-typescript/dist/lib/ts.cjs');
  const file = require.resolve('openapi-typescript/dist/transform/path-item-object.cjs');
  const more = new MoreTransforms({ ...tools, ts, createRef: percentSafeReference }, require(file));
  Object.assign(require.cache[file] ?? {}, { exports: more.pathItem });
  const components: {
    default: ComponentsTransform;
  } = require('openapi-typescript/dist/transform/components-object.cjs');
  components.default = more.components(components.default);
  const parameters: {
    transformParametersArray: ParametersTransform;
  } = require('openapi-typescript/dist/transform/parameters-array.cjs');
  parameters.transformParametersArray = more.parameters(
    parameters.transformParametersArray,
    require('openapi-typescript/dist/transform/parameter-object.cjs'),
  );
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
