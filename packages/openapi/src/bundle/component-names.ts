import { dirname, relative } from 'node:path';
import type { JsonObject } from '../json/json.js';
import { join, tokensOf } from '../json/pointer.js';
import type { Problem } from '../json/problem.js';
import { nameOf } from './reference-target.js';
import type { Target } from './reference-target.js';

/** Names what comes from other files into the bundle: as it was released, else as it is called there. */
export class ComponentNames {
  /** Where each stands: pointers by `schemas/pet.yaml#/Pet`, relative to the entry. */
  readonly given: Record<string, string> = Object.create(null);
  readonly problems: Problem[] = [];
  readonly #folder: string;
  readonly #released: Readonly<Record<string, string>>;
  /** The pointers that are kept for what was released. */
  readonly #kept: ReadonlySet<string>;
  /** The next number for a name that is taken, by section and name. */
  readonly #numbers = new Map<string, number>();

  constructor(entry: string, released: Readonly<Record<string, string>>) {
    this.#folder = dirname(entry);
    this.#released = released;
    this.#kept = new Set(Object.values(released));
  }

  /** The name of a target in a section of `components`. `isAlias` tells whether a component only refers to it. */
  give(target: Target, section: string, parts: JsonObject, isAlias: (name: string) => boolean): string {
    const origin = relative(this.#folder, target.path).replaceAll('\\', '/') + target.pointer;
    const released = Object.hasOwn(this.#released, origin) ? this.#released[origin] : undefined;
    const wanted = released === undefined ? nameOf(target) : (tokensOf(released)?.at(-1) ?? '');
    const isFree = isAlias(wanted) || (released !== undefined && !Object.hasOwn(parts, wanted));
    const name = isFree ? wanted : this.#freeName(parts, wanted, section);
    if (!isFree && released !== undefined)
      this.problems.push({
        pointer: released,
        message: `${wanted} is the released name of ${origin}`,
        remedy: 'give this component another name, or let it do nothing but refer there',
      });
    this.given[origin] = join(`#/components/${section}`, name);
    return name;
  }

  #freeName(parts: JsonObject, wanted: string, section: string): string {
    const isTaken = (name: string) =>
      Object.hasOwn(parts, name) || this.#kept.has(join(`#/components/${section}`, name));
    if (!isTaken(wanted)) return wanted;
    const key = `${section}/${wanted}`;
    let number = this.#numbers.get(key) ?? 2;
    while (isTaken(wanted + number)) number += 1;
    this.#numbers.set(key, number + 1);
    return wanted + number;
  }
}
