import type { Json, Problem } from '@specline/openapi';
import type { Documents, Text } from './document.js';
import { NAMES } from './generated.ts';
import type { Files, Outcome } from './generated.ts';
import { nastyText, randomNumbers } from './texts.ts';

/** What became of the documents of a seed. */
export interface Accepted extends Files {
  /** The text that each place has. */
  readonly text: Text;
  /** The places that were refused, and so have a text that means nothing. */
  readonly tamed: ReadonlySet<string>;
}

/** Documents of one form, with texts that mean something to somebody in their places. */
export class HostileDocuments {
  readonly documentsOf: (text: Text) => Documents;
  /** The text that a place has where it is to mean nothing. */
  readonly #tame: Text;
  /** The places where an empty text is as good as none. */
  readonly #prose: RegExp;
  /** Every pointer with a place's text in it or at it. */
  readonly #places: Readonly<Record<keyof Documents, readonly Placed[]>>;

  constructor(documentsOf: (text: Text) => Documents, tame: Text, prose = /./) {
    this.documentsOf = documentsOf;
    this.#tame = tame;
    this.#prose = prose;
    const { document, sdk, defaults } = documentsOf((place) => `⟦${place}⟧`);
    this.#places = { document: placesIn(document), sdk: placesIn(sdk), defaults: placesIn(defaults) };
  }

  /** The documents with texts that mean nothing. */
  tame(): Documents {
    return this.documentsOf(this.#tame);
  }

  /** Texts of a seed, each place its own; `tamed` places have one that means nothing. */
  text(seed: number, tamed: ReadonlySet<string>): Text {
    const random = randomNumbers(seed);
    const share = random();
    const texts = new Map<string, string>();
    const taken = new Set<string>();
    return (place) => {
      const known = texts.get(place);
      if (known !== undefined) return known;
      const nasty = nastyText(random);
      const isNasty = random() < share && !tamed.has(place) && (nasty !== '' || !this.#prose.test(place));
      let text = isNasty ? nasty : this.#tame(place);
      if (taken.has(text)) text = `${text}${texts.size}`;
      taken.add(text);
      texts.set(place, text);
      return text;
    };
  }

  /**
   * The accepted documents of a seed: places that are refused are tamed, which the refusal has to name. Throws where it
   * names none.
   */
  async accepted(seed: number, generate: (documents: Documents) => Promise<Outcome>): Promise<Accepted> {
    const tamed = new Set<string>();
    for (;;) {
      const text = this.text(seed, tamed);
      const outcome = await generate(this.documentsOf(text));
      if ('files' in outcome) return { ...outcome, text, tamed };
      const problems = outcome.problems.filter(({ flaw }) => flaw !== true);
      const named = problems.flatMap((problem) => this.#placesOf(problem, text));
      if (named.every((place) => tamed.has(place)))
        throw new Error(`seed ${seed}: no text is named by ${JSON.stringify(problems)}`);
      for (const place of named) tamed.add(place);
    }
  }

  /** The places whose texts a problem is about: those that stand where it points to, or in what holds it. */
  #placesOf({ file, pointer }: Problem, text: Text): string[] {
    const name = (['document', 'sdk', 'defaults'] as const).find((key) => NAMES[key] === file) ?? 'document';
    if (pointer === undefined) return [];
    return this.#places[name]
      .filter((place) => {
        const other = place.pointer.replaceAll(/⟦(.*?)⟧/g, (_, inner: string) => escaped(text(inner)));
        return pointer === other || pointer.startsWith(`${other}/`) || other.startsWith(`${pointer}/`);
      })
      .flatMap(({ places }) => places);
  }
}

interface Placed {
  /** Names of places stand for their texts. */
  readonly pointer: string;
  readonly places: readonly string[];
}

function placesIn(value: Json, pointer = '#'): Placed[] {
  const named = (text: string) => [...text.matchAll(/⟦(.*?)⟧/g)].map(([, place = '']) => place);
  if (typeof value === 'string') return [{ pointer, places: named(value) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]): Placed[] => {
    const place = `${pointer}/${escaped(name)}`;
    const own = named(name);
    return [...(own.length === 0 ? [] : [{ pointer: place, places: own }]), ...placesIn(inner, place)];
  });
}

function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
