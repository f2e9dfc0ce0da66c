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

/** Ends the process with one line: exit status 1 would mean drift. Until the code is loaded, the line is Node's. */
let fail = (error) => {
  const [line] = String(error?.message ?? error).split('\n');
  process.stderr.write(
    `specline cannot start: ${line}; install it again, or raise the limits of the system\n`,
  );
  process.exit(2);
};
process.on('uncaughtException', (error) => fail(error));

const { reportFailure, run } = await import('../dist/index.js');
const { env, stdout, stderr } = process;
fail = (error) => process.exit(reportFailure(error, { cwd: '.', env, stderr }));

// Who reads the output may stop before its end, as `head` does.
stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit();
  fail(Object.assign(error, { path: 'stdout' }));
});
stderr.on('error', () => process.exit(2));

process.exitCode = await run(process.argv.slice(2), { cwd: process.cwd(), env, stdout, stderr });
