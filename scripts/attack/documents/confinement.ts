/** Ends the process that opens a socket or looks a name up. */
const NO_NETWORK = `import dns from 'node:dns';
import { Socket } from 'node:net';
import { syncBuiltinESMExports } from 'node:module';
const refuse = () => process.exit(99);
Socket.prototype.connect = refuse;
dns.lookup = refuse;
dns.resolve = refuse;
syncBuiltinESMExports();
`;

/** Arguments of Node with which a process reads `code` and `folder` alone, writes `folder` alone and reaches no host. */
export function confinement(code: string, folder: string): string[] {
  return [
    '--permission',
    `--allow-fs-read=${code}`,
    `--allow-fs-read=${folder}`,
    `--allow-fs-write=${folder}`,
    '--disable-warning=SecurityWarning',
    '--import',
    `data:text/javascript,${encodeURIComponent(NO_NETWORK)}`,
  ];
}
