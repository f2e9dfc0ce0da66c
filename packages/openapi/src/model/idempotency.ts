import { optional } from '../json/read.js';
import { join } from '../json/pointer.js';
import type { Sdk } from '../config/sdk.js';
import type { Account } from './diagnostics.js';
import type { Operation, SecurityScheme } from './model.js';
import type { Method } from '../spec/http.js';
import { refuseStray } from './names.js';
import { isIdempotentMethod, isReservedParameter } from '../spec/http.js';

type Settings = Pick<Sdk, 'idempotent' | 'idempotencyHeader'>;

/** Methods whose requests carry the header of `idempotencyHeader`. */
const KEYED: ReadonlySet<Operation['method']> = new Set<Method>(['post', 'patch']);

/** What `sdk.yaml` says of sending each operation again. Refuses what it says of none. */
export function withIdempotency(
  operations: readonly Operation[],
  { idempotent, idempotencyHeader }: Settings,
  securitySchemes: readonly SecurityScheme[],
  account: Account,
): readonly Operation[] {
  if (idempotent === undefined && idempotencyHeader === undefined) return operations;
  refuseStrayKeys(idempotent ?? [], operations, account);
  if (idempotencyHeader !== undefined) refuseHeader(idempotencyHeader, operations, securitySchemes, account);
  const keys = new Set(idempotent);
  return operations.map((operation) => ({
    ...operation,
    ...optional('idempotent', keys.has(operation.key) || undefined),
    ...optional('idempotencyHeader', KEYED.has(operation.method) ? idempotencyHeader : undefined),
  }));
}

function refuseStrayKeys(
  idempotent: readonly string[],
  operations: readonly Operation[],
  account: Account,
): void {
  const keys = operations.map(({ key }) => key);
  for (const [index, key] of idempotent.entries()) {
    const place = join('#/idempotent', index);
    const operation = operations.find((candidate) => candidate.key === key);
    if (operation === undefined) refuseStray(place, key, keys, account);
    else if (isIdempotentMethod(operation.method)) {
      const method = key.slice(0, key.indexOf(' '));
      account.refuseSdk(place, `${method} is idempotent already: clients retry ${key}`, 'remove it');
    }
  }
}

function refuseHeader(
  header: string,
  operations: readonly Operation[],
  securitySchemes: readonly SecurityScheme[],
  account: Account,
): void {
  const refuse = (message: string, remedy: string) =>
    account.refuseSdk('#/idempotencyHeader', message, remedy);
  const name = header.toLowerCase();
  const isCredential = securitySchemes.some(
    (scheme) =>
      scheme.kind === 'api-key' && scheme.in === 'header' && scheme.parameter.toLowerCase() === name,
  );
  if (isCredential || isReservedParameter(name))
    refuse(`the header ${header} says something else already`, 'give another name');
  if (!operations.some(({ method }) => KEYED.has(method)))
    refuse(`no operation would send ${header}: the document has no POST and no PATCH`, 'remove it');
}
