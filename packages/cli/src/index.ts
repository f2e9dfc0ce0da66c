export { run } from './program.js';
export { reportFailure } from './failure.js';
export type { Console } from './console.js';
export type { Exit } from './exit.js';
export { lintSpec } from './lint.js';
export type { Remark } from './lint.js';
export { filesInTarball } from './publish/tar.js';
