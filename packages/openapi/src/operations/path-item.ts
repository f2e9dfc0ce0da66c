import { join } from '../json/pointer.js';
import type { JsonObject, Place } from '../json/pointer.js';
import { objectOf } from '../model/facts.js';
import type { Operation } from '../model/model.js';
import { METHODS } from '../spec/http.js';

/** One operation of a path item, where it stands. */
export interface PlacedOperation extends Place<JsonObject> {
  readonly method: Operation['method'];
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
export function sentMethod(method: Operation['method']): string {
  return typeof method === 'string' ? method.toUpperCase() : method.additional;
}
