import { objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { ParameterPlace } from '../document/http.js';
import type { MediaType, Operation, Parameter } from '../document/operations.js';
import type { SecurityScheme } from '../document/security.js';
import type { Judge } from '../judge/judge.js';
import type { BodyValue } from './values.js';

// oxlint-disable-next-line typescript/no-explicit-any -- made from the document at run time, handed to typed methods
export type Made = any;

/** What one call is to send, by place; parameters that are not to be sent are absent. */
export interface CallInput {
  readonly path: Made;
  /** What is all of the query stands here too, by its name. */
  readonly query: Made;
  readonly header: Made;
  readonly cookie: Made;
  /** JSON, or a Blob or Uint8Array for binary; undefined for no body. */
  readonly body: Made;
  /** The documented media type that the body is to be sent in; undefined for no body. */
  readonly mediaType: string | undefined;
}

/** Makes one operation's call with a client. */
export type Call<Client> = (client: Client, input: CallInput, options?: Made) => PromiseLike<unknown>;

/** A credential as a client takes it: a token or key, or a name and password. */
export type Credential = string | { readonly username: string; readonly password: string };

/** Credentials by the name of the security scheme. */
export type Credentials = Readonly<Record<string, Credential>>;

/** An input as the judge plans it. */
export interface Plan {
  readonly parameters: ReadonlyMap<Parameter, Json>;
  readonly media: MediaType | undefined;
  readonly body: BodyValue | undefined;
}

/** The plan as a call takes it. */
export function inputOf({ parameters, media, body }: Plan): CallInput {
  const place = (wanted: ParameterPlace): { [name: string]: Json } =>
    objectOf(
      [...parameters].flatMap(([parameter, value]) =>
        parameter.in === wanted ? [[parameter.name, value] as const] : [],
      ),
    );
  return {
    path: place('path'),
    query: { ...place('query'), ...place('querystring') },
    header: place('header'),
    cookie: place('cookie'),
    body: body?.given,
    mediaType: media === undefined ? undefined : media.type,
  };
}

/** One credential for each scheme that some operation needs. The values hold nothing that a header cannot carry. */
export function credentialsFor(judge: Judge): Credentials {
  const schemes = new Map(judge.operations.flatMap(schemesOf).map((scheme) => [scheme.name, scheme]));
  return objectOf(
    [...schemes.values()].map((scheme, index) => [scheme.name, credentialFor(scheme, index + 1)] as const),
  );
}

function schemesOf(operation: Operation): SecurityScheme[] {
  return operation.security.flat().filter(({ kind }) => kind !== 'transport');
}

function credentialFor({ kind }: SecurityScheme, number: number): Credential {
  return kind === 'basic'
    ? { username: `user-${number}`, password: `pass:word/${number}` }
    : `credential-${number}`;
}

/** The credential as it has to arrive (RFC 7617 for a name and password). */
export function writtenCredential(credential: Credential | undefined): string | undefined {
  if (credential === undefined || typeof credential === 'string') return credential;
  return btoa(`${credential.username}:${credential.password}`);
}
