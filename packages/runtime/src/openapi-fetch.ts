// The one file that knows openapi-fetch.
import { serializePrimitiveParam } from 'openapi-fetch';

/** Returns `name=value` for a name and a value that are encoded already. */
export function named(name: string, text: string): string {
  return serializePrimitiveParam(name, text, { allowReserved: true });
}
