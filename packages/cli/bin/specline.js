#!/usr/bin/env node
import module from 'node:module';
import v8 from 'node:v8';

// A run is short. To compile again what was compiled before is a third of a small one, and a fifth of a large one went
// into optimizing code that had no time left to repay it. Node 20 has neither the cache nor the cheaper optimizer. And
// threads that clear away what is short-lived together wait for one another more than they help.
if (module.enableCompileCache) {
  module.enableCompileCache();
  v8.setFlagsFromString('--no-opt');
  v8.setFlagsFromString('--no-parallel-scavenge');
}
const { run } = await import('../dist/index.js');

// Who reads the output may stop before its end, as `head` does.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});
