// Makes the calls of the table at the log level debug, and prints every error: what a service's own output would show.
// The first argument is where the fault server is.
import { runRows } from '@scripts/fixtures/faults/program.ts';
import { builtClient } from './built-client.ts';
import { waitForConnections } from './patience.ts';
import { CONCURRENCY, rowsFor } from './runtimes.ts';

await waitForConnections();
const [origin = ''] = process.argv.slice(2);
await runRows(origin, rowsFor('node'), await builtClient(), {
  concurrency: CONCURRENCY,
  // oxlint-disable-next-line no-console -- what others do with an error
  report: (error) => console.error(error),
});
