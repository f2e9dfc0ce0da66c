import type { Json } from '../json/json.js';
import { referredPath } from './files.js';
import type { Files } from './files.js';
import { member, normalPointer, tokensOf, valueAt } from '../json/pointer.js';
import { InputError } from '../json/problem.js';
import type { Source } from '../parse/source.js';

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

/** The file and the place in it that a reference names. */
export interface Destination {
  readonly path: string;
  readonly pointer: string;
  /** Where it names an anchor and no pointer. */
  readonly anchor?: string;
}

/** Throws `InputError` for a host or an absolute path. */
export function targetOf(reference: string, path: string): Destination {
  const [file = '', fragment = ''] = reference.split(/#(.*)/s);
  return {
    path: file === '' ? path : referredPath(file, path),
    pointer: normalPointer(`#${fragment}`) ?? '#',
    ...(fragment === '' || fragment.startsWith('/') ? {} : { anchor: fragment }),
  };
}

/** Finds what references lead to, other references followed; of the entry the value is given. */
export function resolverIn(files: Files, entry: string, value: Json) {
  return (reference: string, path: string): Pick<Target, 'value' | 'path'> | undefined => {
    const seen = new Set<string>();
    let found: Pick<Target, 'value' | 'path'> = { value: { $ref: reference }, path };
    try {
      for (;;) {
        const next = member(found.value, '$ref');
        if (typeof next !== 'string') return found;
        const target = targetOf(next, found.path);
        const key = target.path + target.pointer;
        if (seen.has(key)) return undefined;
        seen.add(key);
        const root = target.path === entry ? value : files.read(target.path).value;
        found = { value: valueAt(root, target.pointer) ?? null, path: target.path };
      }
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  };
}
