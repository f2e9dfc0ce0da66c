export type * from './model/model.js';
export { buildModel, slugOf } from './model/build.js';
export type { ModelInput, ModelResult } from './model/build.js';
export type { Accounts } from './model/accounts.js';
export { successesOf } from './model/calls.js';
export { INHERITED } from './model/taken-names.js';
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
export { loadDocument } from './load/document.js';
export type { LoadedDocument } from './load/document.js';
export { refuseOutside } from './load/files.js';
export { operationKey } from './load/prune.js';
export { loadAccepted } from './load/accepted.js';
export type { Accepted, AcceptedBump, AcceptedChange } from './load/accepted.js';
export { loadDefaults, loadSdk } from './load/sdk.js';
export type { Configuration, Defaults, Omit, PaginationSettings, Sdk } from './load/sdk.js';
export { relocated } from './load/relocate.js';
export type { RelocatedFile } from './load/relocate.js';
export { starterDocument, starterSdk } from './load/starter.js';
export { packageProblems } from './load/packages.js';
export {
  apiNameFault,
  documentPath,
  findWorkspace,
  listApis,
  loadApi,
  refuseForeign,
} from './load/workspace.js';
export type { LoadedApi } from './load/workspace.js';
export { normalPointer, tokensOf } from './load/pointer.js';
export { formatProblem, InputError, visible } from './load/problem.js';
export type { Problem } from './load/problem.js';
export { forgeText } from './load/forge-text.js';
export { readJsonObject } from './load/json-file.js';
export { exists, readBytes, readText, withoutReturns, withPath } from './load/regular-file.js';
export { isSystemFault, systemProblem } from './load/system-fault.js';
export type { Item } from './rules/inventory.js';
export type { Ignored, Version } from './rules/structure.js';
export type { Keyword, Kind } from './rules/keyword.js';
export { MEMBERS, OBJECTS, REFERABLE, SECTIONS } from './rules/objects.js';
export { isOf } from './rules/shapes.js';
export { kindAt, shapeOf } from './rules/walk.js';
