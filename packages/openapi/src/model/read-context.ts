import type { JsonObject, Json } from '../json/json.js';
import type { Version } from '../spec/version.js';
import { isObject, member, normalPointer, targetOf } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import type { Account } from './diagnostics.js';
import type { ReleasedNames } from './released.js';
import type { Schemas } from './schemas.js';
import type { Secrets } from './secrets.js';

/** What every reader of a part of the document needs. */
export interface Reading {
  readonly document: JsonObject;
  readonly version: Version;
  readonly schemas: Schemas;
  readonly secrets: Secrets;
  readonly account: Account;
  readonly released?: ReleasedNames;
}

/** The object at a place, or the one that its `$ref`s lead to. */
export function follow(
  value: Json | undefined,
  pointer: string,
  { document, account }: Pick<Reading, 'document' | 'account'>,
): Place<JsonObject> {
  const seen = new Set<string>();
  let place: Place<JsonObject> = { value: isObject(value) ? value : {}, pointer };
  for (;;) {
    const target = member(place.value, '$ref');
    if (typeof target !== 'string') return place;
    if (seen.has(target)) {
      account.refuse(pointer, `$ref leads round in a circle: ${target}`, 'let one of them hold the value');
      return { value: {}, pointer };
    }
    seen.add(target);
    const found = targetOf(document, target);
    place = { value: isObject(found) ? found : {}, pointer: normalPointer(target) ?? target };
  }
}
