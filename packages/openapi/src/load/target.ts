import type { Json } from '../model/model.js';
import { referredPath } from './files.js';
import { normalPointer, tokensOf } from './pointer.js';
import type { Source } from './source.js';

/** What a reference leads to. */
export interface Target {
  readonly path: string;
  readonly source: Source;
  readonly pointer: string;
  readonly value: Json;
}

/** The last word of the pointer, or the file's own name where the pointer is to all of it. */
export function nameOf({ path, pointer }: Target): string {
  const last = tokensOf(pointer)?.at(-1) ?? path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const name = last.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return name === '' || name === '__proto__' ? '_' : name;
}

/** The file and the pointer in it that a reference names. Throws `InputError` for a host or an absolute path. */
export function targetOf(reference: string, path: string): Pick<Target, 'path' | 'pointer'> {
  const [file = '', fragment = ''] = reference.split(/#(.*)/s);
  return {
    path: file === '' ? path : referredPath(file, path),
    pointer: normalPointer(`#${fragment}`) ?? '#',
  };
}
