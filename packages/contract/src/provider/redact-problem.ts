import { member } from '../document/json.js';
import { child, items, members } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { split } from '../judge/message.js';
import type { Problem } from '../judge/problem.js';
import { possibleParts, toObject } from '../schema/composition.js';
import { withoutSecrets } from './mask.js';

/** Headers whose values are no secret, but words of content negotiation that messages need. */
const PLAIN_HEADERS: readonly string[] = [
  'accept',
  'accept-language',
  'content-type',
  'prefer',
  'user-agent',
];

/** A text without the values of headers, however a server repeated them. */
export function withoutCredentials(text: string, headers: Headers): string {
  const secrets = [...headers].flatMap(([name, value]) =>
    PLAIN_HEADERS.includes(name) ? [] : secretsIn(name, value),
  );
  return withoutSecrets(text, [...new Set(secrets)]);
}

/** The value, what follows its scheme (`Bearer …`) or the name of a cookie, and what `Basic` encodes. */
function secretsIn(name: string, value: string): string[] {
  const cookies = name === 'cookie' ? value.split(/;\s*/).map((pair) => split(pair, '=')[1]) : [];
  const rest = value.slice(value.indexOf(' ') + 1);
  const pair = /^basic /i.test(value) ? Buffer.from(rest, 'base64').toString() : '';
  return [value, rest, pair, split(pair, ':')[1], ...cookies];
}

/** The problem without the names of members in a value that is secret: no name there is known to be harmless. */
export function discreet(source: Source, schema: Located | undefined, problem: Problem): Problem {
  const { value } = problem;
  if (schema === undefined || value?.carrier !== 'body') return problem;
  const tokens = value.path.split('/').slice(1);
  let places: readonly Located[] = [schema];
  for (const [depth, token] of [...tokens, undefined].entries()) {
    const parts = places.flatMap((at) => possibleParts(source, at));
    if (parts.some(({ keywords }) => isSecret(toObject(keywords)))) {
      return {
        ...problem,
        place: [value.carrier, ...tokens.slice(0, depth)].join('/'),
        message: isUnknownMember(value) ? 'has a member that is not documented' : problem.message,
      };
    }
    if (token !== undefined) places = parts.flatMap(({ at }) => stepInto(at, token));
  }
  return problem;
}

/** Whether a problem names a member that only the value has. */
function isUnknownMember({ keyword }: NonNullable<Problem['value']>): boolean {
  return keyword === 'additionalProperties';
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
