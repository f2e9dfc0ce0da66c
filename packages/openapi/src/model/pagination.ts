import { optional } from '../json/read.js';
import { join, tokensOf } from '../json/pointer.js';
import type { PaginationSettings } from '../config/sdk.js';
import { successesOf } from './method-signatures.js';
import type { Member, Operation, Pagination, Type } from './model.js';
import type { Reading } from './read-context.js';
import type { Schemas } from './schemas.js';
import { withoutNull } from './union.js';

/** What `sdk.yaml` says of one operation, and what it is held against. */
interface Claim {
  readonly operation: Operation;
  readonly schemas: Schemas;
  /** Puts a problem at a key of the settings, or at all of them. */
  refuse(key: string | undefined, message: string, remedy: string): void;
}

/** A place in a body or in an item. */
interface Part {
  readonly names: readonly string[];
  readonly type: Type;
  /** Whether there may be nothing, or null. */
  readonly optional: boolean;
}

type Scalar = 'string' | 'number' | 'boolean';

/** How the pages of an operation follow each other; undefined where the document contradicts it, which is refused. */
export function paginationOf(
  operation: Operation,
  settings: PaginationSettings,
  { schemas, account }: Reading,
): Pagination | undefined {
  const place = join('#/pagination', operation.key);
  const refuse: Claim['refuse'] = (key, message, remedy) =>
    account.refuseSdk(key === undefined ? place : join(place, key), message, remedy);
  const claim: Claim = { operation, schemas, refuse };
  const before = account.sdkProblems.length;
  refuseMethod(settings, claim);
  const body = pageBody(claim);
  const list = body && partAt('items', settings.items, body, claim);
  if (body === undefined || list === undefined) return undefined;
  if (list.type.kind !== 'array') {
    refuse('items', `${settings.items || 'the body'} is not a list`, 'give the JSON pointer of the list');
    return undefined;
  }
  const found: Pagination = {
    style: settings.style,
    items: list.names,
    item: list.type.items,
    ...optional('optional', list.optional || undefined),
    ...styleFacts(settings, body, list.type.items, claim),
    ...optional('more', scalarAt('more', settings.more, body, ['boolean'], claim)),
  };
  return account.sdkProblems.length === before ? found : undefined;
}

/** Only what changes nothing may be sent for every page; the owner of the API says that of a POST by listing it. */
function refuseMethod({ style }: PaginationSettings, { operation, refuse }: Claim): void {
  const methods = style === 'link' ? ['get'] : ['get', 'post'];
  if (methods.some((method) => method === operation.method)) return;
  const allowed = methods.map((method) => method.toUpperCase()).join(' and ');
  refuse(
    undefined,
    `${operation.key} cannot have pages: with style ${style} only ${allowed} can`,
    'remove it',
  );
}

/** The type of the one body that every page has. */
function pageBody({ operation, refuse }: Claim): Type | undefined {
  const contents = successesOf(operation).flatMap(({ content }) => content ?? []);
  const [content] = contents;
  if (content?.format === 'json' && contents.length === 1) return content.type;
  const found = contents.map(({ mediaType }) => mediaType).join(' and ') || 'no body';
  refuse(
    undefined,
    `a page of ${operation.key} is not one JSON body: its 2xx responses have ${found}`,
    'remove it, or document one 2xx response with application/json',
  );
  return undefined;
}

/** What each style has of its own. */
function styleFacts(
  settings: PaginationSettings,
  body: Type,
  item: Type,
  claim: Claim,
): Pick<Pagination, 'parameter' | 'first' | 'next' | 'last' | 'total'> {
  const text: readonly Scalar[] = ['string', 'number'];
  switch (settings.style) {
    case 'cursor': {
      const { next, last } = settings;
      if ((next === undefined) === (last === undefined)) {
        const message = 'a cursor stands in the body (next) or in the last item (last)';
        claim.refuse(undefined, message, 'give one of the two');
      }
      return {
        ...parameterFacts(settings.parameter, claim),
        ...optional('next', scalarAt('next', next, body, text, claim)),
        ...optional('last', scalarAt('last', last, item, text, claim)),
      };
    }
    case 'page':
      return {
        ...countFacts(settings, 1, claim),
        ...optional('total', scalarAt('totalPages', settings.totalPages, body, ['number'], claim)),
      };
    case 'offset':
      return {
        ...countFacts(settings, 0, claim),
        ...optional('total', scalarAt('totalItems', settings.totalItems, body, ['number'], claim)),
      };
    case 'link':
      return optional('next', scalarAt('next', settings.next, body, ['string'], claim));
  }
}

