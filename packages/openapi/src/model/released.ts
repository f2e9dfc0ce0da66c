import type { Member, Model } from './model.js';

/** `released/sdk.json`: the names and places that the current version has promised. */
export interface ReleasedNames {
  /** By `POST /path`. */
  readonly operations: Readonly<Record<string, ReleasedCall>>;
  /** Type names by the pointer of the schema. */
  readonly schemas: Readonly<Record<string, string>>;
}

export interface ReleasedCall {
  /** `moq.relays.tokens.rotate`. */
  readonly call: string;
  /** What the names of its types begin with: `TokenRotate`. */
  readonly types: string;
  readonly body: 'none' | 'spread' | 'member';
  /** Where each member of `params` goes; those that stand in a group of their own are not listed. */
  readonly members: Readonly<Record<string, Member['in']>>;
}

/** The names of a model in the form that a release keeps. */
export function releasedNames(model: Model): ReleasedNames {
  return {
    operations: Object.fromEntries(
      model.operations.map(({ key, call }) => {
        const members = Object.fromEntries(
          call.members.filter(({ group }) => !group).map((member) => [member.name, member.in]),
        );
        const released: ReleasedCall = {
          call: [...call.resource, call.method].join('.'),
          types: call.types.params.slice(0, -'Params'.length),
          body: call.body,
          members,
        };
        return [key, released];
      }),
    ),
    schemas: Object.fromEntries(model.schemas.map(({ pointer, typeName }) => [pointer, typeName])),
  };
}
