import { located } from '../parse/source.js';
import type { Shape } from '../spec/keyword.js';
import type { Files } from './files.js';
import { anchorIn } from './identifiers.js';
import { valueAt } from '../json/pointer.js';
import type { Moves } from './source-map.js';
import { InputError } from '../json/problem.js';
import type { Problem } from '../json/problem.js';
import type { SwaggerUpgrade } from './swagger/swagger.js';
import { targetOf } from './reference-target.js';
import type { Destination, Target } from './reference-target.js';

/** Finds what references lead to, and reports those that lead nowhere. */
export class Lookup {
  readonly problems: Problem[] = [];
  readonly flaws: Problem[] = [];
  readonly #moves: Moves;
  readonly #entry: string;
  readonly #files: Files;
  readonly #upgrade: SwaggerUpgrade | undefined;

  constructor(entry: string, files: Files, moves: Moves, upgrade?: SwaggerUpgrade) {
    this.#moves = moves;
    this.#entry = entry;
    this.#files = files;
    this.#upgrade = upgrade;
  }

  /** What a reference leads to, read as what stands at the reference. */
  find(reference: string, shape: Shape, pointer: string, path: string): Target | undefined {
    try {
      const found = this.#at(this.#targetOf(reference, path), shape);
      if (found !== undefined) return found;
      if (reference.endsWith('#/')) return this.find(reference.slice(0, -1), shape, pointer, path);
      const meant = reference.startsWith('#/') ? this.#inEntry(reference, shape, pointer) : undefined;
      if (meant !== undefined) return meant;
      this.problems.push({
        pointer,
        message: `$ref leads nowhere: ${reference}`,
        remedy: 'correct the pointer or add its target',
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const { message, remedy, file: named } of error.problems) {
        this.problems.push({
          pointer,
          message: named === undefined ? message : `${reference}: ${message}`,
          ...(remedy === undefined ? {} : { remedy }),
        });
      }
    }
    return undefined;
  }

  /** A reference in a split file may point to something that only exists in the entry file. */
  #inEntry(reference: string, shape: Shape, pointer: string): Target | undefined {
    const found = this.#at(this.#targetOf(reference, this.#entry), shape);
    if (found === undefined) return undefined;
    const { source, pointer: place } = this.#moves.originOf(pointer);
    const message = `${reference} is not in this file; it is read as ${found.source.file}${reference}`;
    this.flaws.push(located({ pointer: place, message, remedy: 'name the file too' }, source));
    return found;
  }

  #at({ path, pointer, anchor }: Destination, shape: Shape): Target | undefined {
    const source = this.#files.read(path);
    const place = anchor === undefined ? pointer : anchorIn(source.value, anchor);
    const raw = place === undefined ? undefined : valueAt(source.value, place);
    if (place === undefined || raw === undefined) return undefined;
    const value = path === this.#entry ? raw : this.#upgrade?.part(raw, shape, path);
    return { path, pointer: place, source, value: value ?? raw };
  }

  #targetOf(reference: string, path: string): Destination {
    const target = targetOf(reference, path);
    if (target.path !== this.#entry || this.#upgrade === undefined) return target;
    return { ...target, pointer: this.#upgrade.current(target.pointer) };
  }
}
