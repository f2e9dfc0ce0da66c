import { pickRegistry } from 'npm-registry-fetch';
import { withoutSecrets } from '@specline/contract';
import { InputError } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { hasIdentity } from './identity.js';

/** The registry that the environment names. */
export interface Registry {
  /** Ends with `/`. */
  readonly url: URL;
  /** Whether anyone may read there: npm's own default. */
  readonly isPublic: boolean;
  readonly readToken?: string;
  readonly writeToken?: string;
  /** Whether it and the CI that this runs in can prove where a package was built. */
  readonly hasProvenance: boolean;
}

/** The variables that say where to publish; no file of a repository does. */
export const VARIABLES = {
  registry: 'SPECLINE_REGISTRY',
  writeToken: 'SPECLINE_TOKEN',
  readToken: 'SPECLINE_READ_TOKEN',
} as const;

/** What stands for the public registry in `SPECLINE_REGISTRY`. */
const PUBLIC = 'public';

/** Throws `InputError` where the environment names no registry, or one that no token may be sent to. */
export function registryOf(env: NodeJS.ProcessEnv): Registry {
  const named = env[VARIABLES.registry] ?? '';
  if (named === '') {
    throw fault('it is not set', 'give the URL of a registry, or "public" for the public one');
  }
  // npm's own default, which the library knows: no configuration of npm takes part.
  const standard = new URL(pickRegistry('any', {}));
  const url = named === PUBLIC ? standard : urlOf(named);
  const isPublic = hostOf(url) === hostOf(standard);
  const writeToken = env[VARIABLES.writeToken] || undefined;
  const readToken = env[VARIABLES.readToken] || writeToken;
  return {
    url,
    isPublic,
    ...(readToken === undefined ? {} : { readToken }),
    ...(writeToken === undefined ? {} : { writeToken }),
    hasProvenance: isPublic && hasIdentity(env),
  };
}

/** The environment without the tokens, for programs that run code of the workspace. */
export function withoutTokens(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [VARIABLES.writeToken]: _write, [VARIABLES.readToken]: _read, ...rest } = env;
  return rest;
}

/** Returns problems that repeat no token, whatever they quote of a registry. */
export function discreet(problems: readonly Problem[], env: NodeJS.ProcessEnv): Problem[] {
  // A shorter one may be a word of our own messages.
  const tokens = [env[VARIABLES.writeToken] ?? '', env[VARIABLES.readToken] ?? ''].filter(
    ({ length }) => length >= 8,
  );
  return problems.map(({ file, message, ...rest }) => ({
    ...rest,
    ...(file === undefined ? {} : { file: withoutSecrets(file, tokens) }),
    message: withoutSecrets(message, tokens),
  }));
}

function urlOf(named: string): URL {
  const text = named.endsWith('/') ? named : `${named}/`;
  if (!URL.canParse(text) || !/^https?:/i.test(text) || /[?#]/.test(text))
    throw fault('it is not the URL of a registry', 'give one that begins with https://');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw fault('it holds credentials', `leave them out, and set ${VARIABLES.writeToken}`);
  if (url.protocol === 'http:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname))
    throw fault('a token sent over http: can be read on its way', 'give a URL that begins with https://');
  return url;
}

/** A dot at its end leads to the same place. */
function hostOf({ host }: URL): string {
  return host.replace(/\.(?=:|$)/, '');
}

function fault(message: string, remedy: string): InputError {
  return new InputError([{ file: VARIABLES.registry, message, remedy }]);
}
