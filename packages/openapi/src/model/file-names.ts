/** Names that Windows keeps for devices, whatever ending a file has (Microsoft, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;

/** Folders that a usual `.gitignore`, or npm, leaves out. */
const IGNORED = /^(dist|node_modules|cvs)$/i;

/**
 * Returns the parts of a path without ending, such that Windows can hold them and git commits them: a name that cannot be
 * gains a suffix. A name alone decides, and all others stay as they are.
 */
export function portable(parts: readonly string[], suffix: string): string[] {
  return parts.map((part, index) => {
    const isFolder = index < parts.length - 1;
    return DEVICE.test(part) || (isFolder && IGNORED.test(part)) ? `${part}-${suffix}` : part;
  });
}

/** What is wrong with a path that a person chose; undefined where every system can hold it and git commits it. */
export function nameFault(path: string): string | undefined {
  const parts = path.split('/');
  const device = parts.find((part) => DEVICE.test(part.split('.')[0]?.trimEnd() ?? ''));
  if (device !== undefined) return `Windows keeps the name ${device} for a device`;
  const cut = parts.find((part) => /[. ]$|[<>:"|?*]/.test(part));
  if (cut !== undefined) return `Windows does not hold the name ${cut}`;
  const ignored = parts.slice(0, -1).find((part) => IGNORED.test(part));
  return ignored === undefined
    ? undefined
    : `git and npm usually leave out folders that are called ${ignored}`;
}
