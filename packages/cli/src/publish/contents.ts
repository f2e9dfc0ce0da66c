import type { Problem } from '@specline/openapi';
import type { Packed } from './tarball.js';

/** Files that hold credentials, by their names in any folder of a package. */
const CREDENTIALS: readonly RegExp[] = [
  /(?:^|\/)\.env(?:rc|\.[^/]+)?$/,
  /(?:^|\/)\.(?:npmrc|yarnrc(?:\.yml)?|netrc|pypirc|pgpass|htpasswd|git-credentials|dockercfg)$/,
  /(?:^|\/)_netrc$/,
  /(?:^|\/)\.(?:git|ssh|aws|gnupg|kube|docker)\//,
  /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?(?:\.[^/]+)?$/,
  /\.(?:pem|key|p12|pfx|jks|keystore|ppk|kdbx)$/,
];

/** Samples of variables, and public keys: they hold no value. */
const HARMLESS = /(?:^|\/)\.env\.(?:example|sample|template|dist)$|\.pub$/;

/** Returns what may not be published whatever the registry: files that hold credentials. */
export function contentProblems({ manifest, files }: Packed): Problem[] {
  return [...files.keys()].filter(holdsCredentials).map((path) => ({
    file: manifest.name,
    message: `${path} was packed, and a file of that name holds credentials`,
    remedy: 'list in "files" what callers need, and nothing else',
  }));
}

/** Returns a warning where all files of a folder are packed because package.json lists none. */
export function contentWarnings({ manifest }: Packed): Problem[] {
  if (manifest.files !== undefined) return [];
  const message = 'every file of the folder is packed, because package.json has no "files"';
  const remedy = 'list in "files" what callers need';
  return [{ file: `${manifest.name}/package.json`, message, remedy }];
}

function holdsCredentials(path: string): boolean {
  const name = path.toLowerCase();
  return CREDENTIALS.some((pattern) => pattern.test(name)) && !HARMLESS.test(name);
}
