import type { Member, Model, Operation, Pagination, Surface } from './model.js';

/** `released/sdk.json`: every name, place and choice that the current version has promised and an edit could move. */
export interface ReleasedNames {
  /** By `POST /path`. */
  readonly operations: Readonly<Record<string, ReleasedCall>>;
  /** Type names by the pointer of the schema. */
  readonly schemas: Readonly<Record<string, string>>;
  /** The names of the types of what is sent, of the schemas that have one, by the pointer of the schema. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The client's options by security scheme. */
  readonly auth: Readonly<Record<string, string>>;
  /** The envelope that was asked for. */
  readonly envelope?: string;
  /** All else that a caller names; absent where the release was recorded before this was. */
  readonly surface?: Surface;
  /** Where in the bundle stands what came from other files: pointers by `schemas/pet.yaml#/Pet`. */
  readonly components: Readonly<Record<string, string>>;
}

export interface ReleasedCall {
  /** `moq.relays.tokens.rotate`. */
  readonly call: string;
  /** The module of its types and its class. */
  readonly module: string;
  /** What the names of its types begin with: `TokenRotate`. */
  readonly types: string;
  readonly body: 'none' | 'spread' | 'member';
  /** The path parameter that comes before `params`. */
  readonly positional?: string;
  /** Where each member of `params` goes. */
  readonly members: Readonly<Record<string, Member['in']>>;
  /** The groups that members stand in whose names were taken. */
  readonly groups: Readonly<Partial<Record<Member['in'], ReleasedGroup>>>;
  /** The media type that is sent. */
  readonly mediaType?: string;
  /** The media types that are asked for, by status. */
  readonly responses: Readonly<Record<string, string>>;
  /** The member of the body that the method resolves to. */
  readonly envelope?: string;
  /** Whether clients retry it although its method does not let them. */
  readonly idempotent?: true;
  /** How the pages of a list follow each other. */
  readonly pagination?: Omit<Pagination, 'item'>;
}

interface ReleasedGroup {
  /** The member of `params` that holds the group. */
  readonly name: string;
  readonly members: readonly string[];
}

/** The names of a model in the form that a release keeps. */
export function releasedNames(model: Model, components: ReleasedNames['components'] = {}): ReleasedNames {
  const { schemas, operations, surface } = model;
  return {
    operations: Object.fromEntries(operations.map((operation) => [operation.key, releasedCall(operation)])),
    schemas: Object.fromEntries(schemas.map(({ pointer, typeName }) => [pointer, typeName])),
    inputs: Object.fromEntries(
      schemas.flatMap(({ pointer, inputName }) => (inputName === undefined ? [] : [[pointer, inputName]])),
    ),
    auth: Object.fromEntries(surface.auth.map(({ scheme, option }) => [scheme, option])),
    ...(surface.envelope === undefined ? {} : { envelope: surface.envelope }),
    surface,
    components,
  };
}

function releasedCall({ call, body, responses, idempotent }: Operation): ReleasedCall {
  const { members, envelope, positional } = call;
  const plain = members.filter(({ group }) => group === undefined);
  return {
    call: [...call.resource, call.method].join('.'),
    module: call.module,
    types: call.types.params.slice(0, -'Params'.length),
    body: call.body,
    ...(positional === undefined ? {} : { positional: positional.parameter }),
    members: Object.fromEntries(plain.map((member) => [member.name, member.in])),
    groups: groupsOf(members),
    ...(body === undefined ? {} : { mediaType: body.content.mediaType }),
    responses: Object.fromEntries(
      responses.flatMap(({ status, content }) =>
        content === undefined ? [] : [[status, content.mediaType]],
      ),
    ),
    ...(envelope === undefined ? {} : { envelope }),
    ...(idempotent === undefined ? {} : { idempotent }),
    ...(call.pagination === undefined ? {} : { pagination: pagesOf(call.pagination) }),
  };
}

function pagesOf(pagination: Pagination): Omit<Pagination, 'item'> {
  const { item: _, ...pages } = pagination;
  return pages;
}

function groupsOf(members: readonly Member[]): ReleasedCall['groups'] {
  const grouped = members.filter(({ group }) => group !== undefined);
  return Object.fromEntries(
    grouped.map(({ in: place, group = place }) => {
      const list = grouped.filter((member) => member.in === place);
      return [place, { name: group, members: list.map(({ name }) => name) }];
    }),
  );
}
