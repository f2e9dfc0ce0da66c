import { identifier } from '../print/literal.js';

/** Words that cannot name a constant or an import in a module; of CommonJS, what compiled modules use themselves. */
const RESERVED: ReadonlySet<string> = new Set(
  `Object arguments await break case catch class const continue debugger default delete do else enum eval export exports extends false
  finally for function if implements import in instanceof interface let new null package private protected public require return
  static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
);

/** The names of one scope: no two are equal, and none is a reserved word. */
export class Scope {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  /** Takes the name, or the first free one with more of `suffix` behind it. */
  take(wanted: string, suffix = '_'): string {
    let name = identifier(wanted);
    while (this.#taken.has(name) || RESERVED.has(name)) name += suffix;
    this.#taken.add(name);
    return name;
  }
}

/** What the module of a resource imports, the globals of its types, and the arguments of its methods. */
export const MODULE_NAMES: readonly string[] =
  `APIPromise APIResource AsyncIterable Blob IdempotentRequestOptions OperationDefinition Record RequestOptions
  Uint8Array eventData eventDataBody form jsonEvents jsonEventsBody jsonLines jsonLinesBody jsonQuery jsonSequenceBody
  multipart options parameters params raw serverSentEvents serverSentEventsBody styled textQuery`.split(
    /\s+/,
  );

/** The class of a resource, whatever else its module holds: `Tokens` of `['moq', 'relays', 'tokens']`, `Root` of the client itself. */
export function className(resource: readonly string[]): string {
  return new Scope(MODULE_NAMES).take(capitalised(resource.at(-1) ?? 'root'));
}

/** The words of a resource as one name: `MoqRelaysTokens`. */
export function pathName(resource: readonly string[]): string {
  return resource.map(capitalised).join('');
}

function capitalised(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}
