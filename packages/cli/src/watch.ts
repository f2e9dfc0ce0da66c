import { watch as watchFiles } from 'chokidar';

/** Calls `again` after every burst of changes below the folders, one call at a time, until the process is stopped. */
export async function watch(folders: readonly string[], again: () => Promise<void>): Promise<never> {
  const watcher = watchFiles([...folders], {
    ignoreInitial: true,
    ignored: /[\\/](released|node_modules)[\\/]?/,
  });
  let pending: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  watcher.on('all', () => {
    clearTimeout(pending);
    pending = setTimeout(() => (running = running.then(again)), 50);
  });
  return new Promise<never>((_, reject) => watcher.on('error', reject));
}
