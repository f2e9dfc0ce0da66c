export type { Json } from './json/json.js';
export type * from './model/model.js';
export type { Ignored, Version } from './spec/version.js';
export { buildModel, slugOf } from './model/build.js';
export type { ModelInput, ModelResult } from './model/build.js';
export type { Accounts } from './model/coverage.js';
export { successesOf } from './model/method-signatures.js';
export { INHERITED } from './names/reserved-names.js';
export { walkType } from './model/walk.js';
export { releasedNames } from './model/released.js';
export type { ReleasedCall, ReleasedNames } from './model/released.js';
export {
  defaultExplode,
  defaultStyle,
  isIdempotentMethod,
  isSafeMethod,
  METHODS,
  takesDefault,
} from './spec/http.js';
export type { Method, ParameterPlace, ParameterStyle } from './spec/http.js';
export type * from './wire/wire.js';
export type * from './wire/shape.js';
export { wireOf } from './wire/exchanges.js';
export { loadDocument } from './document/load.js';
export type { LoadedDocument } from './document/load.js';
export { refuseOutside } from './bundle/files.js';
export { operationKey } from './bundle/prune.js';
export { loadAccepted } from './config/accepted.js';
export type { Accepted, AcceptedBump, AcceptedChange } from './config/accepted.js';
export { loadDefaults, loadSdk } from './config/sdk.js';
export type { Configuration, Defaults, Omit, PaginationSettings, Sdk } from './config/sdk.js';
export { relocated } from './workspace/copy-document.js';
export type { RelocatedFile } from './workspace/copy-document.js';
export { starterDocument, starterSdk } from './workspace/starter.js';
export { packageProblems } from './config/packages.js';
export {
  apiNameFault,
  documentPath,
  findWorkspace,
  listApis,
  loadApi,
  refuseForeign,
} from './workspace/workspace.js';
export type { LoadedApi } from './workspace/workspace.js';
export { normalPointer, tokensOf } from './json/pointer.js';
export { formatProblem, InputError, visible } from './json/problem.js';
export type { Problem } from './json/problem.js';
export { forgeText } from './json/forge-text.js';
export { readJsonObject } from './parse/json-file.js';
export { exists, makeFolders, readBytes, readText, withoutReturns, withPath } from './parse/regular-file.js';
export { isSystemFault, systemProblem } from './parse/system-fault.js';
export type { Item } from './spec/inventory.js';
export type { Keyword, Kind } from './spec/keyword.js';
export { MEMBERS, OBJECTS, REFERABLE, SECTIONS } from './spec/objects.js';
export { isOf } from './spec/value-kinds.js';
export { kindAt, shapeOf } from './spec/walk.js';
