import type { JsonObject } from '../json/json.js';
import { objectOf } from '../json/read.js';
import { join } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { METHODS } from '../spec/http.js';
import type { OperationMethod } from '../spec/http.js';

/** One operation of a path item, where it stands. */
export interface PlacedOperation extends Place<JsonObject> {
  readonly method: OperationMethod;
  /** The method as it is sent. */
  readonly sent: string;
}

/** The operations of a path item, in its order. */
export function operationsIn(item: Place<JsonObject>): PlacedOperation[] {
  return Object.keys(item.value).flatMap((name) => {
    if (name === 'additionalOperations') return additionalIn(item);
    return METHODS.filter((method) => method === name).map((method): PlacedOperation => ({
      method,
      sent: sentMethod(method),
      value: objectOf(item.value, method),
      pointer: join(item.pointer, method),
    }));
  });
}

function additionalIn(item: Place<JsonObject>): PlacedOperation[] {
  const additional = objectOf(item.value, 'additionalOperations');
  const pointer = join(item.pointer, 'additionalOperations');
  return Object.keys(additional).map((name) => ({
    method: { additional: name },
    sent: name,
    value: objectOf(additional, name),
    pointer: join(pointer, name),
  }));
}

/** The method as it is sent. */
export function sentMethod(method: OperationMethod): string {
  return typeof method === 'string' ? method.toUpperCase() : method.additional;
}
