import type { Shape } from '../rules/keyword.js';
import type { Files } from './files.js';
import { valueAt } from './pointer.js';
import { InputError } from './problem.js';
import type { Problem } from './problem.js';
import type { SwaggerUpgrade } from './swagger.js';
import { targetOf } from './target.js';
import type { Target } from './target.js';

/** Finds what references lead to, and reports those that lead nowhere. */
export class Lookup {
  readonly problems: Problem[] = [];
  readonly #entry: string;
  readonly #files: Files;
  readonly #upgrade: SwaggerUpgrade | undefined;

  constructor(entry: string, files: Files, upgrade?: SwaggerUpgrade) {
    this.#entry = entry;
    this.#files = files;
    this.#upgrade = upgrade;
  }

  /** What a reference leads to, read as what stands at the reference. */
  find(reference: string, shape: Shape, pointer: string, path: string): Target | undefined {
    try {
      const target = this.#targetOf(reference, path);
      const source = this.#files.read(target.path);
      const raw = valueAt(source.value, target.pointer);
      const value = raw && target.path !== this.#entry ? this.#upgrade?.part(raw, shape, target.path) : raw;
      if (raw !== undefined) return { ...target, source, value: value ?? raw };
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

  #targetOf(reference: string, path: string): Pick<Target, 'path' | 'pointer'> {
    const target = targetOf(reference, path);
    if (target.path !== this.#entry || this.#upgrade === undefined) return target;
    return { ...target, pointer: this.#upgrade.current(target.pointer) };
  }
}
