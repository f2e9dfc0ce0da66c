// What a caller gets when a call fails: plain data that the client's README prints and the tests hold.
export type {
  Failure,
  Fault,
  Method,
  MethodKind,
  Outcome,
  RuntimeTrait,
  Verdict,
} from './failures/failure.js';
export { methodKinds } from './failures/failure.js';
export { failureTable } from './failures/failure-table.js';
export { failureRows, failures } from './failures/rows.js';
export type { CallName, FailureRow } from './failures/rows.js';
