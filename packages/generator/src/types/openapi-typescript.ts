import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';

/** A document as JSON gives it. */
export type OpenAPIDocument = Readonly<Record<string, unknown>>;

/**
 * `paths`, `components` and `operations` as openapi-typescript prints them with `defaultNonNullable: false`: the same
 * bytes as its `openapiTS` gives, without the validation and bundling that it repeats. The one place that knows it;
 * loaded on the first call, and the compiler with it.
 */
export async function openapiTypes(document: OpenAPIDocument): Promise<string> {
  const { astToString, scanDiscriminators, resolveRef, transformSchema } = await import('openapi-typescript');
  // It writes into what it is given.
  const schema = structuredClone(document) as unknown as OpenAPI3;
  const context: GlobalContext = {
    ...OPTIONS,
    discriminators: scanDiscriminators(schema, { silent: true }),
    injectFooter: [],
    resolve: ($ref) => resolveRef(schema, $ref, { silent: true }),
  };
  return astToString(transformSchema(schema, context));
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
