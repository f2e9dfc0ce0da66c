import { once } from 'node:events';
import { watch as watchFiles } from 'chokidar';

/**
 * Calls `again` at once, and after every burst of changes below the folders, one call at a time, until the process is
 * stopped. No change after the first call began is missed.
 */
export async function watch(folders: readonly string[], again: () => Promise<void>): Promise<never> {
  const watcher = watchFiles([...folders], {
    ignoreInitial: true,
    ignored: /[\\/](released|node_modules)([\\/]|$)/,
  });
  await once(watcher, 'ready');
  let pending: NodeJS.Timeout | undefined;
  let running = again();
  watcher.on('all', () => {
    clearTimeout(pending);
    pending = setTimeout(() => (running = running.then(again)), 50);
  });
  return new Promise<never>((_, reject) => watcher.on('error', reject));
}
