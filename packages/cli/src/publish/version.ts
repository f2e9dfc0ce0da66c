/** What is known of a package's versions in a registry. */
export interface Known {
  readonly versions: readonly string[];
  readonly latest?: string;
}

/**
 * The dist-tag of a version: `latest`; for a prerelease its channel (`next` of `2.0.0-next.1`); for a version of a line
 * that is left behind, the line: `v1` after 2.0.0, and `v1.2` after 1.3.0, so that no tag ever moves back.
 */
export function distTag(version: string, { versions, latest }: Known): string {
  const channel = channelOf(version);
  if (channel !== undefined) return channel;
  const stable = versions.filter((other) => channelOf(other) === undefined);
  const [major, minor] = numbersOf(version);
  if (latest === undefined || channelOf(latest) !== undefined || !isLower(version, latest)) return 'latest';
  const ofMajor = stable.filter((other) => numbersOf(other)[0] === major);
  return ofMajor.some((other) => isLower(version, other)) ? `v${major}.${minor}` : `v${major}`;
}

/** The name of the channel of a prerelease: `next` and `snapshot` where it has no name of its own. */
function channelOf(version: string): string | undefined {
  const prerelease = /^[^+]*?-([^+]+)/.exec(version)?.[1];
  if (prerelease === undefined) return undefined;
  const name = /^[a-z]+(?=[.-]|$)/i.exec(prerelease)?.[0];
  // A registry would read `v` and digits, or `x`, as a range of versions.
  if (name !== undefined && !/^[vx]$/i.test(name)) return name === 'latest' ? 'next' : name;
  return version.startsWith('0.0.0-') ? 'snapshot' : 'next';
}

function isLower(a: string, b: string): boolean {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const place = left.findIndex((number, index) => number !== right[index]);
  return place !== -1 && (left[place] ?? 0) < (right[place] ?? 0);
}

function numbersOf(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? '').split('.').map(Number);
}
