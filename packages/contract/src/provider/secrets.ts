import { member } from '../document/json.js';
import { child, items, join, members } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { split } from '../judge/message.js';
import type { Problem } from '../judge/problem.js';
import { possibleParts, toObject } from '../schema/composition.js';

/** Headers whose values are no secret, but words of content negotiation that messages need. */
const PLAIN_HEADERS: readonly string[] = [
  'accept',
  'accept-language',
  'content-type',
  'prefer',
  'user-agent',
];

/** A shorter value is taken for one only where it stands as a word: `1` is in too many others. */
const SHORT = 8;

/** A text without the values of headers, however a server repeated them: content types arrive in lower case. */
export function withoutCredentials(text: string, headers: Headers): string {
  const values = [...headers].flatMap(([name, value]) =>
    PLAIN_HEADERS.includes(name) ? [] : spellings(name, value),
  );
  return values
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, value) => left.replaceAll(expression(value), '***'), text);
}

function expression(value: string): RegExp {
  const literal = value.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return value.length < SHORT
    ? new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, 'giu')
    : new RegExp(literal, 'gi');
}

/** The value and what follows its scheme (`Bearer …`) or the name of a cookie: plain, in a JSON pointer and a JSON string. */
function spellings(name: string, value: string): string[] {
  const cookies = name === 'cookie' ? value.split(/;\s*/).map((pair) => split(pair, '=')[1]) : [];
  const values = [value, value.slice(value.indexOf(' ') + 1), ...cookies];
  const written = values.flatMap((one) => [one, join('', one).slice(1), JSON.stringify(one).slice(1, -1)]);
  return [...new Set(written)].filter((one) => one !== '');
}

/** The problem without the names of members in a value that is secret: no name there is known to be harmless. */
export function discreet(source: Source, schema: Located | undefined, problem: Problem): Problem {
  const [head = '', ...tokens] = problem.place.split('/');
  if (schema === undefined || head !== 'body') return problem;
  let places: readonly Located[] = [schema];
  for (const [depth, token] of [...tokens, undefined].entries()) {
    const parts = places.flatMap((at) => possibleParts(source, at));
    if (parts.some(({ keywords }) => isSecret(toObject(keywords)))) {
      return {
        ...problem,
        place: [head, ...tokens.slice(0, depth)].join('/'),
        message: problem.message.replace(/^has ".*", which is not/s, 'has a member that is not'),
      };
    }
    if (token !== undefined) places = parts.flatMap(({ at }) => stepInto(at, token));
  }
  return problem;
}

function isSecret(keywords: Parameters<typeof member>[0]): boolean {
  return (
    member(keywords, 'x-sensitive') === true ||
    member(keywords, 'writeOnly') === true ||
    member(keywords, 'format') === 'password'
  );
}

/** The schemas of a member or item, by a token of a JSON pointer. */
function stepInto(at: Located, token: string): Located[] {
  const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
  const properties = child(at, 'properties');
  const declared = properties && child(properties, name);
  const free = ['additionalProperties', 'unevaluatedProperties', 'items'].flatMap(
    (keyword) => child(at, keyword) ?? [],
  );
  const patterns = members(child(at, 'patternProperties')).map(([, one]) => one);
  const listed = items(child(at, 'prefixItems'))[Number(name)];
  return [
    ...(declared === undefined ? free : [declared]),
    ...patterns,
    ...(listed === undefined ? [] : [listed]),
  ];
}
