import type { Json } from '../model/model.js';
import { isList, isObject } from './pointer.js';

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
    for (const name of Object.keys(value)) {
      const inner = value[name] ?? null;
      if (typeof inner === 'object') pending.push(inner);
      if (name === 'x-internal') internal = true;
      else if (name === '$ref') files ||= typeof inner === 'string' && !inner.startsWith('#');
      // A discriminator may name its schemas by file too.
      else if (name === 'mapping' && isObject(inner)) files ||= Object.values(inner).some(isFile);
    }
  }
  return { files, internal };
}

function isFile(target: Json): boolean {
  return typeof target === 'string' && isReference(target) && !target.startsWith('#');
}

/** Whether what names a schema is a reference and no name of a component. */
export function isReference(target: string): boolean {
  return /[#/]|\.(ya?ml|json)$/.test(target);
}
