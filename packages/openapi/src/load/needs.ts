import type { Json } from '../model/model.js';
import { isList } from './pointer.js';

/** What a document asks of its loading besides reading: each costs a walk that most documents can be spared. */
export interface Needs {
  /** Something may be referred to in another file. */
  readonly files: boolean;
  /** Something is marked `x-internal`. */
  readonly internal: boolean;
}

/** Looks at every value, whatever it means; what merely looks like a need in an example does no harm. */
export function needsOf(document: Json): Needs {
  let files = false;
  let internal = false;
  const pending: Json[] = [document];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isList(value)) {
      for (const item of value) if (typeof item === 'object') pending.push(item);
      continue;
    }
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object') pending.push(inner);
      if (name === 'x-internal') internal = true;
      else if (name === '$ref' && typeof inner === 'string' && !inner.startsWith('#')) files = true;
      // A discriminator may name its schemas by file.
      else if (name === 'mapping') files = true;
    }
  }
  return { files, internal };
}