/** A page or an offset: where it is counted from is what the document says the server takes it for. */
function countFacts(
  { parameter, first }: { readonly parameter: string; readonly first?: number },
  standard: number,
  claim: Claim,
): Pick<Pagination, 'parameter' | 'first'> {
  const found = parameterAt(parameter, claim);
  if (found !== undefined && !isScalar(found.type, ['number'], claim.schemas))
    claim.refuse('parameter', `${parameter} is not a number`, 'give the parameter that counts');
  const declared = found && (found.type.default ?? target(found.type, claim.schemas).type.default);
  return {
    ...optional('parameter', found?.names),
    first: first ?? (typeof declared === 'number' && Number.isInteger(declared) ? declared : standard),
  };
}

function parameterFacts(parameter: string, claim: Claim): Pick<Pagination, 'parameter'> {
  const found = parameterAt(parameter, claim);
  if (found !== undefined && !isScalar(found.type, ['string', 'number'], claim.schemas))
    claim.refuse('parameter', `${parameter} is neither text nor a number`, 'give the one for the cursor');
  return optional('parameter', found?.names);
}

/** Where `params` has a query parameter, or else a field of the body. */
function parameterAt(name: string, { operation, schemas, refuse }: Claim): Part | undefined {
  const { members, body } = operation.call;
  const named = (place: Member['in']) =>
    members.find((member) => member.in === place && member.name === name);
  const own = named('query') ?? (body === 'spread' ? named('body') : undefined);
  if (own !== undefined)
    return { names: [...(own.group ? [own.group] : []), name], type: own.type, optional: !own.required };
  const whole = body === 'member' ? members.find((member) => member.in === 'body') : undefined;
  const field = whole && schemas.property(target(whole.type, schemas).type, name);
  if (whole && field !== undefined && field.access !== 'read-only')
    return { names: [whole.name, name], type: field.type, optional: !field.required };
  refuse(
    'parameter',
    `${operation.key} has no query parameter and no field of its body ${name}`,
    'correct the name, or add it to the document',
  );
  return undefined;
}

/** The names on the way to a scalar, once it is known to be there. */
function scalarAt(
  key: string,
  pointer: string | undefined,
  root: Type,
  kinds: readonly Scalar[],
  claim: Claim,
): readonly string[] | undefined {
  const part = pointer === undefined ? undefined : partAt(key, pointer, root, claim);
  if (part === undefined) return undefined;
  if (!isScalar(part.type, kinds, claim.schemas))
    claim.refuse(key, `${pointer} is not a ${kinds.join(' or ')}`, 'correct the JSON pointer');
  return part.names;
}

/** What a JSON pointer leads to from a type; every step is a property that the document declares. */
function partAt(key: string, pointer: string, root: Type, { schemas, refuse }: Claim): Part | undefined {
  const names = tokensOf(`#${pointer}`) ?? [];
  let { type, optional: isOptional } = target(root, schemas);
  for (const name of names) {
    const property = schemas.property(type, name);
    if (property === undefined || property.access === 'write-only') {
      refuse(
        key,
        `${pointer} leads nowhere: the document has no member ${name} there`,
        'correct the JSON pointer, or describe the member',
      );
      return undefined;
    }
    const next = target(property.type, schemas);
    isOptional ||= next.optional || !property.required;
    type = next.type;
  }
  return { names, type, optional: isOptional };
}

/** A type without the references and the null around it. */
function target(type: Type, schemas: Schemas): { type: Type; optional: boolean } {
  const seen = new Set<string>();
  let found = type;
  let isOptional = false;
  for (;;) {
    const inner = withoutNull(found);
    isOptional ||= inner !== found;
    if (inner.kind !== 'reference' || seen.has(inner.to)) return { type: inner, optional: isOptional };
    seen.add(inner.to);
    found = schemas.type(inner.to) ?? { kind: 'unknown', pointer: inner.to };
  }
}

/** Whether all that a type allows is of these kinds, or null; of an unknown one nothing else is known. */
function isScalar(
  type: Type,
  kinds: readonly Scalar[],
  schemas: Schemas,
  seen: ReadonlySet<Type> = new Set(),
): boolean {
  const { type: inner } = target(type, schemas);
  if (seen.has(inner)) return false;
  const within = new Set([...seen, inner]);
  switch (inner.kind) {
    case 'unknown':
    case 'null':
      return true;
    case 'union':
    case 'intersection':
      return inner.members.every((member) => isScalar(member, kinds, schemas, within));
    case 'enum':
      return inner.values.every((value) => kinds.some((kind) => kind === typeof value));
    default:
      return kinds.some((kind) => kind === inner.kind);
  }
}
